import { isDeepStrictEqual } from "node:util";
import { asPlan, callByCall, type Findings } from "./job.ts";

/** The findings, and how long each approach took, in milliseconds. */
export interface Comparison {
  readonly findings: Findings;
  /** The first run, which reads what is not in the system's caches yet. */
  readonly firstMs: number;
  /** Medians of several alternating runs. */
  readonly planMs: number;
  readonly callsMs: number;
  /** Whether both approaches found the same; false if the folder changes in the meantime. */
  readonly isSame: boolean;
}

/** A large folder is not read repeatedly. */
const patienceMs = 2000;
const rounds = 5;

/** Does the job as a plan, and then alternates between both approaches. */
export async function compare(root: string): Promise<Comparison> {
  const [findings, firstMs] = await timed(() => asPlan.run({ root }));
  const planMs: number[] = [];
  const callsMs: number[] = [];
  let isSame = true;
  const started = performance.now();
  while (
    planMs.length === 0 ||
    (planMs.length < rounds && performance.now() - started < patienceMs)
  ) {
    const [one, oneMs] = await timed(() => asPlan.run({ root }));
    const [other, otherMs] = await timed(() => callByCall({ root }));
    isSame &&= isDeepStrictEqual(digestsOf(one), digestsOf(other));
    planMs.push(oneMs);
    callsMs.push(otherMs);
  }
  return { findings, firstMs, planMs: median(planMs), callsMs: median(callsMs), isSame };
}

function digestsOf({ paths, digests }: Findings) {
  return { paths, digests };
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [T, number]> {
  const start = performance.now();
  const result = await work();
  return [result, performance.now() - start];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
