/** What every transport must do as a direct call does. */

import { createHash } from "node:crypto";
import { nesting } from "../../lib/generated/limits.ts";

/** A call by position. */
export interface Call {
  readonly what: string;
  readonly method: string;
  readonly args: readonly unknown[];
  /** The code without its prefix and the pointer, when it must fail. */
  readonly error?: readonly [code: string, pointer: string];
}

/** A call with parameters by name, whatever they are. */
export interface NamedCall {
  readonly what: string;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly error?: readonly [code: string, pointer: string];
}

/** So many lists inside each other. */
function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) {
    value = [value];
  }
  return value;
}

/** A plan, with its input. */
export interface PlanRun {
  readonly what: string;
  readonly plan: unknown;
  readonly input?: unknown;
  readonly error?: readonly [code: string, pointer: string];
}

const max32 = 2 ** 31 - 1;
const max64 = 2n ** 63n - 1n;

/** All bytes, and more than a pipe holds. */
const manyBytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256);

/** Those of the files a.txt and sub/b.bin, which `folder.ts` makes. */
const integrities = ["a text\n", Uint8Array.of(0, 255, 10, 13)].map(
  (data) => `sha512-${createHash("sha512").update(data).digest("base64")}`,
);

export function gives(what: string, method: string, ...args: unknown[]): Call {
  return { what, method, args };
}

export function fails(
  code: string,
  pointer: string,
  what: string,
  method: string,
  ...args: unknown[]
): Call {
  return { what, method, args, error: [code, pointer] };
}

/** Values of every kind. `root` is a folder that `folder.ts` has filled. */
export function values(root: string): readonly Call[] {
  return [
    gives("small integers", "math.add", 2, 40),
    gives("the largest i32", "math.add", max32, 0),
    gives("the smallest i32", "math.subtract", -max32, 1),
    gives("-0 as an integer", "math.add", -0, -0),
    gives("a cut-off quotient", "math.divide", -7, 2),
    gives("a product", "math.multiply", -46341, 46340),
    gives("the largest i64", "math.addI64", max64, 0n),
    gives("the smallest i64", "math.subtractI64", -max64, 1n),
    gives("a bigint beyond 2^53", "math.addI64", 2n ** 53n, 1n),
    gives("negative bigints", "math.multiplyI64", -3n, 5n),
    gives("a bigint quotient", "math.divideI64", -7n, 2n),
    gives("0.1 + 0.2", "math.addF64", 0.1, 0.2),
    gives("the largest float", "math.addF64", Number.MAX_VALUE, 0),
    gives("the smallest float", "math.addF64", Number.MIN_VALUE, 0),
    gives("a subnormal", "math.multiplyF64", 2.2250738585072014e-308, 0.5),
    gives("negative zero", "math.addF64", -0, -0),
    gives("a negative zero that a product gives", "math.multiplyF64", -1, 0),
    gives("2^53 + 2", "math.addF64", 2 ** 53, 2),
    gives("1e21", "math.addF64", 1e21, 0),
    gives("1e-7", "math.subtractF64", 1e-7, 0),
    gives("a float quotient", "math.divideF64", 1, 3),
    gives("an empty Int32Array", "math.sum", new Int32Array()),
    gives("an Int32Array of extremes", "math.sum", Int32Array.of(max32, max32, -max32 - 1)),
    gives("a long Int32Array", "math.sum", new Int32Array(20_000).fill(7)),
    gives("an empty BigInt64Array", "math.sumI64", new BigInt64Array()),
    gives("a BigInt64Array of extremes", "math.sumI64", BigInt64Array.of(max64, -max64)),
    gives("an empty Float64Array", "math.sumF64", new Float64Array()),
    gives("a Float64Array", "math.sumF64", Float64Array.of(0.1, 0.2, -1e300, 1e300)),
    gives("a Float64Array of -0", "math.sumF64", Float64Array.of(-0, -0)),
    gives("a part of a column", "math.sum", new Int32Array(8).fill(3).subarray(2, 5)),
    gives("no bytes", "hash.bytes", new Uint8Array()),
    gives("all bytes", "hash.bytes", manyBytes),
    gives("a part of bytes", "hash.bytes", manyBytes.subarray(3, 1000), { algorithm: "sha256" }),
    gives("a Buffer", "hash.bytes", Buffer.from("text"), { encoding: "base64" }),
    gives("no options", "hash.bytes", new Uint8Array(1), {}),
    gives("undefined for options", "hash.bytes", new Uint8Array(1), undefined),
    gives("undefined options", "hash.bytes", new Uint8Array(1), { algorithm: undefined }),
    gives("all options", "hash.bytes", new Uint8Array(1), { algorithm: "sha512", encoding: "sri" }),
    gives("a digest of a file", "hash.file", `${root}/a.txt`),
    gives("digests of files", "hash.files", ["a.txt", "sub/b.bin"], { root }),
    gives("digests of no files", "hash.files", []),
    gives("hashes that are right", "hash.checkFiles", ["a.txt", "sub/b.bin"], integrities, {
      root,
    }),
    gives("columns inside of objects", "text.search", root, "t", { after: 1, glob: ["*.txt"] }),
    gives("an empty result in objects", "text.search", root, "no such text", { mode: "count" }),
    gives("a preview", "text.replace", root, "(t)e", "$1ž", { glob: ["*.txt"] }),
    gives("the digest of a tree", "hash.tree", root, { algorithm: "sha256", encoding: "sri" }),
    gives("flattened options", "tree.size", root, { maxSize: 5, glob: ["**"], kinds: ["file"] }),
    gives("flattened options among others", "hash.tree", root, { encoding: "hex", maxDepth: 1 }),
    gives("columns and bytes in a result", "tree.walk", root, { stat: true }),
    gives("null columns in a result", "tree.walk", root),
    gives("lists in options", "tree.walk", root, { glob: ["**/*.txt"], kinds: ["file"] }),
    gives("empty lists in options", "tree.walk", root, { glob: [], exclude: [] }),
    gives("null in options", "tree.walk", root, { glob: null, maxDepth: null }),
    gives("an empty result", "tree.walk", `${root}/empty`),
    gives("a stream", "tree.entries", root, { kinds: ["file", "directory"], stat: true }),
    gives("a stream of nothing", "tree.entries", `${root}/empty`),
    gives("columns in a stream", "text.matches", root, "t", { after: 1, glob: ["*.txt"] }),
    gives("text of other scripts", "program.run", "printf", [
      "%s",
      'žluťoučký 🐎 \u2028 "\\\0'.slice(0, -1),
    ]),
    gives("input and output of bytes", "program.run", "cat", [], { stdin: manyBytes }),
    gives("empty input", "program.run", "cat", null, { stdin: new Uint8Array() }),
    gives("a map", "program.run", "env", [], {
      env: { A: "1", B: "\n=" },
      clearEnv: true,
      check: false,
    }),
    gives("both outputs", "program.run", "sh", ["-c", "echo out; echo err >&2"]),
    gives("input as text", "program.run", "cat", [], { stdinText: "ž\u2028" }),
    gives("input from a file", "program.run", "cat", [], { stdinFile: `${root}/a.txt` }),
    gives("both outputs in one", "program.run", "sh", ["-c", "echo out; echo err >&2; echo out"], {
      mergeStderr: true,
    }),
    gives("output without its middle", "program.run", "seq", ["1000"], {
      overflow: "truncate",
      maxOutputBytes: 10,
    }),
    gives("output into a file", "program.run", "sh", ["-c", "echo out; echo err >&2"], {
      stdoutFile: "/dev/null",
    }),
    gives("a variable that is removed", "program.run", "sh", ["-c", "echo $" + "{HOME-none}"], {
      env: { HOME: null },
    }),
    gives("a stream of lines", "program.lines", "sh", ["-c", "echo out; echo again"]),
    gives("an exit code", "program.run", "sh", ["-c", "exit 7"], { check: false }),
    gives("a signal", "program.run", "sh", ["-c", "kill -9 $$"], { check: false }),
    gives("a path", "program.which", "sh"),
  ];
}

/** Calls that fail. */
export function failures(root: string): readonly Call[] {
  const bytes = new Uint8Array(1);
  return [
    fails("OVERFLOW", "", "a sum that does not fit", "math.add", max32, 1),
    fails("OVERFLOW", "", "a bigint sum that does not fit", "math.addI64", max64, 1n),
    fails("OVERFLOW", "", "a float sum that does not fit", "math.addF64", 1e308, 1e308),
    fails("DIVISION_BY_ZERO", "/b", "a division by zero", "math.divide", 1, 0),
    fails("DIVISION_BY_ZERO", "/b", "a bigint division by zero", "math.divideI64", 1n, 0n),
    fails("MISSING_ARG", "/a", "no argument", "math.add"),
    fails("MISSING_ARG", "/b", "one argument of two", "math.add", 1),
    fails("UNKNOWN_ARG", "/2", "a number too many", "math.add", 1, 2, 3),
    fails("UNKNOWN_ARG", "/2", "many too many", "math.add", 1, 2, 3, 4, 5),
    fails("UNKNOWN_ARG", "/2", "one after the options", "hash.bytes", bytes, {}, 1),
    fails("UNKNOWN_ARG", "/exclud", "a misspelt flattened option", "tree.size", root, {
      exclud: [],
    }),
    fails("INVALID_VALUE", "/glob/1", "a flattened option", "hash.tree", root, {
      glob: ["a", "["],
    }),
    fails("UNKNOWN_ARG", "/selection", "what is flattened", "tree.size", root, { selection: {} }),
    fails("INVALID_TYPE", "/b", "undefined", "math.add", 1, undefined),
    fails("INVALID_TYPE", "/a", "null", "math.add", null, 2),
    fails("INVALID_TYPE", "/a", "text for a number", "math.add", "1", 2),
    fails("INVALID_TYPE", "/a", "a bigint for a number", "math.add", 1n, 2),
    fails("INVALID_TYPE", "/a", "a boolean", "math.add", true, 2),
    fails("INVALID_TYPE", "/a", "a symbol", "math.add", Symbol("x"), 2),
    fails("INVALID_TYPE", "/a", "a function", "math.add", () => 1, 2),
    fails("INVALID_TYPE", "/a", "a list", "math.add", [1], 2),
    fails("INVALID_TYPE", "/a", "an object", "math.add", { a: 1 }, 2),
    fails("INVALID_TYPE", "/a", "a date", "math.add", new Date(0), 2),
    fails("OUT_OF_RANGE", "/a", "a fraction", "math.add", 1.5, 2),
    fails("OUT_OF_RANGE", "/a", "a number beyond i32", "math.add", max32 + 1, 2),
    fails("OUT_OF_RANGE", "/a", "1e300", "math.add", 1e300, 2),
    fails("OUT_OF_RANGE", "/a", "1e21", "math.add", 1e21, 2),
    fails("OUT_OF_RANGE", "/a", "1e-7", "math.add", 1e-7, 2),
    fails("OUT_OF_RANGE", "/a", "-1.25e-9", "math.add", -1.25e-9, 2),
    fails("OUT_OF_RANGE", "/a", "NaN", "math.add", Number.NaN, 2),
    fails("OUT_OF_RANGE", "/a", "Infinity", "math.addF64", Number.POSITIVE_INFINITY, 2),
    fails("OUT_OF_RANGE", "/b", "NaN for a float", "math.addF64", 1, Number.NaN),
    fails("INVALID_TYPE", "/a", "text for a bigint", "math.addI64", "1", 2n),
    fails("INVALID_TYPE", "/a", "a number for a bigint", "math.addI64", 1, 2n),
    fails("OUT_OF_RANGE", "/a", "a bigint beyond i64", "math.addI64", max64 + 1n, 2n),
    fails("OUT_OF_RANGE", "/a", "a huge bigint", "math.addI64", 2n ** 100n, 2n),
    fails("INVALID_TYPE", "/values", "a list for a column", "math.sum", [1, 2]),
    fails("INVALID_TYPE", "/values", "another column", "math.sum", Float64Array.of(1)),
    fails("INVALID_TYPE", "/values", "a Float32Array", "math.sumF64", Float32Array.of(1)),
    fails("INVALID_TYPE", "/values", "an Int8Array", "math.sum", Int8Array.of(1)),
    fails(
      "INVALID_VALUE",
      "/values",
      "shared memory",
      "math.sum",
      new Int32Array(new SharedArrayBuffer(4)),
    ),
    fails("INVALID_TYPE", "/data", "base64 for bytes", "hash.bytes", "AAAA"),
    fails("INVALID_TYPE", "/data", "an ArrayBuffer for bytes", "hash.bytes", new ArrayBuffer(2)),
    fails("INVALID_TYPE", "/data", "a Uint16Array for bytes", "hash.bytes", new Uint16Array(2)),
    fails("INVALID_TYPE", "/options", "null for options", "hash.bytes", bytes, null),
    fails("INVALID_TYPE", "/options", "a number for options", "hash.bytes", bytes, 5),
    fails("INVALID_TYPE", "/options", "a list for options", "hash.bytes", bytes, ["sri"]),
    fails("INVALID_TYPE", "/options", "a map for options", "hash.bytes", bytes, new Map()),
    fails("UNKNOWN_ARG", "/algorthm", "a misspelt option", "hash.bytes", bytes, { algorthm: "x" }),
    fails("UNKNOWN_ARG", "/a~1b~0", "an option with a slash", "hash.bytes", bytes, { "a/b~": 1 }),
    fails("INVALID_VALUE", "/algorithm", "a misspelt name", "hash.bytes", bytes, {
      algorithm: "blake",
    }),
    fails("INVALID_VALUE", "/algorithm", "text with quotes", "hash.bytes", bytes, {
      algorithm: 'a"\n\u0007é',
    }),
    fails("INVALID_VALUE", "/algorithm", "long text", "hash.bytes", bytes, {
      algorithm: "é".repeat(80),
    }),
    fails("INVALID_TYPE", "/algorithm", "a number for a name", "hash.bytes", bytes, {
      algorithm: 1,
    }),
    fails("INVALID_VALUE", "/path", "an empty path", "hash.file", ""),
    fails("INVALID_VALUE", "/path", "a path with NUL", "hash.file", "a\0b"),
    fails("INVALID_VALUE", "/path", "a lone surrogate", "hash.file", "a\ud800"),
    fails("INVALID_TYPE", "/paths/1", "a number among paths", "hash.files", ["a", 1]),
    fails("INVALID_TYPE", "/paths/0", "a hole among paths", "hash.files", new Array(1)),
    fails("INVALID_TYPE", "/glob", "text for a list", "tree.walk", root, { glob: "*" }),
    fails("INVALID_TYPE", "/glob/1", "null in a list", "tree.walk", root, { glob: ["*", null] }),
    fails("INVALID_VALUE", "/kinds/0", "a kind that is none", "tree.walk", root, {
      kinds: ["files"],
    }),
    fails("INVALID_VALUE", "/glob/0", "a glob that is none", "tree.walk", root, { glob: ["["] }),
    fails("INVALID_TYPE", "/env/A", "a number in a map", "program.run", "true", [], {
      env: { A: 1 },
    }),
    fails("INVALID_TYPE", "/env", "a list for a map", "program.run", "true", [], { env: ["A"] }),
    fails("INVALID_VALUE", "/pattern", "a pattern that is none", "text.search", root, "("),
    fails("INVALID_VALUE", "/replacement", "no such group", "text.replace", root, "a", "$1"),
    fails(
      "INTEGRITY",
      "/paths/1",
      "another hash",
      "hash.checkFiles",
      ["a.txt", "a.txt"],
      integrities,
      {
        root,
      },
    ),
    fails("IO", "/root", "a folder that is not there", "tree.walk", `${root}/absent`),
    fails("IO", "/root", "a stream of what is not there", "tree.entries", `${root}/absent`),
    fails(
      "INVALID_VALUE",
      "/pattern",
      "a stream of a pattern that is none",
      "text.matches",
      root,
      "(",
    ),
    fails("IO", "/path", "a file that is not there", "hash.file", `${root}/absent`),
    fails(
      "PROGRAM_NOT_FOUND",
      "/program",
      "a program that is not there",
      "program.run",
      "no-such-program",
    ),
    fails("PROGRAM_FAILED", "", "a program that fails", "program.run", "sh", [
      "-c",
      "echo why >&2; exit 3",
    ]),
    fails("PROGRAM_FAILED", "", "lines of a program that fails", "program.lines", "sh", [
      "-c",
      "echo why >&2; exit 3",
    ]),
    fails("OUTPUT_LIMIT", "/maxOutputBytes", "too much output", "program.run", "yes", [], {
      maxOutputBytes: 10,
      killGraceMs: 0,
    }),
    fails("TIMEOUT", "/timeoutMs", "a time limit", "program.run", "sleep", ["5"], {
      timeoutMs: 50,
    }),
    fails("INVALID_TYPE", "/signal", "a signal that is none", "tree.walk", root, { signal: 1 }),
    fails("INVALID_TYPE", "/onProgress", "a listener that is none", "tree.walk", root, {
      onProgress: 1,
    }),
  ];
}

/** Calls by name. The direct call has no names, so the addon's own check says what is right. */
export const named: readonly NamedCall[] = [
  { what: "all parameters", method: "math.add", params: { a: 1, b: 2 } },
  { what: "another order", method: "math.subtract", params: { b: 1, a: 5 } },
  {
    what: "options beside the parameters",
    method: "hash.bytes",
    params: { encoding: "sri", data: new Uint8Array(3), algorithm: "sha256" },
  },
  { what: "none", method: "math.add", params: {}, error: ["MISSING_ARG", "/a"] },
  {
    what: "the first is missing",
    method: "math.add",
    params: { b: 1 },
    error: ["MISSING_ARG", "/a"],
  },
  {
    what: "one too many",
    method: "math.add",
    params: { a: 1, b: 2, c: 3 },
    error: ["UNKNOWN_ARG", "/c"],
  },
  {
    what: "a misspelt one",
    method: "math.sum",
    params: { value: new Int32Array() },
    error: ["UNKNOWN_ARG", "/value"],
  },
  {
    what: "a wrong option",
    method: "hash.bytes",
    params: { data: new Uint8Array(1), x: 1 },
    error: ["UNKNOWN_ARG", "/x"],
  },
  {
    what: "a command that is not there",
    method: "math.ad",
    params: {},
    error: ["UNKNOWN_COMMAND", ""],
  },
  {
    what: "a name that every object has",
    method: "constructor",
    params: {},
    error: ["UNKNOWN_COMMAND", ""],
  },
  {
    what: "a command that changes memory",
    method: "math.addInto",
    params: {},
    error: ["DIRECT_ONLY", "/target"],
  },
];

/** Plans, those that fail among them. */
export function plans(root: string): readonly PlanRun[] {
  const sum = { id: "sum", method: "math.add", params: { a: 1, b: 2 } };
  const twice = {
    id: "twice",
    method: "math.multiply",
    params: { b: 2 },
    refs: { "/a": { resultOf: "sum" } },
  };
  const wide = { id: "wide", method: "math.addI64", params: { a: "9007199254740993", b: "1" } };
  const walk = { id: "walk", method: "tree.walk", params: { root, stat: true } };
  const overflow = { id: "over", method: "math.add", params: { a: max32, b: 1 } };
  return [
    { what: "one output", plan: { steps: [sum, twice], outputs: { resultOf: "twice" } } },
    { what: "a bare array, whose steps tell their results", plan: [sum, wide, walk] },
    { what: "text", plan: JSON.stringify({ steps: [sum] }) },
    {
      what: "named outputs of every kind",
      plan: {
        steps: [sum, wide, walk],
        outputs: {
          input: { resultOf: "sum" },
          wide: { resultOf: "wide" },
          all: { resultOf: "walk" },
          kinds: { resultOf: "walk", path: "/kinds" },
          sizes: { resultOf: "walk", path: "/sizes" },
          first: { resultOf: "walk", path: "/paths/0" },
        },
      },
    },
    {
      what: "an output that is not in a result",
      plan: { steps: [walk], outputs: { none: { resultOf: "walk", path: "/paths/999" } } },
    },
    {
      what: "input of every kind, which comes back",
      plan: {
        steps: [],
        outputs: { all: { input: "" }, part: { input: "/list/1" }, cell: { input: "/column/1" } },
      },
      input: {
        big: -(2n ** 63n),
        bytes: Uint8Array.of(1, 255),
        column: Float64Array.of(-0, 0.5),
        single: Float32Array.of(-0, 0.1),
        wide: BigUint64Array.of(2n ** 64n - 1n),
        small: Int32Array.of(-1),
        unsigned: Uint32Array.of(2 ** 32 - 1),
        text: "ž",
        nothing: null,
        list: [1n, [2n, "2"]],
        flag: true,
        none: [],
      },
    },
    ...[nesting - 1, nesting, nesting + 1, 12_000].map((levels) => ({
      what: `input of ${levels} levels`,
      plan: { steps: [], outputs: { all: { input: "" } } },
      input: nested(levels),
      ...(levels > nesting
        ? { error: ["INVALID_VALUE", `/input${"/0".repeat(nesting)}`] as const }
        : {}),
    })),
    {
      what: "items of a forEach",
      input: {
        rows: [
          { a: 1n, x: "1" },
          { a: 2n, x: "2" },
        ],
      },
      plan: {
        steps: [
          {
            id: "each",
            forEach: { input: "/rows" },
            steps: [
              {
                id: "in",
                method: "math.addI64",
                params: { b: "5" },
                refs: { "/a": { item: "/a" } },
              },
            ],
            outputs: { a: { item: "/a" }, x: { item: "/x" }, sum: { resultOf: "in" } },
          },
        ],
        outputs: { all: { resultOf: "each" }, second: { resultOf: "each", path: "/1/sum" } },
      },
    },
    {
      what: "a forEach of one call",
      plan: {
        steps: [
          walk,
          {
            id: "hash",
            forEach: { resultOf: "walk", path: "/paths" },
            method: "program.which",
            params: { program: "sh" },
          },
        ],
        outputs: { resultOf: "hash" },
      },
    },
    {
      what: "a forEach over a stream",
      plan: {
        steps: [
          { id: "entries", method: "tree.entries", params: { root: `${root}/sub` } },
          {
            id: "sums",
            forEach: { resultOf: "entries" },
            method: "hash.files",
            params: { root: `${root}/sub`, paths: [null] },
            refs: { "/paths/0": { item: "/path" } },
          },
        ],
        outputs: { resultOf: "sums" },
      },
    },
    {
      what: "a forEach inside a forEach",
      input: [[1n, 2n], []],
      plan: {
        steps: [
          {
            id: "outer",
            forEach: { input: "" },
            steps: [
              {
                id: "inner",
                forEach: { item: "" },
                steps: [
                  {
                    id: "one",
                    method: "math.addI64",
                    params: { b: "1" },
                    refs: { "/a": { item: "" } },
                  },
                ],
                outputs: { resultOf: "one" },
              },
            ],
            outputs: { resultOf: "inner" },
          },
        ],
        outputs: { resultOf: "outer" },
      },
    },
    {
      what: "a step that fails, and those that need it",
      plan: {
        onError: "continue",
        steps: [
          overflow,
          {
            id: "next",
            method: "math.add",
            params: { a: 1 },
            refs: { "/b": { resultOf: "over" } },
          },
          wide,
        ],
        outputs: { over: { resultOf: "over" }, wide: { resultOf: "wide" } },
      },
    },
    {
      what: "a step that fails and stops the plan",
      plan: { concurrency: 1, steps: [overflow, { ...sum, dependsOn: ["over"] }] },
    },
    {
      what: "an item that fails",
      input: [1, max32],
      plan: {
        steps: [
          {
            id: "each",
            forEach: { input: "" },
            method: "math.add",
            params: { b: 1 },
            refs: { "/a": { item: "" } },
          },
        ],
      },
    },
    {
      what: "a step that is too slow",
      plan: {
        steps: [
          {
            id: "slow",
            method: "program.run",
            params: { program: "sleep", args: ["5"] },
            timeoutMs: 50,
          },
        ],
      },
    },
    {
      what: "input that lacks something",
      input: {},
      plan: { steps: [{ method: "math.add", params: { a: 1 }, refs: { "/b": { input: "/b" } } }] },
    },
    { what: "nothing", plan: { steps: [] } },
    { what: "a plan that is none", plan: { step: [] }, error: ["INVALID_PLAN", "/step"] },
    {
      what: "a method that is not there",
      plan: [{ method: "math.ad" }],
      error: ["UNKNOWN_COMMAND", "/0/method"],
    },
    {
      what: "a wrong parameter",
      plan: [{ method: "math.add", params: { a: "1", b: 2 } }],
      error: ["INVALID_TYPE", "/0/params/a"],
    },
    {
      what: "a reference to nothing",
      plan: [{ method: "math.add", params: { a: 1 }, refs: { "/b": { resultOf: "x" } } }],
      error: ["UNKNOWN_STEP", "/0/refs/~1b/resultOf"],
    },
    {
      what: "a circle",
      plan: [
        { ...sum, id: "a", dependsOn: ["b"] },
        { ...sum, id: "b", dependsOn: ["a"] },
      ],
      error: ["PLAN_CYCLE", "/0"],
    },
    { what: "two steps of one id", plan: [sum, sum], error: ["DUPLICATE_STEP", "/1/id"] },
    {
      what: "input that no value can hold",
      plan: [sum],
      input: { f: [() => 1] },
      error: ["INVALID_TYPE", "/input/f/0"],
    },
    {
      what: "input with NaN",
      plan: [sum],
      input: [Number.NaN],
      error: ["OUT_OF_RANGE", "/input/0"],
    },
  ];
}
