/** What the JSON Schema of policies accepts, and what is accepted. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { builtin, type PintleError } from "../../index.ts";
import { folder } from "../conformance/folder.ts";

const { path, remove } = folder();
mkdirSync(join(path, "work"));
writeFileSync(join(path, "program"), "");
afterAll(remove);

const schema = JSON.parse(builtin.binding.policySchema());
const accepts = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

/** What is wrong with a policy, if anything is. */
function fault(policy: unknown): PintleError | undefined {
  try {
    builtin.binding.checkPolicy(JSON.stringify(policy), path);
    return undefined;
  } catch (error) {
    return error as PintleError;
  }
}

const cwd = { under: "work" };
const program = { program: "./program", cwd, args: [] };
const preset = { program: "./program", under: "work" };
const from = { pattern: "https://example\\.com/.*" };

/** A policy with everything that there is. */
const whole = {
  $schema: "policy.schema.json",
  version: 1,
  roots: { work: { path: "./work", access: "write", hardLinks: true }, read: { path: "work" } },
  commands: {
    "math.*": true,
    "math.divide": false,
    "math.addF64": { a: { integer: { min: 0, max: 9 } }, b: { oneOf: [1, "x", null] } },
    "hash.file": { path: { under: ["work", "read"] }, algorithm: { pattern: "sha.*" } },
    "hash.files": { root: { under: "work" }, paths: { under: "work" }, encoding: false },
    "hash.bytes": { data: true },
  },
  programs: {
    some: {
      ...program,
      prefix: ["-c"],
      args: [
        "a",
        { oneOf: ["b"] },
        { pattern: "c" },
        { integer: { min: 1, max: 1 } },
        { path: cwd },
        { path: { under: "work", access: "write" } },
        { fixed: "g" },
        { remote: { pattern: "h" } },
      ],
      rest: { each: { pattern: "d" }, max: 3 },
      env: { LANG: "C", WORD: { oneOf: ["e"] } },
      stdin: true,
      timeoutMs: 5,
      maxOutputBytes: 6,
      without: ["*"],
      repository: { pattern: "f" },
      remote: "origin",
      packages: true,
    },
    other: { ...program, cwd: { under: ["read", "work"], access: "write" } },
    clone: { preset: "git-clone", ...preset, from, timeoutMs: 7 },
    fetch: { preset: "git-fetch", ...preset, from },
    status: { preset: "git-status", ...preset, maxOutputBytes: 8 },
    npm: { preset: "npm-ci", ...preset, path: "/usr/bin", cache: "/nonexistent/cache" },
    list: { preset: "tar-list", ...preset },
    extract: { preset: "tar-extract", ...preset },
    create: { preset: "tar-create", ...preset, under: ["work", "read"] },
  },
  limits: { calls: 1, outputBytes: 2, concurrency: 3, timeoutMs: 4 },
};

test("a policy with everything is accepted by both", () => {
  expect(fault(whole)).toBeUndefined();
  expect([accepts(whole), accepts.errors]).toEqual([true, null]);
});

/** Why a policy is refused for what no schema can know: the commands, the folders, the files. */
const world =
  /there is no root|opens files: specify which|cannot be used|unknown command|no command|there is no family|starts programs|is not confined to|at least min|pattern is not valid|PATH is not searched|is not a file|may be written: anyone|there is no property "[^"]*" ?|the program writes here|which is not an absolute path/;

/** Other values for a place in a document. */
const others = [
  null,
  true,
  false,
  0,
  1,
  -1,
  0.5,
  2 ** 53,
  "",
  "work",
  "read",
  "*",
  [],
  ["work"],
  [""],
  {},
  cwd,
  { oneOf: [] },
  { oneOf: ["a", 1] },
  { pattern: "a" },
  { pattern: 1 },
  { pattern: "a", oneOf: ["a"] },
  { integer: { min: 1 } },
  { integer: { min: 0.5, max: 1 } },
  { path: cwd },
  { path: "work" },
  { path: { under: "work", access: "write" } },
  { fixed: "a" },
  { remote: "a" },
  { under: [] },
  { under: "work", more: 1 },
  { preset: "git-status", ...preset },
  { preset: "git-state" },
];

/** Changes something, somewhere. */
const changes = fc.tuple(
  fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
  fc.constantFrom("replace", "remove", "add"),
  fc.constantFrom(...others),
  fc.constantFrom(
    "path",
    "under",
    "acces",
    "limits",
    "preset",
    "from",
    "__proto__",
    "math.*",
    "max",
    "access",
    "cache",
    "",
  ),
);

type Holder = Record<string, unknown>;

function changed(document: unknown, [way, what, value, name]: [number[], string, unknown, string]) {
  // Not as structuredClone does it: what stands in two places are to be two things.
  const copy = JSON.parse(JSON.stringify(document));
  const given = JSON.parse(JSON.stringify(value));
  let here = copy as Holder;
  for (const [depth, step] of way.entries()) {
    const names = Object.keys(here);
    const at = names[step % names.length];
    if (at === undefined) {
      break;
    }
    const inside = here[at];
    if (depth < way.length - 1 && typeof inside === "object" && inside !== null) {
      here = inside as Holder;
      continue;
    }
    if (what === "replace") {
      here[at] = given;
    } else if (what === "remove") {
      Array.isArray(here) ? here.splice(step % names.length, 1) : delete here[at];
    } else if (!Array.isArray(here)) {
      Object.defineProperty(here, name, {
        value: given,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    break;
  }
  return copy;
}

test("the schema and Pintle accept the same policies", { timeout: 60_000 }, () => {
  const seen = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(fc.array(changes, { minLength: 1, maxLength: 2 }), (all) => {
      // As JSON.parse has it, so that __proto__ is a name like others.
      const policy = JSON.parse(JSON.stringify(all.reduce<unknown>(changed, whole)));
      const error = fault(policy);
      const text = JSON.stringify(policy);
      seen[error === undefined ? "accepted" : "refused"] += 1;
      if (accepts(policy)) {
        expect(error?.message ?? "there is no root", text).toMatch(world);
      } else {
        expect(error, text).toBeDefined();
      }
    }),
    { numRuns: 300 },
  );
  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(20);
});

test.each([
  ["nothing", undefined, "ERR_PINTLE_INVALID_JSON", ""],
  ["an empty object", {}, "", '"version" is missing'],
  ["a list", [], "", "expected an object"],
  ["another version", { version: 2 }, "/version", "expected 1"],
  ["a version as text", { version: "1" }, "/version", "expected 1"],
  ["a misspelt key", { version: 1, comands: {} }, "/comands", 'did you mean "commands"?'],
  [
    "a misspelt command",
    { version: 1, commands: { "math.ad": true } },
    "/commands/math.ad",
    "math.add",
  ],
  ["a misspelt family", { version: 1, commands: { "maths.*": true } }, "/commands/maths.*", "math"],
  ["every command", { version: 1, commands: { "*": true } }, "/commands/*", ""],
  [
    "a misspelt parameter",
    { version: 1, commands: { "math.add": { aa: true } } },
    "/commands/math.add/aa",
    "",
  ],
  [
    "a command that starts programs",
    { version: 1, commands: { "program.run": true } },
    "/commands/program.run",
    '"programs"',
  ],
  [
    "a path that is not said",
    { version: 1, commands: { "hash.file": true } },
    "/commands/hash.file",
    "opens files: specify which",
  ],
  [
    "a root that is not there",
    { version: 1, roots: { a: { path: "none" } } },
    "/roots/a/path",
    "ENOENT|cannot be used",
  ],
  [
    "a root that is not a folder",
    { version: 1, roots: { a: { path: "program" } } },
    "/roots/a/path",
    "cannot be used",
  ],
  [
    "a misspelt root",
    {
      version: 1,
      roots: { work: { path: "work" } },
      commands: { "hash.file": { path: { under: "wor" } } },
    },
    "/commands/hash.file/path/under",
    'did you mean "work"?',
  ],
  [
    "a program by its name",
    { version: 1, roots: whole.roots, programs: { a: { ...program, program: "git" } } },
    "/programs/a/program",
    "PATH is not searched",
  ],
  [
    "a program without a folder",
    { version: 1, programs: { a: { program: "./program", args: [] } } },
    "/programs/a",
    '"cwd" is missing',
  ],
  [
    "a program that callers can write",
    {
      version: 1,
      roots: { all: { path: ".", access: "write" } },
      programs: { a: { ...program, cwd: { under: "all" } } },
    },
    "/programs/a/program",
    "anyone who can write there",
  ],
  [
    "a pattern that closes its group",
    { version: 1, commands: { "hash.bytes": { data: { pattern: "a)|(b" } } } },
    "/commands/hash.bytes/data/pattern",
    "not valid",
  ],
  [
    "two checks of one value",
    { version: 1, commands: { "math.add": { a: { oneOf: [1], integer: { min: 1, max: 2 } } } } },
    "/commands/math.add/a",
    "exactly one property",
  ],
  ["a limit below 0", { version: 1, limits: { calls: -1 } }, "/limits/calls", "at least 0"],
  [
    "no concurrency",
    { version: 1, limits: { concurrency: 0 } },
    "/limits/concurrency",
    "at least 1",
  ],
  [
    "a misspelt preset",
    { version: 1, programs: { a: { preset: "git-clon" } } },
    "/programs/a",
    'did you mean "git-clone"?',
  ],
])("refused: %s", (_, policy, pointer, message) => {
  const error = fault(policy);
  if (policy === undefined) {
    expect(() => builtin.binding.checkPolicy("", path)).toThrow(
      expect.objectContaining({ code: "ERR_PINTLE_INVALID_JSON" }),
    );
    return;
  }
  expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_POLICY", pointer });
  expect(error?.message).toMatch(new RegExp(message));
});

test.each([
  ["a key twice", '{ "version": 1, "version": 1 }'],
  ["a rule twice", '{ "version": 1, "commands": { "math.add": true, "math.add": false } }'],
  ["half a surrogate", '{ "version": 1, "$schema": "\\ud800" }'],
  ["200,000 levels", `{ "version": 1, "limits": ${"[".repeat(200_000)}${"]".repeat(200_000)} }`],
  ["a comment", '{ "version": 1 } // all'],
])("no JSON: %s", (_, text) => {
  expect(() => builtin.binding.checkPolicy(text, path)).toThrow(
    expect.objectContaining({ code: "ERR_PINTLE_INVALID_JSON" }),
  );
});

test("__proto__ is a name like any other", () => {
  const text = '{ "version": 1, "__proto__": { "commands": { "math.*": true } } }';
  expect(() => builtin.binding.checkPolicy(text, path)).toThrow(
    expect.objectContaining({ code: "ERR_PINTLE_INVALID_POLICY", pointer: "/__proto__" }),
  );
});
