import { hash, type Plan, plan } from "pintle";
import type { Row } from "../harness/compare.ts";
import { files, folder } from "../harness/fixtures.ts";
import { repeatAwaited } from "../harness/repeat.ts";

const paths = files(folder(), 100, 4096);
const options = { algorithm: "blake3" } as const;

/** A plan that hashes files, each after the one before. */
function chain(count: number): Plan<unknown, Record<string, unknown>> {
  return plan((p) => {
    const results: Record<string, ReturnType<typeof p.hash.file>> = {};
    let before: unknown[] = [];
    for (const [i, path] of paths.slice(0, count).entries()) {
      const result = p.with({ dependsOn: before }).hash.file(path, options);
      results[`file${i}`] = result;
      before = [result];
    }
    return results;
  });
}

/** The same in calls, each awaited before the next. */
async function oneByOne(count: number): Promise<Record<string, unknown>> {
  const results: Record<string, unknown> = {};
  for (const [i, path] of paths.slice(0, count).entries()) {
    results[`file${i}`] = await hash.file(path, options);
  }
  return results;
}

/** A plan that hashes files in any order. */
function together(count: number): Plan<unknown, Record<string, unknown>> {
  return plan((p) => {
    const steps = paths.slice(0, count).map((path) => p.hash.file(path, options));
    return Object.fromEntries(steps.map((step, i) => [`file${i}`, step]));
  });
}

/** The same in calls, all started simultaneously. */
async function all(count: number): Promise<Record<string, unknown>> {
  const results = await Promise.all(paths.slice(0, count).map((path) => hash.file(path, options)));
  return Object.fromEntries(results.map((result, i) => [`file${i}`, result]));
}

const dependent = [2, 10, 100].map((count): Row => {
  const prepared = chain(count);
  return {
    name: `${count} files of 4 KiB, one after the other`,
    ours: repeatAwaited(() => prepared.run()),
    theirs: { "calls awaited": repeatAwaited(() => oneByOne(count)) },
    atMost: { "calls awaited": 1 },
  };
});

const prepared = together(100);

export const rows: readonly Row[] = [
  ...dependent,
  {
    name: "100 files of 4 KiB, in any order",
    ours: repeatAwaited(() => prepared.run()),
    theirs: { "Promise.all": repeatAwaited(() => all(100)) },
  },
  {
    name: "10 files, the plan written and checked each time",
    ours: repeatAwaited(() => chain(10).run()),
    theirs: { "calls awaited": repeatAwaited(() => oneByOne(10)) },
  },
];
