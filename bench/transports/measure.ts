import { deepStrictEqual } from "node:assert/strict";
import { quartiles } from "../harness/statistics.ts";
import { duration } from "../harness/table.ts";
import type { Way } from "./way.ts";

/**
 * Checks that all ways give the same, then takes samples of each in turn, round by round, and prints
 * the median of a call.
 */
export async function measure(
  title: string,
  ways: readonly Way[],
  view: (result: unknown) => unknown,
  rounds: number,
): Promise<void> {
  const expected = view(await ways[0]?.run(1));
  for (const { name, run } of ways) {
    deepStrictEqual(view(await run(1)), expected, `${name} returns another result`);
  }
  const samples = new Map(ways.map((way) => [way, [] as number[]]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const way of ways) {
      const nanoseconds = await sample(way);
      // The first round only warms up.
      if (round > 0) {
        samples.get(way)?.push(nanoseconds);
      }
    }
  }
  const medians = ways.map((way) => quartiles(samples.get(way) ?? []));
  console.log(`\n${title}\n`);
  console.log("| way | median | half of all | direct calls in that time |");
  console.log("|---|--:|--:|--:|");
  for (const [i, { low, median, high }] of medians.entries()) {
    const times = median / (medians[0]?.median ?? median);
    const half = `${duration(low)}–${duration(high)}`;
    console.log(
      `| ${ways[i]?.name} | ${duration(median)} | ${half} | ${times < 10 ? times.toFixed(1) : Math.round(times)} |`,
    );
  }
}

/** The nanoseconds of one call. */
async function sample({ batch, run, idle }: Way): Promise<number> {
  const all = await time(run, batch + (idle ?? 0));
  const beside = idle === undefined ? 0 : await time(run, idle);
  return Math.max(0, all - beside) / batch;
}

async function time(run: Way["run"], calls: number): Promise<number> {
  const start = process.hrtime.bigint();
  await run(calls);
  return Number(process.hrtime.bigint() - start);
}
