import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { testFolder } from "../conformance/folder.ts";
import { Relay } from "./relay.ts";

test("a guest that runs is a caller like others", async () => {
  const policy = join(testFolder(), "policy.json");
  writeFileSync(policy, '{"version":1,"commands":{"math.add":true}}');
  const caller = new Relay(policy);
  const params = { a: 2, b: 40 };
  expect(await caller.call("math.add", params)).toEqual({ result: 42 });
  expect(await caller.call("math.divide", params)).toMatchObject({
    error: { code: "ERR_PINTLE_DENIED" },
  });
  const step = { method: "math.add", params: { b: 40 }, refs: { "/a": { input: "" } } };
  expect(await caller.runPlan([step], 2)).toMatchObject({ result: { steps: [{ result: 42 }] } });
  expect(await caller.send("{")).toMatchObject({ error: { code: "ERR_PINTLE_INVALID_JSON" } });
});
