import { expect, test } from "vitest";
import { echo } from "../fixtures/fixture.ts";
import { type Acceptance, accepts, type Refusal, refuses, takesOnly, throwing } from "./tables.ts";

/** What is wrong with a list whatever it is a list of. */
const wrong: readonly Refusal[] = [
  ["an object like a list", [{ 0: "1", length: 1 }], "INVALID_TYPE", "/value"],
  ["a set", [new Set(["1"])], "INVALID_TYPE", "/value"],
  ["a hole", [new Array(1)], "INVALID_TYPE", "/value/0"],
  ["four billion holes", [new Array(2 ** 32 - 1)], "INVALID_TYPE", "/value/0"],
  ["null", [[null]], "INVALID_TYPE", "/value/0"],
  ["undefined", [[undefined]], "INVALID_TYPE", "/value/0"],
  ["a list", [[[]]], "INVALID_TYPE", "/value/0"],
  ["a getter that throws", [getter()], "GETTER_THREW", "/value/0"],
  ["a revoked proxy", [revoked()], "INVALID_TYPE", "/value"],
  ["a proxy of a list", [throwing([], "get")], "INVALID_TYPE", "/value"],
];

function getter(): unknown[] {
  return Object.defineProperty([], 0, {
    get() {
      throw new RangeError("from the getter");
    },
  });
}

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  return proxy;
}

/** A list whose end is somewhere else once its first element was read; until the call is over. */
function changing(first: unknown, length: number): unknown[] {
  const list: unknown[] = [first, first, first];
  return Object.defineProperty(list, 0, {
    get() {
      list.length = length;
      queueMicrotask(() => list.splice(1, length, first, first));
      return first;
    },
  });
}

takesOnly("texts", ["array"]);
refuses("texts", [
  ...wrong,
  ["a number", [[1]], "INVALID_TYPE", "/value/0"],
  ["a number after texts", [["a", "b", 3]], "INVALID_TYPE", "/value/2"],
  ["a hole after texts", [Object.assign(["a", "b"], { 3: "d" })], "INVALID_TYPE", "/value/2"],
  ["a lone surrogate", [["a", "\ud800"]], "INVALID_VALUE", "/value/1"],
  ["a text", ["ab"], "INVALID_TYPE", "/value"],
  ["one that becomes shorter", [changing("a", 1)], "INVALID_TYPE", "/value/1"],
]);
accepts("texts", [
  ["nothing", []],
  ["texts", ["a", "", "ä\0"]],
  ["10000 texts", Array.from({ length: 10_000 }, String)],
  ...[63, 64, 65, 127, 128, 129].map(
    (count): Acceptance => [
      `${count} texts: as many as are added in one call, and about as many`,
      Array.from({ length: count }, String),
    ],
  ),
  ["properties, which are not elements", Object.assign(["a"], { b: "c" }), ["a"]],
  ["a list of another class", class Own extends Array<string> {}.of("a", "b"), ["a", "b"]],
  ["a frozen list", Object.freeze(["a"])],
  ["the length it had at first", changing("a", 9).slice(0, 3), ["a", "a", "a"]],
]);

test("a program that replaces Array.prototype.push changes no result", () => {
  const texts = Array.from({ length: 1000 }, String);
  const { push } = Array.prototype;
  let back: unknown;
  try {
    Array.prototype.push = () => 0;
    back = echo("texts")(texts);
  } finally {
    Array.prototype.push = push;
  }
  expect(back).toEqual(texts);
});

takesOnly("colours", ["array"]);
refuses("colours", [
  ...wrong,
  ["another word", [["red", "blue"]], "INVALID_VALUE", "/value/1"],
  ["an index", [[0]], "INVALID_TYPE", "/value/0"],
]);
accepts("colours", [
  ["nothing", []],
  ["words", ["darkBlue", "red", "darkBlue"]],
]);

takesOnly("points", ["array"]);
refuses("points", [
  ...wrong,
  ["a text", [["1"]], "INVALID_TYPE", "/value/0"],
  ["nothing in one", [[{ x: 1, y: 2 }, {}]], "MISSING_ARG", "/value/1/x"],
  ["a wrong type in one", [[{ x: 1, y: "2" }]], "INVALID_TYPE", "/value/0/y"],
  [
    "NaN in one",
    [
      [
        { x: 1, y: 2 },
        { x: Number.NaN, y: 2 },
      ],
    ],
    "OUT_OF_RANGE",
    "/value/1/x",
  ],
  ["one more name", [[{ x: 1, y: 2, z: 3 }]], "UNKNOWN_ARG", "/value/0/z"],
]);
accepts("points", [
  ["nothing", []],
  [
    "one with a label and one without",
    [
      { x: 1, y: -0, label: "a" },
      { y: 2, x: 0.5 },
    ],
    [
      { x: 1, y: -0, label: "a" },
      { x: 0.5, y: 2, label: null },
    ],
  ],
]);
