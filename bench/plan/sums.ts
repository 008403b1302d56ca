import { math, type Plan, plan } from "pintle";
import type { Row } from "../harness/compare.ts";
import { repeatAwaited } from "../harness/repeat.ts";

/** A plan of `count` sums, each of which needs the one before. */
function chain(count: number): Plan<unknown, { sum: number }> {
  return plan((p) => {
    let sum = p.math.add(1, 1);
    for (let i = 1; i < count; i++) {
      sum = p.math.add(sum, 1);
    }
    return { sum };
  });
}

/** The same in direct calls. */
function direct(count: number): { sum: number } {
  let sum = math.add(1, 1);
  for (let i = 1; i < count; i++) {
    sum = math.add(sum, 1);
  }
  return { sum };
}

/** Where a plan does not pay: what is cheap and synchronous is faster called directly. */
export const rows: readonly Row[] = [10, 100].map((count) => {
  const prepared = chain(count);
  return {
    name: `${count} sums, each of the one before`,
    ours: repeatAwaited(() => prepared.run()),
    theirs: { "direct calls": repeatAwaited(async () => direct(count)) },
  };
});
