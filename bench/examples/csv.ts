import { createReadStream, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse";
import { parse as parseSync } from "csv-parse/sync";
import Papa from "papaparse";
import { loadAddon } from "pintle/runtime";
import type { csv as Csv } from "../../examples/csv/csv.ts";
import { fileOf } from "../harness/addons.ts";
import type { Row } from "../harness/compare.ts";
import { folder } from "../harness/fixtures.ts";
import { repeatAwaited } from "../harness/repeat.ts";

const csv = loadAddon(fileOf("csv")).commands.csv as unknown as typeof Csv;

const rowCount = 50_000;
const path = join(folder(), "table.csv");
writeFileSync(path, table());

/** Eight fields in each row, of which one is quoted. */
function table(): string {
  const rows = Array.from({ length: rowCount }, (_, row) =>
    [
      row,
      `name ${row}`,
      `"a ""quoted"" text, ${row}"`,
      row / 8,
      "é",
      "",
      row % 7,
      "a longer text",
    ].join(),
  );
  return `id,name,text,eighth,accent,empty,rest,long\n${rows.join("\n")}\n`;
}

/** Something that depends on every field, so that each side has read all of them. */
class Sum {
  rows = 0;
  characters = 0;

  add(row: readonly string[]): void {
    this.rows += 1;
    for (const field of row) {
      this.characters += field.length;
    }
  }

  get all(): readonly number[] {
    return [this.rows, this.characters];
  }
}

async function one(rows: AsyncIterable<string[]>): Promise<readonly number[]> {
  const sum = new Sum();
  for await (const row of rows) {
    sum.add(row);
  }
  return sum.all;
}

async function batches(): Promise<readonly number[]> {
  const sum = new Sum();
  for await (const batch of csv.rows(path).batches()) {
    for (const row of batch) {
      sum.add(row);
    }
  }
  return sum.all;
}

function papa(): Promise<readonly number[]> {
  const sum = new Sum();
  return new Promise((resolve, reject) => {
    Papa.parse<string[]>(createReadStream(path), {
      step: ({ data }) => sum.add(data),
      skipEmptyLines: true,
      complete: () => resolve(sum.all),
      error: reject,
    });
  });
}

async function whole(rows: Iterable<string[]>): Promise<readonly number[]> {
  const sum = new Sum();
  for (const row of rows) {
    sum.add(row);
  }
  return sum.all;
}

/** The sum of the numbers in a column. */
async function sumOfColumn(): Promise<number> {
  const { columns } = await csv.columns(path);
  const column = columns.find(({ name }) => name === "eighth");
  return column?.kind === "numbers" ? column.values.reduce((sum, value) => sum + value, 0) : 0;
}

async function sumByPapa(): Promise<number> {
  const text = readFileSync(path, "utf8");
  const options = { header: true, dynamicTyping: true, skipEmptyLines: true } as const;
  const { data } = Papa.parse<{ eighth: number }>(text, options);
  return data.reduce((sum, { eighth }) => sum + eighth, 0);
}

async function sumByCsvParse(): Promise<number> {
  const rows = parseSync(readFileSync(path), { columns: true }) as { eighth: string }[];
  return rows.reduce((sum, { eighth }) => sum + Number(eighth), 0);
}

export const rows: readonly Row[] = [
  {
    name: `${rowCount} rows of CSV, one by one`,
    ours: repeatAwaited(() => one(csv.rows(path))),
    theirs: {
      "csv-parse": repeatAwaited(() => one(createReadStream(path).pipe(parse()))),
      papaparse: repeatAwaited(papa),
    },
  },
  {
    name: `${rowCount} rows of CSV, in batches`,
    ours: repeatAwaited(batches),
    theirs: {
      "csv-parse/sync": repeatAwaited(() => whole(parseSync(readFileSync(path)))),
      "papaparse, whole": repeatAwaited(() =>
        whole(Papa.parse<string[]>(readFileSync(path, "utf8"), { skipEmptyLines: true }).data),
      ),
    },
  },
  {
    name: `${rowCount} rows of CSV as columns`,
    ours: repeatAwaited(sumOfColumn),
    theirs: { "csv-parse/sync": repeatAwaited(sumByCsvParse), papaparse: repeatAwaited(sumByPapa) },
  },
];
