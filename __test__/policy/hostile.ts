/** Requests that would take a core for ever, or all memory, if nobody counted. */

import type { Policy } from "../../index.ts";

export interface HostileRequest {
  readonly name: string;
  readonly limits: Policy["limits"];
  readonly method?: string;
  readonly params?: unknown;
  readonly plan?: unknown;
  readonly input?: unknown;
  /** The code of the error, wherever in the answer it is. */
  readonly code: string;
}

const item = { item: "" };
const thirty = Array.from({ length: 30 }, (_, index) => index);

/** So many lists inside of one another, each of thirty items, with nothing to do in them. */
function nested(levels: number): object {
  const steps = levels === 1 ? [] : [nested(levels - 1)];
  return { forEach: { input: "/thirty" }, steps, outputs: item };
}

/** Each step returns the previous result twice: shared in memory, but not in a text. */
function doubling(count: number): object[] {
  const steps = Array.from({ length: count }, (_, index) => ({
    id: `s${index}`,
    forEach: index === 0 ? { input: "/thirty" } : { resultOf: `s${index - 1}` },
    steps: [],
    outputs: { left: item, right: item },
  }));
  return steps;
}

const large = "x".repeat(1_000_000);

/** It has 200,000 states, and each letter of a text can be in all of them. */
const states = "((a{1,100}){1,100}){1,10}b";

/** The table. `root` is a folder that a policy lets be read, with a file of 100,000 letters in it. */
export function hostileRequests(root: string): readonly HostileRequest[] {
  const outputs = Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [`o${index}`, { input: "/large" }]),
  );
  return [
    {
      name: "eight lists inside of one another",
      plan: { steps: [nested(8)] },
      input: { thirty },
      limits: {},
      code: "ERR_PINTLE_POLICY_LIMIT",
    },
    {
      name: "the same with a limit of time alone",
      plan: { steps: [nested(8)] },
      input: { thirty },
      limits: { calls: 1e12, outputBytes: 1e12, timeoutMs: 300 },
      code: "ERR_PINTLE_TIMEOUT",
    },
    {
      name: "the same with a limit of output alone",
      plan: { steps: [nested(8)] },
      input: { thirty },
      limits: { calls: 1e12, outputBytes: 1e6 },
      code: "ERR_PINTLE_POLICY_LIMIT",
    },
    {
      name: "the same with a limit of the plan's time",
      plan: { steps: [nested(8)], timeoutMs: 300 },
      input: { thirty },
      limits: { calls: 1e12, outputBytes: 1e12 },
      code: "ERR_PINTLE_TIMEOUT",
    },
    {
      name: "one input given two hundred times",
      plan: { steps: [], outputs },
      input: { large },
      limits: { outputBytes: 10_000_000 },
      code: "ERR_PINTLE_POLICY_LIMIT",
    },
    {
      name: "values that share what they hold",
      plan: { steps: doubling(60), outputs: { resultOf: "s59" } },
      input: { thirty },
      limits: { calls: 1e6 },
      code: "ERR_PINTLE_POLICY_LIMIT",
    },
    {
      name: "the same in the results of steps",
      plan: { steps: doubling(60) },
      input: { thirty },
      limits: { calls: 1e6 },
      code: "ERR_PINTLE_POLICY_LIMIT",
    },
    {
      name: "a long name for each item",
      plan: {
        steps: [{ forEach: { input: "/thirty" }, steps: [], outputs: { [large]: item } }],
      },
      input: { thirty },
      limits: { outputBytes: 10_000_000 },
      code: "ERR_PINTLE_POLICY_LIMIT",
    },
    {
      name: "a preview that is very much larger than the text",
      method: "text.replace",
      params: { root, pattern: "a", replacement: "b".repeat(50_000) },
      limits: { outputBytes: 1000 },
      code: "ERR_PINTLE_POLICY_LIMIT",
    },
    {
      name: "a match for each letter",
      method: "text.search",
      params: { root, pattern: "a" },
      limits: { outputBytes: 200_000 },
      code: "ERR_PINTLE_POLICY_LIMIT",
    },
    ...[{}, { multiline: true }, { wholeWords: true }, { mode: "count" }].map((options) => ({
      name: `a pattern of very many states: ${JSON.stringify(options)}`,
      method: "text.search",
      params: { root, pattern: states, ...options },
      limits: { timeoutMs: 300 },
      code: "ERR_PINTLE_TIMEOUT",
    })),
    {
      name: "a replacement with such a pattern",
      method: "text.replace",
      params: { root, pattern: states, replacement: "$1" },
      limits: { timeoutMs: 300 },
      code: "ERR_PINTLE_TIMEOUT",
    },
    {
      name: "the same with a limit of the plan's time alone",
      plan: {
        steps: [{ method: "text.search", params: { root, pattern: states } }],
        timeoutMs: 300,
      },
      input: null,
      limits: {},
      code: "ERR_PINTLE_TIMEOUT",
    },
    {
      name: "a match for each letter, each after a look at all that follow",
      method: "text.search",
      params: { root, pattern: "a.*b|a", mode: "count" },
      limits: { timeoutMs: 300 },
      code: "ERR_PINTLE_TIMEOUT",
    },
    {
      name: "a pattern that is larger than any may be",
      method: "text.search",
      params: { root, pattern: "\\w{1000}{1000}" },
      limits: {},
      code: "ERR_PINTLE_INVALID_VALUE",
    },
    {
      name: "more groups than states can have",
      method: "text.replace",
      params: { root, pattern: "(a)".repeat(20_000), replacement: "$1" },
      limits: {},
      code: "ERR_PINTLE_INVALID_VALUE",
    },
    {
      name: "more globs than any may have",
      method: "tree.walk",
      params: { root, glob: Array(5000).fill("*[ab]*[ab]*[ab]") },
      limits: {},
      code: "ERR_PINTLE_INVALID_VALUE",
    },
    {
      name: "an archive of what is there",
      method: "archive.createBytes",
      params: { root, format: "tar" },
      limits: { outputBytes: 10_000 },
      code: "ERR_PINTLE_POLICY_LIMIT",
    },
    {
      name: "a list of what is there",
      method: "tree.walk",
      params: { root },
      limits: { outputBytes: 8 },
      code: "ERR_PINTLE_POLICY_LIMIT",
    },
    {
      name: "very much that is refused",
      method: "program.run",
      params: { program: "none", args: Array(14).fill(large) },
      limits: {},
      code: "ERR_PINTLE_DENIED",
    },
    {
      name: "a name that nobody knows",
      method: large,
      params: {},
      limits: {},
      code: "ERR_PINTLE_UNKNOWN_COMMAND",
    },
    {
      name: "an argument that nobody knows",
      method: "math.add",
      params: { [large]: 1 },
      limits: {},
      code: "ERR_PINTLE_UNKNOWN_ARG",
    },
  ];
}

/** A policy with these limits. */
export function hostilePolicy(root: string, limits: Policy["limits"]): Policy {
  const reads = { root: { under: "root" } };
  return {
    version: 1,
    roots: { root: { path: root } },
    commands: {
      "math.*": true,
      "text.search": reads,
      "text.replace": reads,
      "archive.createBytes": reads,
      "tree.walk": reads,
    },
    ...(limits === undefined ? {} : { limits }),
  } as Policy;
}
