import { expect, test } from "vitest";
import { run } from "../fixtures/processes/run.ts";

test("the commands of a worker's streams and inputs end with it", async () => {
  const { code, stdout, stderr } = await run("worker-streams");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(JSON.parse(stdout)).toEqual({ before: 4, after: 0, sums: 64 });
});
