import { spawn } from "node:child_process";
import { resolve } from "node:path";
import type { Row } from "../harness/compare.ts";
import { napi, ours, type Place } from "./functions.ts";

const count = 1_000_000;

/** How many rows the author of a generator asks for with one promise. */
const batch = 1000;

/** Takes every row in one loop, and returns a number that depends on all of them. */
async function sumOf(rows: AsyncIterable<Place>): Promise<number> {
  let sum = 0;
  for await (const row of rows) {
    sum += row.x + row.y + row.label.length;
  }
  return sum;
}

async function* batched(): AsyncGenerator<Place> {
  const rows = new napi.Rows(count);
  while (true) {
    const some = await rows.take(batch);
    if (some.length === 0) {
      return;
    }
    yield* some;
  }
}

async function* jsonLines(): AsyncGenerator<Place> {
  const program = resolve("target", "bench", "rows");
  const { stdout } = spawn(program, [String(count)], { stdio: ["ignore", "pipe", "inherit"] });
  // Not node:readline, which takes longer.
  let rest = "";
  for await (const text of stdout.setEncoding("utf8")) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      yield JSON.parse(line);
    }
  }
}

/** Columns, so that no object is made for a row. */
async function sumOfColumns(): Promise<number> {
  let sum = 0;
  for await (const { x, y, label } of ours.rows(count).batches()) {
    for (let i = 0; i < x.length; i++) {
      sum += (x[i] ?? 0) + (y[i] ?? 0) + (label[i]?.length ?? 0);
    }
  }
  return sum;
}

/** Nothing has to be done before; but so one stream is enough for a round. */
const before = () => {};

const theirs = {
  "a generator, 1000 a promise": () => sumOf(batched()),
  "JSON lines, pipe": () => sumOf(jsonLines()),
};
const atMost = { "a generator, 1000 a promise": 1, "JSON lines, pipe": 1 };

export const rows: readonly Row[] = [
  { name: "stream of a million rows", ours: () => sumOf(ours.rows(count)), theirs, atMost, before },
  { name: "stream of a million rows, in batches", ours: sumOfColumns, theirs, atMost, before },
  {
    // A promise for each row takes so long that there are fewer of them.
    name: "stream of 20,000 rows",
    ours: () => sumOf(ours.rows(20_000)),
    theirs: { "napi-rs's generator": () => sumOf(new napi.RowGenerator(20_000)) },
    atMost: { "napi-rs's generator": 1 },
    before,
  },
];
