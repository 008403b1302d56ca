import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Database, sqlite } from "../../examples/search/search.ts";
import { failure, thrown } from "../failure.ts";

const ground = mkdtempSync(join(tmpdir(), "pintle-sqlite-"));
afterAll(() => rmSync(ground, { recursive: true, force: true }));

/** The SQLite of Node, from 22 on. */
const nodes = (() => {
  try {
    return createRequire(import.meta.url)("node:sqlite");
  } catch {
    return undefined;
  }
})();

async function inventory(): Promise<Database> {
  const database = sqlite.open(":memory:");
  await database.script(`
    create table items (id integer primary key, name text, price real, data blob);
    insert into items values (1, 'bolt', 0.5, x'0102'), (2, 'nut', null, null), (3, 'é😀', 2, x'');
  `);
  return database;
}

/** With bytes of JavaScript's own class in place of Pintle's, which both sides are compared in. */
function plain(value: unknown): unknown {
  return value instanceof Uint8Array ? Uint8Array.from(value) : value;
}

function plainRows(rows: readonly object[]): unknown[] {
  const plainRow = (row: object) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
  return rows.map(plainRow);
}

/** Counts until it is interrupted: it needs no table and does not end by itself. */
const endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select i from n";

describe("statements", () => {
  test("return rows", async () => {
    using database = await inventory();
    expect(plainRows(await database.all("select * from items order by id"))).toEqual([
      { id: 1, name: "bolt", price: 0.5, data: Uint8Array.of(1, 2) },
      { id: 2, name: "nut", price: null, data: null },
      { id: 3, name: "é😀", price: 2, data: Uint8Array.of() },
    ]);
    expect(
      await database.all("select name from items where id > ? and name < ?", [1, "o"]),
    ).toEqual([{ name: "nut" }]);
  });

  test("say what they changed", async () => {
    using database = await inventory();
    const inserted = await database.execute("insert into items (name) values (?), (?)", ["a", "b"]);
    expect(inserted).toEqual({ changes: 2, lastRowId: 5n });
    expect(await database.execute("delete from items where id > ?", [1])).toMatchObject({
      changes: 4,
    });
  });

  const values = [
    null,
    0,
    -1.5,
    1e300,
    2n ** 63n - 1n,
    -(2n ** 63n),
    "",
    "a'b",
    Uint8Array.of(0, 255),
  ];

  test("return their parameters", async () => {
    using database = sqlite.open(":memory:");
    for (const value of values) {
      const bigints = typeof value === "bigint";
      const [row] = await database.all("select ? as value", [value], { bigints });
      expect(plain(row?.value)).toEqual(value);
    }
  });

  test.skipIf(nodes === undefined)("return what those of node:sqlite return", async () => {
    using ours = sqlite.open(":memory:");
    const theirs = new nodes.DatabaseSync(":memory:");
    const statements = [
      "create table t (a, b integer, c real, d text, e blob)",
      ...values.map(() => "insert into t values (?1, ?1, ?1, ?1, ?1)"),
    ];
    for (const [index, sql] of statements.entries()) {
      const params = index === 0 ? [] : [values[index - 1]];
      await ours.execute(sql, params);
      theirs.prepare(sql).run(...params);
    }
    const queries = [
      "select a, b, c, d, e, typeof(a), typeof(b), typeof(c), typeof(d), typeof(e) from t",
      "select count(*), sum(length(d)), max(c), group_concat(typeof(a)) from t",
    ];
    for (const query of queries) {
      const statement = theirs.prepare(query);
      statement.setReadBigInts(true);
      const found = await ours.all(query, [], { bigints: true });
      expect(plainRows(found)).toEqual(plainRows(statement.all()));
    }
    theirs.close();
  });

  test("need as many parameters as they have", async () => {
    using database = sqlite.open(":memory:");
    expect(await failure(() => database.all("select ?, ?", [1]))).toMatchObject({
      code: "ERR_PINTLE_INVALID_VALUE",
      message: "sqlite.all: params: expected 2 parameters, as the statement has, got 1",
    });
  });

  test.each([
    [true, "a boolean"],
    [[1], "an array"],
    [{ a: 1 }, "an object"],
    [Int32Array.of(1), "a typed array"],
  ])("refuse %j as a parameter", async (value, got) => {
    using database = sqlite.open(":memory:");
    expect(await failure(() => database.all("select ?, ?", ["a", value]))).toMatchObject({
      code: "ERR_PINTLE_INVALID_TYPE",
      message: `sqlite.all: params[1]: expected null, a number, a bigint, a string or a Uint8Array, got ${got}`,
    });
  });

  test("return no integers that a number does not hold", async () => {
    using database = sqlite.open(":memory:");
    const sql = "select 9007199254740991 as n";
    expect(await database.all(sql)).toEqual([{ n: Number.MAX_SAFE_INTEGER }]);
    const error = await failure(() => database.all("select 9007199254740992 as n"));
    expect(error).toMatchObject({
      code: "ERR_SQLITE_VALUE",
      message: 'sqlite.all: the column "n" has the integer 9007199254740992',
    });
    expect(await failure(() => database.all("select 9e999 as n"))).toMatchObject({
      code: "ERR_SQLITE_VALUE",
    });
  });

  test("that SQLite refuses are errors with its number", async () => {
    using database = await inventory();
    expect(await failure(() => database.all("select nothing"))).toMatchObject({
      code: "ERR_SQLITE_FAILED",
      details: { code: 1 },
    });
    const twice = "insert into items (id) values (1)";
    expect(await failure(() => database.execute(twice))).toMatchObject({ details: { code: 1555 } });
    expect(thrown(() => sqlite.open(join(ground, "missing", "a.db")))).toMatchObject({
      code: "ERR_SQLITE_FAILED",
      pointer: "/path",
    });
  });

  test("are interrupted when the call is cancelled or its time is up", async () => {
    using database = sqlite.open(":memory:");
    const controller = new AbortController();
    const call = database.all(`select max(i) from (${endless})`, [], { signal: controller.signal });
    controller.abort();
    expect(await failure(() => call)).toMatchObject({ code: "ERR_PINTLE_CANCELLED" });
    const signal = AbortSignal.timeout(20);
    await failure(() => database.all(`select max(i) from (${endless})`, [], { signal }));
    expect(await database.all("select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("of many calls take turns", async () => {
    using database = await inventory();
    const calls = Array.from({ length: 50 }, (_, id) =>
      database.execute("insert into items (id) values (?)", [id + 10]),
    );
    await Promise.all(calls);
    expect(await database.all("select count(*) as n from items")).toEqual([{ n: 53 }]);
  });
});

describe("a stream of rows", () => {
  test("has the rows that a list has", async () => {
    using database = await inventory();
    const rows: unknown[] = [];
    for await (const row of database.rows("select * from items where id <> ?", [2])) {
      rows.push(row);
    }
    expect(rows).toEqual(await database.all("select * from items where id <> ?", [2]));
  });

  test("of an endless statement ends where its reader leaves it", async () => {
    using database = sqlite.open(":memory:");
    let sum = 0;
    for await (const { i } of database.rows(endless)) {
      sum += i as number;
      if (i === 10_000) {
        break;
      }
    }
    expect(sum).toBe(50_005_000);
    expect(await database.all("select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("keeps others from the database, which say so instead of waiting forever", async () => {
    using database = sqlite.open(":memory:");
    for await (const _ of database.rows(endless)) {
      const error = await failure(() => database.all("select 1"));
      expect(error.code).toBe("ERR_SQLITE_BUSY");
      break;
    }
  });
});

describe("a database", () => {
  test("in a file stays", async () => {
    const path = join(ground, "stays.db");
    {
      using database = sqlite.open(path);
      await database.script("create table t (a); insert into t values (1)");
    }
    expect(existsSync(path)).toBe(true);
    using again = sqlite.open(path);
    expect(await again.all("select a from t")).toEqual([{ a: 1 }]);
  });

  test("is closed once it has been disposed of", async () => {
    const database = await inventory();
    database[Symbol.dispose]();
    expect(await failure(() => database.all("select 1"))).toMatchObject({
      code: "ERR_PINTLE_DISPOSED",
    });
  });
});
