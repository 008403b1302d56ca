import { accepts, type Refusal, refuses, takesOnly } from "./tables.ts";

takesOnly("boolean", ["boolean"]);
accepts("boolean", [
  ["true", true],
  ["false", false],
]);

const notFinite: readonly Refusal[] = [
  ["NaN", [Number.NaN], "OUT_OF_RANGE", "/value"],
  ["Infinity", [Number.POSITIVE_INFINITY], "OUT_OF_RANGE", "/value"],
  ["-Infinity", [Number.NEGATIVE_INFINITY], "OUT_OF_RANGE", "/value"],
];

const integers = [
  ["int8", -128, 127],
  ["int16", -32_768, 32_767],
  ["int32", -2_147_483_648, 2_147_483_647],
  ["uint8", 0, 255],
  ["uint16", 0, 65_535],
  ["uint32", 0, 4_294_967_295],
] as const;

for (const [name, least, most] of integers) {
  takesOnly(name, ["number"]);
  refuses(name, [
    ...notFinite,
    ...[
      least - 1,
      most + 1,
      least - 0.5,
      most + 0.5,
      0.5,
      -0.5,
      Number.MIN_VALUE,
      Number.MAX_VALUE,
      -Number.MAX_VALUE,
      // What wraps to 0 when it is cut to fewer bits.
      2 ** 8 * 2 ** 32,
      2 ** 63,
      -(2 ** 63),
      2 ** 64,
    ].map((value): Refusal => [String(value), [value], "OUT_OF_RANGE", "/value"]),
  ]);
  accepts(name, [
    ["the least", least],
    ["one more than the least", least + 1],
    ["the most", most],
    ["one less than the most", most - 1],
    ["0", 0],
    ["1", 1],
    ["-0, which integers have not", -0, 0],
  ]);
}

takesOnly("double", ["number"]);
refuses("double", notFinite);
accepts("double", [
  ["0", 0],
  ["-0", -0],
  ["a fraction", 0.1],
  ["the most", Number.MAX_VALUE],
  ["the least", -Number.MAX_VALUE],
  ["the smallest", Number.MIN_VALUE],
  ["the largest safe integer", Number.MAX_SAFE_INTEGER],
  ["more than 64 bits", 2 ** 64],
]);

// As Web IDL's `float`: rounded to the nearest, as Math.fround does, unless that is infinite.
const beyond = 2 ** 128 - 2 ** 103;
const before = beyond - 2 ** 75;
takesOnly("single", ["number"]);
refuses("single", [
  ...notFinite,
  ...[beyond, -beyond, 2 ** 128, Number.MAX_VALUE].map(
    (value): Refusal => [String(value), [value], "OUT_OF_RANGE", "/value"],
  ),
]);
accepts("single", [
  ["0", 0],
  ["-0", -0],
  ["the most", Math.fround(before)],
  ...[0.1, -0.1, 1 / 3, 2 ** 24 + 1, before, -before, 1e-40, Number.MIN_VALUE, -1e-60].map(
    (value) => [`${value}, rounded`, value, Math.fround(value)] as const,
  ),
]);

const bigints = [
  ["int64", -(2n ** 63n), 2n ** 63n - 1n],
  ["uint64", 0n, 2n ** 64n - 1n],
] as const;

for (const [name, least, most] of bigints) {
  takesOnly(name, ["bigint"]);
  refuses(
    name,
    [least - 1n, most + 1n, 2n ** 64n, -(2n ** 64n), 2n ** 128n, -(2n ** 200n)].map((value) => [
      `${value}n`,
      [value],
      "OUT_OF_RANGE",
      "/value",
    ]),
  );
  accepts(name, [
    ["the least", least],
    ["one more than the least", least + 1n],
    ["the most", most],
    ["one less than the most", most - 1n],
    ["0n", 0n],
    ["more than a number holds", 2n ** 53n + 1n],
  ]);
}

takesOnly("maybe", ["number", "null", "undefined"]);
refuses("maybe", [
  ...notFinite,
  ["a fraction", [1.5], "OUT_OF_RANGE", "/value"],
  ["one too large", [2 ** 31], "OUT_OF_RANGE", "/value"],
]);
accepts("maybe", [
  ["a number", -7],
  ["0", 0],
  ["null", null],
  ["undefined, as null", undefined, null],
]);

refuses("pair", [
  ["nothing", [], "MISSING_ARG", "/first"],
  ["undefined first", [undefined, 2], "INVALID_TYPE", "/first"],
  ["a wrong first before a wrong second", ["1", "2"], "INVALID_TYPE", "/first"],
  ["a wrong second", [1, "2"], "INVALID_TYPE", "/second"],
  ["one too many before looking at any", ["1", "2", 3], "UNKNOWN_ARG", "/2"],
]);

refuses("nothing", [
  ["an argument", [1], "UNKNOWN_ARG", "/0"],
  ["undefined", [undefined], "UNKNOWN_ARG", "/0"],
]);
