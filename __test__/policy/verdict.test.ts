/** The verdict is the same, whoever asks, and however. */

import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { builtin, contract } from "../../index.ts";
import { folder } from "../conformance/folder.ts";
import { attacks } from "./attacks.ts";
import { type Caller, callers } from "./callers.ts";
import { ground } from "./ground.ts";

const { path, remove } = folder();
const there = ground(path);
let asking: readonly Caller[] = [];

beforeAll(() => {
  asking = Object.values(callers).map((connect) => connect(there.policy));
});

afterAll(async () => {
  await Promise.all(asking.map((caller) => caller.close()));
  remove();
});

/** What `pintle policy explain` shows. */
function explain(request: unknown) {
  const policy = readFileSync(there.policy, "utf8");
  const verdict = builtin.binding.explainPolicy(
    policy,
    dirname(there.policy),
    JSON.stringify(request),
  );
  return JSON.parse(verdict);
}

const denied = Object.entries(attacks(there)).flatMap(([what, table]) =>
  table.flatMap(({ name, method, params, code = "ERR_PINTLE_DENIED" }) =>
    code === "ERR_PINTLE_DENIED" ? [{ name: `${what}: ${name}`, method, params }] : [],
  ),
);

test.each(denied)("$name", async ({ method, params }) => {
  const answers = await Promise.all(asking.map((caller) => caller.call(method, params)));
  const [first, ...others] = answers.map(({ error }) => error);
  for (const other of others) {
    expect(other).toEqual(first);
  }
  const verdict = explain({ method, params });
  // What only shows when a file is opened, an explanation that opens none cannot foresee.
  if (verdict.allowed) {
    expect(contract()["x-commands"][method]?.confined).toBe(true);
  } else {
    expect(verdict.error).toEqual(first);
  }
});

test.each([
  { method: "math.add", params: { a: 2, b: 40 }, rule: 'commands["math.add"]' },
  { method: "hash.file", params: { path: `${there.work}/a.txt` }, rule: 'commands["hash.file"]' },
  { method: "program.run", params: { program: "say", args: ["a"] }, rule: 'programs["say"]' },
])("$method is allowed by a rule with a name", ({ rule, ...request }) => {
  expect(explain(request)).toMatchObject({ allowed: true, rule, error: null });
});
