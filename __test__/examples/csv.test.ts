import { createReadStream, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import Papa from "papaparse";
import { afterAll, describe, expect, test } from "vitest";
import { type CsvOptions, csv } from "../../examples/csv/csv.ts";
import { failure } from "../failure.ts";

const ground = mkdtempSync(join(tmpdir(), "pintle-csv-"));
afterAll(() => rmSync(ground, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(ground, name);
  writeFileSync(path, content);
  return path;
}

async function all(rows: AsyncIterable<string[]>): Promise<string[][]> {
  const list: string[][] = [];
  for await (const row of rows) {
    list.push(row);
  }
  return list;
}

const text = (content: string) => Readable.from([Buffer.from(content)]);

describe("rows", () => {
  const delimiters = [",", ";", "\t", "|"] as const;
  const field = fc.oneof(
    fc.constantFrom(
      "",
      " ",
      '"',
      '""',
      "\n",
      "\r\n",
      "\r",
      "a,b",
      "a;b",
      " a ",
      "0",
      "-1.5",
      "é😀",
    ),
    fc.string({ unit: "binary", maxLength: 8 }),
  );
  const table = fc
    .integer({ min: 2, max: 5 })
    .chain((width) => fc.array(fc.array(field, { minLength: width, maxLength: width })));

  test("are those of csv-parse and of papaparse", async () => {
    const newlines = fc.constantFrom("\n", "\r\n");
    const property = fc.asyncProperty(
      table,
      fc.constantFrom(...delimiters),
      newlines,
      fc.boolean(),
      fc.integer({ min: 1, max: 9 }),
      async (rows, delimiter, newline, quoteAll, size) => {
        const content = written(rows, delimiter, newline, quoteAll);
        const bytes = Buffer.from(content);
        const found = await all(csv.parse(chunks(bytes, size), { delimiter }));
        expect(found).toEqual(parse(content, { delimiter, record_delimiter: newline }));
        const papa = { delimiter, newline, skipEmptyLines: true } as const;
        expect(found).toEqual(Papa.parse<string[]>(content, papa).data);
        expect(found).toEqual(rows);
      },
    );
    await fc.assert(property, { numRuns: 150 });
  });

  /** A table as CSV. */
  function written(
    rows: string[][],
    delimiter: string,
    newline: string,
    quoteAll: boolean,
  ): string {
    const field = (value: string) =>
      quoteAll || value.startsWith("\ufeff") || /["\r\n]/.test(value) || value.includes(delimiter)
        ? `"${value.replaceAll('"', '""')}"`
        : value;
    return rows.map((row) => row.map(field).join(delimiter) + newline).join("");
  }

  function* chunks(bytes: Uint8Array, size: number): Generator<Uint8Array> {
    for (let start = 0; start < bytes.length; start += size) {
      yield bytes.subarray(start, start + size);
    }
  }

  test("are the same from a file, from a Node stream and from a web stream", async () => {
    const rows = Array.from({ length: 5000 }, (_, row) => [`${row}`, "a\nb", "é,"]);
    const path = file("rows.csv", written(rows, ",", "\r\n", false));
    expect(await all(csv.rows(path))).toEqual(rows);
    expect(await all(csv.parse(createReadStream(path)))).toEqual(rows);
    const web = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
    expect(await all(csv.parse(web))).toEqual(rows);
    expect(csv.rowsSync(path)).toEqual(rows);
    expect(csv.parseSync([Buffer.from("a,b\n1,2\n")])).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
  });

  test("may have other quotes, a byte order mark, and different lengths if that is allowed", async () => {
    const quoted = csv.parse(text("'a,''b',c\n"), { quote: "'" });
    expect(await all(quoted)).toEqual([["a,'b", "c"]]);
    expect(await all(csv.parse(text("\ufeffa,b\n")))).toEqual([["a", "b"]]);
    expect(await all(csv.parse(text("a\n\n\nb,c"), { flexible: true }))).toEqual([
      ["a"],
      ["b", "c"],
    ]);
  });

  test("of different lengths are an error that says where", async () => {
    const error = await failure(() => all(csv.rows(file("uneven.csv", 'a,b\n"1\n",2\n3\n'))));
    expect(error).toMatchObject({
      code: "ERR_CSV_ROW_LENGTH",
      message: "csv.rows: path: expected 2 fields, as in the first row, got 1",
      pointer: "/path",
      details: { line: 4, row: 3 },
    });
  });

  test("that are not UTF-8 are an error", async () => {
    const bytes = Uint8Array.of(0x61, 0x2c, 0xff, 0x0a);
    expect(await failure(() => all(csv.rows(file("latin.csv", bytes))))).toMatchObject({
      code: "ERR_CSV_NOT_TEXT",
      details: { line: 1, row: 1 },
    });
  });

  test("arrive before the error does", async () => {
    const found: string[][] = [];
    const error = await failure(async () => {
      for await (const row of csv.parse(text("a,b\nc,d\ne\n"))) {
        found.push(row);
      }
    });
    expect(error.code).toBe("ERR_CSV_ROW_LENGTH");
    expect(found).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
  });

  test.each([
    [{ delimiter: "" }, "/delimiter"],
    [{ delimiter: "é" }, "/delimiter"],
    [{ delimiter: "ab" }, "/delimiter"],
    [{ quote: "\n" }, "/quote"],
  ] satisfies [CsvOptions, string][])("need proper options: %j", async (options, pointer) => {
    const code = "ERR_PINTLE_INVALID_VALUE";
    expect(await failure(() => all(csv.parse(text("a"), options)))).toMatchObject({
      code,
      pointer,
    });
  });

  test("of a file that does not exist are an error of the system", async () => {
    const error = await failure(() => all(csv.rows(join(ground, "missing.csv"))));
    expect(error).toMatchObject({ code: "ERR_PINTLE_IO", pointer: "/path" });
  });

  test("of a source that fails are an error with what it threw as cause", async () => {
    const cause = new Error("the source fails");
    async function* failing() {
      yield Buffer.from("a,b\n");
      throw cause;
    }
    const error = await failure(() => all(csv.parse(failing())));
    expect(error).toMatchObject({ code: "ERR_PINTLE_INPUT", cause });
  });
});

describe("a source that does not end", () => {
  test("is read as far as the rows are, and is left with them", async () => {
    const chunk = Buffer.from("1,2,3\n".repeat(10_000));
    let pulled = 0;
    let isLeft = false;
    function* endless() {
      try {
        for (;;) {
          pulled += 1;
          yield chunk;
        }
      } finally {
        isLeft = true;
      }
    }
    let read = 0;
    for await (const row of csv.parse(endless())) {
      read += row.join() === "1,2,3" ? 1 : 0;
      if (read === 100_000) {
        break;
      }
    }
    expect(isLeft).toBe(true);
    // Ten chunks are needed, and what waits on the way is bounded.
    expect(pulled).toBeGreaterThanOrEqual(10);
    expect(pulled).toBeLessThan(100);
  });
});

describe("a large file", () => {
  const MiB = 2 ** 20;

  test("needs little memory", { timeout: 120_000 }, async () => {
    const path = join(ground, "large.csv");
    const rows = 96 * 1024;
    const output = openSync(path, "w");
    const chunk = `${"a".repeat(511)},${"b".repeat(511)}\n`.repeat(64);
    for (let row = 0; row < rows; row += 64) {
      writeSync(output, chunk);
    }
    for await (const _ of csv.rows(path)) {
      break; // Leaves early: nothing of it is left.
    }
    const before = process.memoryUsage.rss();
    let most = 0;
    let read = 0;
    for await (const row of csv.rows(path)) {
      read += row.length;
      if (read % 4096 === 0) {
        most = Math.max(most, process.memoryUsage.rss());
      }
    }
    expect(read).toBe(2 * rows);
    expect(most - before).toBeLessThan(64 * MiB);
  });
});

describe("columns", () => {
  test("are numbers where all fields are", async () => {
    const path = file("columns.csv", "id,name,price,code,some\n1,a,-1.5,007,1\n2,é,2e3,8,\n");
    const { rows, columns } = await csv.columns(path);
    expect(rows).toBe(2);
    expect(columns).toEqual([
      { kind: "numbers", name: "id", values: Float64Array.of(1, 2) },
      { kind: "texts", name: "name", values: ["a", "é"] },
      { kind: "numbers", name: "price", values: Float64Array.of(-1.5, 2000) },
      { kind: "texts", name: "code", values: ["007", "8"] },
      { kind: "texts", name: "some", values: ["1", ""] },
    ]);
  });

  test("have the values that papaparse has", async () => {
    const values = Array.from({ length: 1000 }, (_, row) => [row, row / 7, `text ${row}`]);
    const content = `a,b,c\n${values.map((row) => row.join()).join("\n")}`;
    const { data } = Papa.parse<Record<string, unknown>>(content, {
      header: true,
      dynamicTyping: true,
    });
    const { columns } = await csv.columns(file("many.csv", content));
    const rows = data.map((_, row) =>
      Object.fromEntries(columns.map(({ name, values }) => [name, values[row]])),
    );
    expect(rows).toEqual(data);
  });

  test("need a header", async () => {
    const error = await failure(() => csv.columns(file("empty.csv", "")));
    expect(error).toMatchObject({ code: "ERR_CSV_HEADER", pointer: "/path" });
  });

  test("are not for rows of different lengths", async () => {
    const error = await failure(() => csv.columns(file("any.csv", "a"), { flexible: true }));
    expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_VALUE", pointer: "/flexible" });
  });
});
