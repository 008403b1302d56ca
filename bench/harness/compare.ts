import { deepStrictEqual } from "node:assert/strict";
import { type Quartiles, quartiles } from "./statistics.ts";

/**
 * One way to do a piece of work: does it `times` times in a loop of its own, and returns the last
 * result. A loop of its own, because one that is shared would call now this function and now that,
 * which V8 makes slower for all.
 */
// biome-ignore lint/suspicious/noExplicitAny: results of any kind are compared with each other.
export type Side = (times: number) => any;

/** The same piece of work, done by us and by others. */
export interface Row {
  readonly name: string;
  readonly ours: Side;
  readonly theirs: Readonly<Record<string, Side>>;
  /** The highest ratio, ours ÷ theirs, that we are content with. */
  readonly atMost?: Readonly<Record<string, number>>;
  /** What of a result must be equal, where it is not the whole. */
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  readonly view?: (result: any) => unknown;
  /**
   * What has to be done each time before, such as planting a tree that will be removed. It is not
   * measured, and a side then works once in a round.
   */
  readonly before?: () => void | Promise<void>;
}

/** How a row came out against one of the others. */
export interface Comparison {
  readonly row: string;
  readonly peer: string;
  /** The time of one call, in nanoseconds: medians. */
  readonly ours: number;
  readonly theirs: number;
  readonly rounds: number;
  /** Ours ÷ theirs, within one round. */
  readonly ratio: Quartiles;
  readonly atMost?: number;
}

/** How long to measure. */
export interface Effort {
  readonly rounds: number;
  /** How long one side works in one round, in milliseconds. */
  readonly batchMs: number;
  /** Work that takes long has fewer rounds, for about so long in all; but at least five. */
  readonly rowMs: number;
}

const leastRounds = 5;

/**
 * Checks that all sides give equal results, then lets them work in turn, round by round, in this
 * process, so that whatever disturbs one disturbs all.
 */
export async function compare(row: Row, effort: Effort): Promise<Comparison[]> {
  await checkEqual(row);
  const sides = [row.ours, ...Object.values(row.theirs)];
  const before = row.before ?? (() => {});
  const batches: number[] = [];
  for (const side of sides) {
    batches.push(row.before ? 1 : await calibrate(side, effort.batchMs));
  }
  const rounds: number[][] = [];
  const end = performance.now() + effort.rowMs;
  const goesOn = () =>
    rounds.length < Math.min(leastRounds, effort.rounds) || performance.now() < end;
  while (rounds.length < effort.rounds && goesOn()) {
    rounds.push(await takeTurns(sides, batches, rounds.length, before));
  }
  const median = (side: number) => quartiles(rounds.map((times) => times[side] ?? 0)).median;
  return Object.keys(row.theirs).map((peer, i) => {
    const ratios = rounds.map((times) => (times[0] ?? 0) / (times[i + 1] ?? 0));
    const atMost = row.atMost?.[peer];
    return {
      row: row.name,
      peer,
      ours: median(0),
      theirs: median(i + 1),
      rounds: rounds.length,
      ratio: quartiles(ratios),
      ...(atMost !== undefined && { atMost }),
    };
  });
}

async function checkEqual(row: Row): Promise<void> {
  const { name, ours, theirs, view = (result) => result, before } = row;
  for (const times of before ? [1] : [1, 3]) {
    await before?.();
    const expected = view(await ours(times));
    for (const [peer, side] of Object.entries(theirs)) {
      await before?.();
      deepStrictEqual(view(await side(times)), expected, `${name}: ${peer} returns another result`);
    }
  }
}

/** How many times a side works in `batchMs`. Finding out warms it up as well. */
async function calibrate(side: Side, batchMs: number): Promise<number> {
  let times = 1;
  let elapsed = await measure(side, times);
  while (elapsed < batchMs * 1e6) {
    if (times > 1e9) {
      throw new Error("a side does not work as often as requested");
    }
    const factor = Math.min(10, Math.max(1.5, (batchMs * 1e6) / elapsed));
    times = Math.ceil(times * factor);
    elapsed = await measure(side, times);
  }
  return times;
}

/** One round: the nanoseconds of one call of each side. Every round begins with another side. */
async function takeTurns(
  sides: readonly Side[],
  batches: readonly number[],
  round: number,
  before: () => void | Promise<void>,
): Promise<number[]> {
  const times: number[] = new Array(sides.length).fill(0);
  for (let turn = 0; turn < sides.length; turn++) {
    const i = (round + turn) % sides.length;
    const side = sides[i];
    const batch = batches[i] ?? 1;
    if (side !== undefined) {
      await before();
      times[i] = (await measure(side, batch)) / batch;
    }
  }
  return times;
}

/** The nanoseconds that a side takes for `times` calls. */
async function measure(side: Side, times: number): Promise<number> {
  const start = process.hrtime.bigint();
  await side(times);
  return Number(process.hrtime.bigint() - start);
}
