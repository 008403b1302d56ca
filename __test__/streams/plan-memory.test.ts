import { expect, test } from "vitest";
import { run } from "../fixtures/processes/run.ts";

/** What the process may still grow by. Either stream held whole takes several times as much. */
const bound = 8 * 1024 * 1024;

const size = 1600 * 65_536;

test.each([
  ["outputs", { size }],
  ["no outputs", null],
  ["nested", { sizes: [size, size] }],
  ["policy", { size }],
  ["policy, nested", { sizes: [size, size] }],
])("a plan (%s) holds no stream whole", async (kind, outputs) => {
  const { code, stdout, stderr } = await run("plan-memory", [kind]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const outcome = JSON.parse(stdout) as { outputs: unknown; grown: number };
  expect(outcome.outputs).toEqual(outputs);
  expect(outcome.grown).toBeLessThan(bound);
});
