import { expect, test } from "vitest";
import { run } from "../fixtures/processes/run.ts";

// `npm run soak` does it with a hundred times as many.
test("nothing is left of what was abandoned, and nothing crashes", {
  timeout: 130_000,
}, async () => {
  const { code, stdout, stderr } = await run("../../soak/main", ["1000"], ["--expose-gc"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("workers that are terminated in the middle of everything: 1 in");
});
