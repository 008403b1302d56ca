/** What the JSON Schema of plans accepts has the shape of a plan, and nothing else has. */

import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { builtin, PintleError } from "../../index.ts";

const schema = JSON.parse(builtin.binding.planSchema());
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
ajv.addKeyword("x-type");
const accepts = ajv.compile(schema);

/** Whether Rust takes it for a plan, whatever it says of what the plan does. */
function isPlan(document: unknown): boolean {
  try {
    builtin.binding.preparePlan(JSON.stringify(document));
    return true;
  } catch (error) {
    if (!PintleError.is(error)) {
      throw error;
    }
    return error.code !== "ERR_PINTLE_INVALID_PLAN";
  }
}

const add = { id: "sum", method: "math.add", params: { a: 1, b: 2 } };
const each = {
  forEach: { input: "/items" },
  steps: [{ method: "math.add", params: { a: 1 }, refs: { "/b": { item: "" } } }],
  outputs: { all: { resultOf: "add" } },
};

test.each<[unknown]>([
  [[]],
  [[add]],
  [{ version: 1, steps: [add], outputs: { resultOf: "sum", path: "" } }],
  [{ onError: "continue", concurrency: 2, timeoutMs: 1.5, steps: [{ ...add, timeoutMs: 3 }] }],
  [{ steps: [add, { ...add, id: "next", dependsOn: ["sum"] }], outputs: {} }],
  [
    {
      steps: [{ ...each, steps: [{ ...each.steps[0], id: "add" }] }],
      outputs: { a: { input: "" } },
    },
  ],
])("%j is a plan", (document) => {
  expect(accepts(document)).toBe(true);
  expect(isPlan(document)).toBe(true);
});

test.each<[unknown]>([
  [1],
  [{}],
  [[1]],
  [{ steps: {} }],
  [{ version: 2, steps: [] }],
  [{ steps: [], onError: "ignore" }],
  [{ steps: [], concurrency: -1 }],
  [{ steps: [], more: 1 }],
  [[{ ...add, id: 1 }]],
  [[{ ...add, methd: "math.add" }]],
  [[{ ...add, refs: { "/a": {} } }]],
  [[{ ...add, refs: { "/a": { resultOf: "x", input: "" } } }]],
  [[{ ...add, refs: { "/a": { input: "", path: "" } } }]],
  [[{ ...add, dependsOn: "x" }]],
  [{ steps: [add], outputs: { a: 1 } }],
])("%j is not", (document) => {
  expect(accepts(document)).toBe(false);
  expect(isPlan(document)).toBe(false);
});
