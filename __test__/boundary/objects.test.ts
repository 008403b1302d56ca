import { describe, expect, test } from "vitest";
import { nesting } from "../../lib/generated/limits.ts";
import { echo } from "../fixtures/fixture.ts";
import { accepts, detached, type Refusal, refuses, takesOnly, throwing, thrown } from "./tables.ts";

/** An object whose property `name` throws when it is read. */
function getter(name: string, rest: object = {}): object {
  return Object.defineProperty({ ...rest }, name, {
    enumerable: true,
    get() {
      throw new RangeError(`from ${name}`);
    },
  });
}

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** What is wrong with an object whatever it is to hold. */
const wrong = (at: string): readonly Refusal[] => [
  ["a proxy that throws for its names", [throwing({}, "ownKeys")], "GETTER_THREW", at],
  [
    "a proxy that throws for a property's description",
    [throwing({ x: 1 }, "getOwnPropertyDescriptor")],
    "GETTER_THREW",
    at,
  ],
  ["a proxy that throws for a value", [throwing({ x: 1 }, "get")], "GETTER_THREW", `${at}/x`],
  ["a revoked proxy", [revoked()], "GETTER_THREW", at],
  ["an instance without properties", [new (class Empty {})()], "INVALID_TYPE", at],
  ["an error", [new Error("no data")], "INVALID_TYPE", at],
];

const point = { x: 1, y: 2 };

takesOnly("point", ["object"]);
refuses("point", [
  ...wrong("/value"),
  ["nothing in it", [{}], "MISSING_ARG", "/value/x"],
  ["one too few", [{ x: 1 }], "MISSING_ARG", "/value/y"],
  ["undefined, which is nothing", [{ x: 1, y: undefined }], "MISSING_ARG", "/value/y"],
  ["null", [{ x: 1, y: null }], "INVALID_TYPE", "/value/y"],
  ["a text", [{ x: "1", y: 2 }], "INVALID_TYPE", "/value/x"],
  ["a bigint", [{ x: 1n, y: 2 }], "INVALID_TYPE", "/value/x"],
  ["NaN", [{ x: Number.NaN, y: 2 }], "OUT_OF_RANGE", "/value/x"],
  ["a wrong label", [{ ...point, label: 3 }], "INVALID_TYPE", "/value/label"],
  ["a lone surrogate", [{ ...point, label: "\ud800" }], "INVALID_VALUE", "/value/label"],
  ["one more name", [{ ...point, z: 3 }], "UNKNOWN_ARG", "/value/z"],
  ["another case", [{ X: 1, y: 2 }], "UNKNOWN_ARG", "/value/X"],
  ["an empty name", [{ ...point, "": 3 }], "UNKNOWN_ARG", "/value/"],
  ["a name that a pointer escapes", [{ ...point, "a/~": 3 }], "UNKNOWN_ARG", "/value/a~1~0"],
  ["an index", [{ ...point, 0: 3 }], "UNKNOWN_ARG", "/value/0"],
  [
    "__proto__ as a name",
    [JSON.parse('{"x":1,"y":2,"__proto__":3}')],
    "UNKNOWN_ARG",
    "/value/__proto__",
  ],
  ["a lone surrogate as a name", [{ ...point, "\ud800": 3 }], "INVALID_VALUE", "/value"],
  ["a getter that throws", [getter("y", { x: 1 })], "GETTER_THREW", "/value/y"],
  ["a getter that throws for no parameter", [getter("z")], "GETTER_THREW", "/value/z"],
  ["what it inherits", [Object.create(point)], "INVALID_TYPE", "/value"],
  [
    "what is not enumerable",
    [Object.defineProperty({ x: 1 }, "y", { value: 2 })],
    "MISSING_ARG",
    "/value/y",
  ],
]);

const whole = { x: 1, y: 2, label: null };
accepts("point", [
  ["all", { x: -0, y: 0.5, label: "a" }],
  ["what must be there", point, whole],
  ["null for what may be missing", { ...point, label: null }],
  ["undefined for what may be missing", { ...point, label: undefined }, whole],
  ["undefined under an unknown name", { ...point, z: undefined }, whole],
  ["another order", { y: 2, x: 1 }, whole],
  ["no prototype", Object.assign(Object.create(null), point), whole],
  ["an instance with properties", Object.assign(new (class Own {})(), point), whole],
  ["symbols, which are not names", { ...point, [Symbol("z")]: 3 }, whole],
  ["a frozen object", Object.freeze({ ...point }), whole],
  ["a proxy", new Proxy(point, {}), whole],
  [
    "getters",
    {
      get x() {
        return 1;
      },
      get y() {
        return 2;
      },
    },
    whole,
  ],
]);

describe("what a getter throws", () => {
  test.each([new RangeError("mine"), "a text", 7, false])("%s is the error's cause", (cause) => {
    const given = {
      get x() {
        throw cause;
      },
    };
    const error = thrown(() => echo("point")(given));
    expect(error.code).toBe("ERR_PINTLE_GETTER_THREW");
    expect(error.cause).toBe(cause);
    // It is forgotten afterwards.
    expect(thrown(() => echo("point")({})).cause).toBeUndefined();
  });

  test("may be about another call", () => {
    const inner = () => echo("point")(getter("x"));
    const given = {
      get x() {
        return inner();
      },
    };
    const error = thrown(() => echo("point")(given));
    expect(error.cause).toMatchObject({ code: "ERR_PINTLE_GETTER_THREW" });
    expect((error.cause as Error).cause).toEqual(new RangeError("from x"));
  });

  test("need not reach the caller", () => {
    const given = {
      get x() {
        return thrown(() => echo("int8")(128)).message.length;
      },
      y: 2,
    };
    expect(echo("point")(given)).toMatchObject({ y: 2 });
  });
});

const defaults = { count: 7, enabled: true, colour: null, names: [], origin: null };

describe.each(["settings", "mixed"])("the options of echo.%s", (name) => {
  // Their pointers have their own names, as if they stood beside the other parameters.
  const before = name === "mixed" ? ["name"] : [];
  const row = (what: string, options: unknown, code: string, at: string): Refusal => [
    what,
    [...before, options],
    code,
    at,
  ];
  refuses(name, [
    ...[null, 1, "a", true, [], () => 1, new Uint8Array(1), new Map(), new Date(0)].map((options) =>
      row(`${Object.prototype.toString.call(options)}`, options, "INVALID_TYPE", "/options"),
    ),
    row("a misspelt name", { cuont: 1 }, "UNKNOWN_ARG", "/cuont"),
    row("the word itself", { options: {} }, "UNKNOWN_ARG", "/options"),
    row("the name of another parameter", { name: "a" }, "UNKNOWN_ARG", "/name"),
    row("one too large", { count: 256 }, "OUT_OF_RANGE", "/count"),
    row("one too small", { count: -1 }, "OUT_OF_RANGE", "/count"),
    row("a fraction", { count: 0.5 }, "OUT_OF_RANGE", "/count"),
    row("null for a default", { count: null }, "INVALID_TYPE", "/count"),
    row("a number for a boolean", { enabled: 1 }, "INVALID_TYPE", "/enabled"),
    row("another word", { colour: "blue" }, "INVALID_VALUE", "/colour"),
    row("a wrong element", { names: ["a", 2] }, "INVALID_TYPE", "/names/1"),
    row("nothing inside", { origin: {} }, "MISSING_ARG", "/origin/x"),
    row("one more name inside", { origin: { ...point, z: 1 } }, "UNKNOWN_ARG", "/origin/z"),
    row("a getter that throws", getter("count"), "GETTER_THREW", "/count"),
    row("a getter that throws inside", { origin: getter("x") }, "GETTER_THREW", "/origin/x"),
    row("a proxy that throws", throwing({}, "ownKeys"), "GETTER_THREW", "/options"),
    ["one argument too many", [...before, {}, {}], "UNKNOWN_ARG", `/${before.length + 1}`],
  ]);
});

accepts("settings", [
  ["nothing in them", {}, defaults],
  ["undefined for them", undefined, defaults],
  ["undefined for each", { count: undefined, names: undefined }, defaults],
  ["some", { count: 0, enabled: false }, { ...defaults, count: 0, enabled: false }],
  [
    "all",
    { count: 255, enabled: false, colour: "green", names: ["a"], origin: whole },
    { count: 255, enabled: false, colour: "green", names: ["a"], origin: whole },
  ],
]);

test("options may be left out", () => {
  expect(echo("settings")()).toStrictEqual(defaults);
  expect(echo("mixed")("a")).toStrictEqual({ ...defaults, names: ["a"] });
  expect(echo("mixed")("a", undefined)).toStrictEqual({ ...defaults, names: ["a"] });
});

refuses("mixed", [
  ["nothing", [], "MISSING_ARG", "/name"],
  ["options only", [{}], "INVALID_TYPE", "/name"],
]);

refuses("window", [
  ["no options", [], "MISSING_ARG", "/last"],
  ["a flattened one missing", [{ first: 2 }], "MISSING_ARG", "/last"],
  ["a flattened one too large", [{ last: 256 }], "OUT_OF_RANGE", "/last"],
  ["a getter that throws", [getter("first", { last: 1 })], "GETTER_THREW", "/first"],
  ["the name of the field in Rust", [{ last: 1, range: { last: 2 } }], "UNKNOWN_ARG", "/range"],
  ["a misspelt flattened name", [{ last: 1, frist: 2 }], "UNKNOWN_ARG", "/frist"],
  ["null for a default", [{ last: 1, first: null }], "INVALID_TYPE", "/first"],
  ["null for a default of the struct", [{ last: 1, colour: null }], "INVALID_TYPE", "/colour"],
]);
accepts("window", [
  ["what is required", { last: 9 }, { title: null, first: 1, last: 9, colour: "green" }],
  [
    "all, in another order",
    { colour: "red", last: 9, title: "a", first: 0 },
    { title: "a", first: 0, last: 9, colour: "red" },
  ],
]);

test("the names of flattened fields are suggested", () => {
  expect(thrown(() => echo("window")({ last: 1, frist: 2 })).message).toContain(
    'did you mean "first"?',
  );
});

takesOnly("map", ["object"]);
refuses("map", [
  ...wrong("/value"),
  ["a text", [{ a: 1, b: "2" }], "INVALID_TYPE", "/value/b"],
  ["null", [{ a: null }], "INVALID_TYPE", "/value/a"],
  ["one too large", [{ a: 2 ** 31 }], "OUT_OF_RANGE", "/value/a"],
  ["a wrong value under an empty name", [{ "": "1" }], "INVALID_TYPE", "/value/"],
  [
    "a wrong value under __proto__",
    [JSON.parse('{"__proto__":"1"}')],
    "INVALID_TYPE",
    "/value/__proto__",
  ],
  ["a lone surrogate as a name", [{ "\udc00": 1 }], "INVALID_VALUE", "/value"],
  ["a getter that throws", [getter("a")], "GETTER_THREW", "/value/a"],
]);
accepts("map", [
  ["nothing", {}],
  ["names of any kind", { a: 1, "": 2, "ä/~": 3, 10: 4, constructor: 5, toString: 6 }],
  ["__proto__ as a name like any other", JSON.parse('{"__proto__":1,"a":2}')],
  ["no prototype", Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
  ["what is there, without undefined", { a: 1, b: undefined }, { a: 1 }],
  [
    "1000 names",
    Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`name${index}`, index])),
  ],
]);

/** Lists in lists, `depth` of them. */
const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

const cycle: unknown[] = [];
cycle.push(cycle);

const deepest = `/value${"/0".repeat(nesting)}`;

refuses("any", [
  ["NaN", [Number.NaN], "OUT_OF_RANGE", "/value"],
  ["Infinity inside", [[{ a: Number.POSITIVE_INFINITY }]], "OUT_OF_RANGE", "/value/0/a"],
  ["a symbol", [Symbol("a")], "INVALID_TYPE", "/value"],
  ["a function", [() => 1], "INVALID_TYPE", "/value"],
  ["a function inside", [{ a: [() => 1] }], "INVALID_TYPE", "/value/a/0"],
  ["a lone surrogate", [["\ud800"]], "INVALID_VALUE", "/value/0"],
  ["a bigint of more than 64 bits", [2n ** 64n], "OUT_OF_RANGE", "/value"],
  ["a bigint below 64 bits", [-(2n ** 63n) - 1n], "OUT_OF_RANGE", "/value"],
  ["an invalid date", [new Date(Number.NaN)], "INVALID_VALUE", "/value"],
  ["a map", [new Map()], "INVALID_TYPE", "/value"],
  ["a view of no numbers", [new DataView(new ArrayBuffer(1))], "INVALID_TYPE", "/value"],
  ["detached memory", [[detached(new Uint8Array(1))]], "INVALID_VALUE", "/value/0"],
  ["a getter that throws", [{ a: getter("b") }], "GETTER_THREW", "/value/a/b"],
  ["levels without end", [nested(5000)], "INVALID_VALUE", deepest],
  ["a cycle", [cycle], "INVALID_VALUE", deepest],
  ["one level too many", [nested(nesting + 1)], "INVALID_VALUE", deepest],
]);

refuses("anyList", [
  ["undefined as an item", [[1, undefined]], "INVALID_TYPE", "/values/1"],
  // biome-ignore lint/suspicious/noSparseArray: that is what is tried.
  ["a hole", [[1, , 2]], "INVALID_TYPE", "/values/1"],
  ["undefined further in", [[[undefined]]], "INVALID_TYPE", "/values/0/0"],
  ["an object", [{ 0: 1, length: 1 }], "INVALID_TYPE", "/values"],
  ["a text", ["ab"], "INVALID_TYPE", "/values"],
  ["a function", [[() => 1]], "INVALID_TYPE", "/values/0"],
]);

accepts("anyList", [
  ["nothing", []],
  ["texts", ["a", "b"]],
  ["anything, null among it", [null, 1n, { a: undefined, b: [] }], [null, 1n, { b: [] }]],
]);

accepts("any", [
  ["null", null],
  ["undefined, as null", undefined, null],
  ["true", true],
  ["-0", -0],
  ["a number", 0.1],
  ["a small bigint", 1n],
  ["the least bigint", -(2n ** 63n)],
  ["the most bigint", 2n ** 64n - 1n],
  ["a text", "ä\0"],
  ["as many levels as there may be", nested(nesting)],
  ["everything inside", { a: [1, "b", null, true, { c: [] }], "": {} }],
  ["a date", [new Date(0), new (class Own extends Date {})(5)], [new Date(0), new Date(5)]],
  ["a set", new Set([1, "a", [new Set()]])],
  [
    "columns",
    [new Int16Array([1]), new Float64Array([1, -0]), new BigInt64Array([1n]), new Int32Array(2)],
  ],
  ["__proto__ as a name like any other", JSON.parse('{"__proto__":{"a":1}}')],
]);
