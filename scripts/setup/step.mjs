import { isFresh, stamp } from "./stamp.mjs";

/** A step of the set-up failed. Its output has been shown. */
export class StepError extends Error {}

/**
 * Does one step of the set-up and says so in one line. Its output is shown only when it fails.
 *
 * @param {string} title
 * @param {() => Promise<import("./run.mjs").Outcome>} work
 * @param {import("./stamp.mjs").Extent} [extent] skip the work while nothing of this has changed
 */
export async function step(title, work, extent) {
  if (extent !== undefined && isFresh(title, extent)) {
    return;
  }
  process.stderr.write(`${title} … `);
  const start = performance.now();
  const { ok, output } = await work().catch((error) => {
    process.stderr.write("failed\n");
    throw error;
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (!ok) {
    process.stderr.write(`failed after ${seconds} s\n${output}`);
    throw new StepError(`${title} failed`);
  }
  process.stderr.write(`${seconds} s\n`);
  if (extent !== undefined) {
    stamp(title, extent);
  }
}
