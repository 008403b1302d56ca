/** Texts that are not what they seem, as requests and as plans. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { folder } from "../conformance/folder.ts";
import { type Caller, callers } from "./callers.ts";
import { ground } from "./ground.ts";

const { path, remove } = folder();
const there = ground(path);
const before = there.state();
afterAll(remove);

const json = "ERR_PINTLE_INVALID_JSON";
const argument = "ERR_PINTLE_UNKNOWN_ARG";
const touch = `"program": "say", "args": ["; touch ${there.canary}"]`;

/** The parameters of a call, and what is wrong with the text around them. */
const params: readonly (readonly [name: string, method: string, params: string, code: string])[] = [
  ["a name twice", "math.add", '{ "a": 1, "a": 2, "b": 3 }', json],
  ["a name twice, once escaped", "math.add", '{ "a": 1, "\\u0061": 2, "b": 3 }', json],
  ["a program twice", "program.run", `{ "program": "rm", ${touch} }`, json],
  ["__proto__", "math.add", '{ "a": 1, "b": 2, "__proto__": { "c": 1 } }', argument],
  ["__proto__ of a call", "program.run", `{ "__proto__": { ${touch} } }`, "ERR_PINTLE_DENIED"],
  ["constructor", "math.add", '{ "a": 1, "b": 2, "constructor": {} }', argument],
  ["half a surrogate", "program.run", '{ "program": "say", "args": ["\\ud800"] }', json],
  ["half a surrogate as a name", "math.add", '{ "a": 1, "b": 2, "\\udc00": 3 }', json],
  [
    "200,000 levels",
    "math.add",
    `{ "a": ${"[".repeat(200_000)}${"]".repeat(200_000)}, "b": 1 }`,
    json,
  ],
  [
    "200,000 objects",
    "math.add",
    `{ "a": ${'{"a":'.repeat(200_000)}1${"}".repeat(200_000)}, "b": 1 }`,
    json,
  ],
  ["200,000 levels without an end", "math.add", `{ "a": ${"[".repeat(200_000)}`, json],
  ["a number beyond all", "math.add", '{ "a": 1e999, "b": 1 }', json],
  ["NaN", "math.add", '{ "a": NaN, "b": 1 }', json],
];

/** How a caller of that kind writes a call, and a plan of one step. */
const writes = {
  stdio: {
    call: (method: string, params: string) =>
      `{ "jsonrpc": "2.0", "id": 1, "method": "${method}", "params": ${params} }`,
    plan: (steps: string) =>
      `{ "jsonrpc": "2.0", "id": 1, "method": "pintle.runPlan", "params": { "plan": ${steps} } }`,
  },
  session: {
    call: (method: string, params: string) => `{ "method": "${method}", "params": ${params} }`,
    plan: (steps: string) => steps,
  },
};

describe.each(Object.entries(callers))("%s", (name, connect) => {
  const write = name.startsWith("stdio") ? writes.stdio : writes.session;
  let caller: Caller;
  beforeAll(() => {
    caller = connect(there.policy);
  });
  afterAll(() => caller.close());
  afterEach(() => expect(there.state()).toEqual(before));

  test.each(params)("%s", async (_, method, params, code) => {
    const answer = await caller.send(write.call(method, params));
    expect(answer).toMatchObject({ error: { code } });
    expect(await caller.call("math.add", { a: 2, b: 40 })).toEqual({ result: 42 });
  });

  test.each(params)("%s, in a plan", async (_, method, params, code) => {
    const step = `{ "method": "${method}", "params": ${params} }`;
    const answer = await caller.send(write.plan(`[${step}]`));
    // Parameters by names that the command has not are found when the plan is checked.
    const found = code === "ERR_PINTLE_DENIED" ? "ERR_PINTLE_UNKNOWN_ARG" : code;
    expect(answer).toMatchObject({ error: { code: found } });
    expect(await caller.call("math.add", { a: 2, b: 40 })).toEqual({ result: 42 });
  });
});
