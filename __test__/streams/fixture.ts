import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { CallOptions, Feed, Stream } from "../../index.ts";
import { fixture } from "../fixtures/fixture.ts";

export { all } from "./all.ts";

/** A row of the fixture's. */
export interface Row {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  readonly even: boolean;
  readonly big: bigint;
  readonly shade: "light" | "dark";
  readonly note: string | null;
}

/** The same in columns. */
export interface Rows {
  readonly id: Uint32Array;
  readonly name: string[];
  readonly size: Float64Array;
  readonly even: boolean[];
  readonly big: BigInt64Array;
  readonly shade: string[];
  readonly note: (string | null)[];
}

/** A piece of a file. */
export interface Piece {
  readonly number: number;
  readonly data: Uint8Array;
  readonly sums: Float64Array;
}

interface RowOptions extends CallOptions {
  readonly failAt?: number;
  readonly length?: number;
}

/** The commands that send their results as they come. */
export const streams = fixture.commands.streams as unknown as {
  rows(count: unknown, options?: RowOptions): Stream<Row, Rows>;
  rowsSync(count: number, options?: RowOptions): Row[];
  nested(count: number): Stream<{ row: Row; list: number[] }>;
  nestedSync(count: number): { row: Row; list: number[] }[];
  numbers(count: number): Stream<number, Float64Array>;
  numbersSync(count: number): Float64Array;
  pieces(count: number, length: number): Stream<Piece>;
  piecesSync(count: number, length: number): Piece[];
  chunks(count: number, length: number): Stream<Uint8Array>;
  chunksSync(count: number, length: number): Uint8Array[];
  slowTexts(count: number, millis: number, options?: CallOptions): Stream<string>;
  silent(options?: CallOptions): Stream<string>;
  panicking(count: number): Stream<number, Uint32Array>;
  running(): number;
  sent(): number;
};

/** The row of that number, as JavaScript makes it. */
export function row(id: number): Row {
  return {
    id,
    name: `row ${id}`,
    size: id / 4,
    even: id % 2 === 0,
    big: BigInt(id) << 33n,
    shade: id % 3 === 0 ? "dark" : "light",
    note: id % 5 === 0 ? "fifth" : null,
  };
}

/** Waits until none of these commands runs. */
export async function untilNoneRuns(): Promise<void> {
  while (streams.running() > 0) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

setFlagsFromString("--expose-gc");

/** Runs the garbage collector. */
export const collectGarbage: () => void = runInNewContext("gc");

type Numbers = Feed<number>;

/** The commands that receive what they work on as it comes. */
export const inputs = fixture.commands.inputs as unknown as {
  sum(numbers: Numbers, options?: CallOptions): Promise<number>;
  sumSync(numbers: readonly number[]): number;
  size(chunks: Feed<Uint8Array>): Promise<number>;
  labels(
    spots: Feed<{ x: number; label?: string }>,
    options?: { most?: number } & CallOptions,
  ): Promise<string[]>;
  joined(first: Feed<string>, second: Feed<string>): Promise<string[]>;
  doubled(
    numbers: Numbers,
    options?: { most?: number } & CallOptions,
  ): Stream<number, Float64Array>;
};
