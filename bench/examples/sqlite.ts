import { createRequire } from "node:module";
import { loadAddon } from "pintle/runtime";
import type { sqlite as Sqlite } from "../../examples/search/search.ts";
import { fileOf } from "../harness/addons.ts";
import type { Row } from "../harness/compare.ts";
import { repeat, repeatAwaited } from "../harness/repeat.ts";

const sqlite = loadAddon(fileOf("search")).commands.sqlite as unknown as typeof Sqlite;

/** What is used of better-sqlite3. It has to be compiled, so it is not among the packages that are installed. */
interface BetterSqlite {
  new (
    path: string,
  ): {
    exec(sql: string): void;
    prepare(sql: string): {
      run(...params: unknown[]): unknown;
      all(...params: unknown[]): unknown[];
      iterate(...params: unknown[]): Iterable<{ id: number }>;
    };
  };
}

const Better = find();

function find(): BetterSqlite | undefined {
  try {
    return createRequire(import.meta.url)("better-sqlite3");
  } catch {
    console.error(
      "better-sqlite3 is not installed, so it is not measured. To add it:\n" +
        "  npm install --no-save better-sqlite3@12\n" +
        "  cd node_modules/better-sqlite3 && npx node-gyp rebuild --release",
    );
    return undefined;
  }
}

const rowCount = 10_000;

/** The same table for each side. */
const table = `
  create table items (id integer primary key, name text, price real, note text);
  with recursive n(i) as (select 1 union all select i + 1 from n where i < ${rowCount})
  insert into items select i, 'item ' || i, i / 4.0, iif(i % 5 = 0, 'fifth', null) from n;
`;
const all = "select * from items order by id";
const one = "select * from items where id = ?";
const insert = "insert or replace into items values (?, ?, ?, ?)";

function rowsAgainst(Peer: BetterSqlite): readonly Row[] {
  const ours = sqlite.open(":memory:");
  ours.scriptSync(table);
  const theirs = new Peer(":memory:");
  theirs.exec(table);
  const [selectAll, selectOne, add] = [all, one, insert].map((sql) => theirs.prepare(sql)) as [
    ReturnType<typeof theirs.prepare>,
    ReturnType<typeof theirs.prepare>,
    ReturnType<typeof theirs.prepare>,
  ];

  async function sumOfStream(): Promise<number> {
    let sum = 0;
    for await (const { id } of ours.rows(all)) {
      sum += id as number;
    }
    return sum;
  }

  async function sumOfIterator(): Promise<number> {
    let sum = 0;
    for (const { id } of selectAll.iterate()) {
      sum += id;
    }
    return sum;
  }

  const item = [7, "item 7", 1.75, null];
  return [
    {
      name: `SQLite: ${rowCount} rows`,
      ours: repeat(() => ours.allSync(all), undefined),
      theirs: { "better-sqlite3": repeat(() => selectAll.all(), undefined) },
    },
    {
      name: `SQLite: ${rowCount} rows, one by one`,
      ours: repeatAwaited(sumOfStream),
      theirs: { "better-sqlite3": repeatAwaited(sumOfIterator) },
    },
    {
      name: "SQLite: one row",
      ours: repeat((id) => ours.allSync(one, [id]), 42),
      theirs: { "better-sqlite3": repeat((id) => selectOne.all(id), 42) },
    },
    {
      name: "SQLite: one row inserted",
      ours: repeat((values) => ours.executeSync(insert, values).changes, item),
      theirs: {
        "better-sqlite3": repeat(
          (values) => (add.run(...values) as { changes: number }).changes,
          item,
        ),
      },
    },
  ];
}

export const rows: readonly Row[] = Better === undefined ? [] : rowsAgainst(Better);
