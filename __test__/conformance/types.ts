/**
 * What every type does over every way to call: `types.test.ts` puts each row through all of them. The
 * commands are those of the fixture, and return their argument.
 */

/** A value of a type, or what is not one. */
export interface Row {
  readonly what: string;
  readonly method: string;
  readonly args: readonly unknown[];
  /** What comes back, where that is not an equal value. */
  readonly back?: unknown;
  /** The words of a command line that mean the same. */
  readonly words?: readonly string[];
  /** The code without its prefix and the pointer, when it must fail. */
  readonly error?: readonly [code: string, pointer: string];
  /** Whether a value that is wrong is the JSON form of a right one: a list of numbers for a column. */
  readonly isJson?: boolean;
  /** Whether a value that is wrong would become a right one in JSON, which cannot say it. */
  readonly isLost?: boolean;
}

type Extra = Pick<Row, "words" | "isJson" | "isLost">;

/** Returns an equal value. */
export function same(method: string, what: string, value: unknown, extra: Extra = {}): Row {
  return { what, method, args: [value], ...extra };
}

/** Returns another value than it is given. */
export function turns(
  method: string,
  what: string,
  value: unknown,
  back: unknown,
  extra: Extra = {},
): Row {
  return { ...same(method, what, value, extra), back };
}

/** Fails with that code, at that place inside the value. */
export function fails(
  method: string,
  what: string,
  value: unknown,
  code: string,
  place = "",
  extra: Extra = {},
): Row {
  return { ...same(method, what, value, extra), error: [code, `/value${place}`] };
}

/** A list of two, with nothing at `index`. */
function holed(index: 0 | 1, item: unknown): unknown[] {
  const list = [1, item];
  delete list[index];
  if (index === 1) {
    list.push(item);
  }
  return list;
}

const max32 = 2 ** 31 - 1;

/** Booleans, numbers, texts and bytes. */
const scalars: readonly Row[] = [
  same("echo.boolean", "true", true, { words: ["true"] }),
  same("echo.int8", "the smallest", -128, { words: ["-128"] }),
  same("echo.uint8", "the largest", 255, { words: ["255"] }),
  same("echo.int32", "the largest", max32, { words: [`${max32}`] }),
  turns("echo.int32", "-0", -0, 0, { words: ["-0"] }),
  fails("echo.int32", "one too many", 2 ** 31, "OUT_OF_RANGE"),
  fails("echo.int32", "a fraction", 1.5, "OUT_OF_RANGE"),
  fails("echo.int32", "a text", "1", "INVALID_TYPE"),
  fails("echo.int32", "a bigint", 1n, "INVALID_TYPE"),
  same("echo.int64", "the smallest", -(2n ** 63n), { words: [`${-(2n ** 63n)}`] }),
  same("echo.uint64", "the largest", 2n ** 64n - 1n, { words: [`${2n ** 64n - 1n}`] }),
  fails("echo.int64", "a number", 1, "INVALID_TYPE"),
  same("echo.double", "-0", -0, { words: ["-0"] }),
  same("echo.double", "a fraction", 0.1, { words: ["0.1"] }),
  fails("echo.double", "NaN", Number.NaN, "OUT_OF_RANGE"),
  turns("echo.single", "0.1", 0.1, Math.fround(0.1), { words: ["0.1"] }),
  fails("echo.single", "1e39", 1e39, "OUT_OF_RANGE"),
  same("echo.text", "of any characters", "ä\0\u{1f600}\u2028", { words: ["ä\0\u{1f600}\u2028"] }),
  fails("echo.text", "a lone surrogate", "\ud800", "INVALID_VALUE", "", { isLost: true }),
  fails("echo.text", "a number", 1, "INVALID_TYPE"),
  same("echo.path", "a relative one", "a b/ü", { words: ["a b/ü"] }),
  fails("echo.path", "an empty one", "", "INVALID_VALUE"),
  same("echo.bytes", "none", new Uint8Array(), { words: [""] }),
  same(
    "echo.bytes",
    "of every kind",
    Uint8Array.from({ length: 256 }, (_, byte) => byte),
  ),
  same("echo.bytes", "a buffer's", Buffer.from("text"), { words: ["text"] }),
  fails("echo.bytes", "a list", [1, 2], "INVALID_TYPE"),
  fails("echo.bytes", "an ArrayBuffer", new ArrayBuffer(2), "INVALID_TYPE"),
];

/** Lists, columns, and what may be missing. */
const lists: readonly Row[] = [
  same("echo.floats", "a few", Float64Array.of(1.5, -0, 1e300), { words: ["1.5", "-0", "1e300"] }),
  same("echo.singles", "a few", Float32Array.of(1.5, -0), { words: ["1.5", "-0"] }),
  same("echo.int32List", "a few", Int32Array.of(1, -2), { words: ["[1, -2]"] }),
  same("echo.uint32List", "none", new Uint32Array(), { words: ["[]"] }),
  same("echo.int64List", "a few", BigInt64Array.of(2n ** 60n), { words: [`${2n ** 60n}`] }),
  same("echo.uint64List", "a few", BigUint64Array.of(2n ** 64n - 1n)),
  fails("echo.int32List", "a list", [1, 2], "INVALID_TYPE", "", { isJson: true }),
  fails("echo.int32List", "floats", Float64Array.of(1), "INVALID_TYPE", "", { isLost: true }),
  same("echo.texts", "a few", ["a", "", "ü"], { words: ["a", "", "ü"] }),
  fails("echo.texts", "a hole", holed(0, "a"), "INVALID_TYPE", "/0"),
  fails("echo.texts", "a number", ["a", 1], "INVALID_TYPE", "/1"),
  same("echo.maybe", "a number", 1, { words: ["1"] }),
  same("echo.maybe", "null", null),
  turns("echo.maybe", "undefined", undefined, null, { words: [] }),
];

/** What has names. */
const objects: readonly Row[] = [
  same("echo.colour", "a word", "darkBlue", { words: ["darkBlue"] }),
  fails("echo.colour", "another word", "blue", "INVALID_VALUE"),
  same(
    "echo.point",
    "a struct",
    { x: 1, y: -0, label: "a" },
    { words: ['{"x":1,"y":-0,"label":"a"}'] },
  ),
  turns("echo.point", "without a label", { x: 1, y: 2 }, { x: 1, y: 2, label: null }),
  fails("echo.point", "an unknown name", { x: 1, y: 2, z: 3 }, "UNKNOWN_ARG", "/z"),
  fails("echo.point", "a missing name", { x: 1 }, "MISSING_ARG", "/y"),
  same("echo.points", "none", [], { words: ["[]"] }),
  same(
    "echo.points",
    "many",
    Array.from({ length: 100 }, (_, x) => ({ x, y: -x, label: null })),
  ),
  fails(
    "echo.points",
    "one that is wrong",
    [
      { x: 1, y: 2 },
      { x: "1", y: 2 },
    ],
    "INVALID_TYPE",
    "/1/x",
  ),
  same("echo.map", "a few", { a: 1, b: -1 }, { words: ["a=1", "b=-1"] }),
  same("echo.map", "a strange name", { ["__proto__"]: 1, "a/b~c": 2 }),
  fails("echo.map", "a text", { a: "1" }, "INVALID_TYPE", "/a"),
];

/** Values of any type. */
const anything: readonly Row[] = [
  same("echo.any", "JSON", { a: [null, true, 1.5, "x", {}], b: [] }),
  fails("echo.any", "undefined in a list", [undefined], "INVALID_TYPE", "/0", { isLost: true }),
  fails("echo.any", "a hole", { a: holed(1, 2) }, "INVALID_TYPE", "/a/1", { isLost: true }),
];

const safest = Number.MAX_SAFE_INTEGER;

/** Columns of every class, and lists with null. */
const numbers: readonly Row[] = [
  same("echo.int8List", "its bounds", Int8Array.of(-128, -1, 0, 127), {
    words: ["-128", "-1", "0", "127"],
  }),
  same("echo.clampedList", "its bounds", Uint8ClampedArray.of(0, 1, 255), {
    words: ["[0, 1, 255]"],
  }),
  same("echo.int16List", "its bounds", Int16Array.of(-32_768, 32_767), {
    words: ["-32768", "32767"],
  }),
  same("echo.uint16List", "its bounds", Uint16Array.of(0, 65_535), { words: ["0", "65535"] }),
  same("echo.borrowedShorts", "a part of some memory", Uint16Array.of(1, 2, 3).subarray(1)),
  fails("echo.int16List", "a list", [1], "INVALID_TYPE", "", { isJson: true }),
  fails("echo.int16List", "unsigned ones", Uint16Array.of(1), "INVALID_TYPE", "", { isLost: true }),
  fails("echo.clampedList", "bytes", Uint8Array.of(1), "INVALID_TYPE"),
  fails("echo.bytes", "clamped bytes", Uint8ClampedArray.of(1), "INVALID_TYPE"),
  same("types.safe", "the largest", safest, { words: [`${safest}`] }),
  fails("types.safe", "one more", safest + 1, "OUT_OF_RANGE"),
  fails("types.safe", "a negative one", -1, "OUT_OF_RANGE"),
  fails("types.safe", "a bigint", 1n, "INVALID_TYPE"),
  same("types.signed", "the smallest", -safest, { words: [`-${safest}`] }),
  turns("types.signed", "-0", -0, 0),
  fails("types.signed", "one less", -safest - 1, "OUT_OF_RANGE"),
  same("types.safes", "a few", [0, safest], { words: ["0", `${safest}`] }),
  same("types.duration", "nothing", 0, { words: ["0"] }),
  same("types.duration", "a fraction", 1234.567_891, { words: ["1234.567891"] }),
  same("types.duration", "the longest", safest),
  turns("types.duration", "less than a nanosecond", 1e-7, 0),
  turns("types.duration", "-0", -0, 0),
  fails("types.duration", "a negative one", -1, "OUT_OF_RANGE"),
  fails("types.duration", "NaN", Number.NaN, "OUT_OF_RANGE"),
  fails("types.duration", "too long a one", safest + 1, "OUT_OF_RANGE"),
  fails("types.duration", "a text", "1", "INVALID_TYPE"),
];

/** Lists in which null has a place. */
const gaps: readonly Row[] = [
  same("types.maybes", "numbers and null", [1, null, -3, null], { words: ["[1, null, -3, null]"] }),
  same("types.maybes", "nothing", [], { words: ["[]"] }),
  fails("types.maybes", "undefined", [1, undefined], "INVALID_TYPE", "/1", { isLost: true }),
  fails("types.maybes", "a hole", holed(1, 3), "INVALID_TYPE", "/1", { isLost: true }),
  fails("types.maybes", "a column", Int32Array.of(1), "INVALID_TYPE", "", { isLost: true }),
  fails("types.maybes", "a text", [null, "1"], "INVALID_TYPE", "/1"),
  fails("types.maybes", "a fraction", [null, 1.5], "OUT_OF_RANGE", "/1"),
  same("types.maybeTexts", "texts and null", ["a", null, ""]),
  fails("types.maybeTexts", "undefined", [undefined], "INVALID_TYPE", "/0", { isLost: true }),
  same("types.maybePoints", "a struct and null", [null, { x: 1, y: 2, label: null }]),
  fails("types.maybePoints", "a hole", holed(0, null), "INVALID_TYPE", "/0", { isLost: true }),
  same("types.maybeAny", "anything and null", [null, { a: [null] }, "x"]),
  fails("types.maybeAny", "undefined", [undefined], "INVALID_TYPE", "/0", { isLost: true }),
  same("types.dates", "dates and null", [new Date(0), null]),
  same("types.anys", "JSON", [null, 1, "a", [], {}]),
  fails("types.anys", "undefined", [undefined], "INVALID_TYPE", "/0", { isLost: true }),
  fails("types.anys", "a hole", holed(0, 1), "INVALID_TYPE", "/0", { isLost: true }),
];

const event = {
  at: new Date("2026-11-29T20:00:00.001Z"),
  took: 1.5,
  tags: new Set(["a", "b"]),
  counts: { a: safest, b: 0 },
  scores: [0.5, null],
  parent: null,
};

/** Dates, sets, maps and characters. */
const others: readonly Row[] = [
  same("types.moment", "now", new Date(1_796_000_000_123), { words: ["2026-11-30T00:53:20.123Z"] }),
  same("types.moment", "the start of 1970", new Date(0), { words: ["1970-01-01T00:00:00.000Z"] }),
  same("types.date", "a millisecond before 1970", new Date(-1)),
  same("types.date", "the first", new Date("0000-01-01T00:00:00.000Z")),
  same("types.date", "the last", new Date("9999-12-31T23:59:59.999Z")),
  fails("types.date", "before the first", new Date(-62_167_219_200_001), "OUT_OF_RANGE"),
  fails("types.date", "after the last", new Date(8.64e15), "OUT_OF_RANGE"),
  fails("types.date", "an invalid one", new Date(Number.NaN), "INVALID_VALUE"),
  fails("types.date", "milliseconds", 0, "INVALID_TYPE"),
  fails("types.date", "its text", "1970-01-01T00:00:00.000Z", "INVALID_TYPE", "", { isJson: true }),
  fails("types.date", "an object", {}, "INVALID_TYPE"),
  same("types.numbers", "a few", new Set([-1, 0, 7]), { words: ["-1", "0", "7"] }),
  same("types.numbers", "none", new Set(), { words: ["[]"] }),
  fails("types.numbers", "a list", [1], "INVALID_TYPE", "", { isJson: true }),
  fails("types.numbers", "a map", new Map(), "INVALID_TYPE"),
  fails("types.numbers", "a fraction", new Set([1, 0.5]), "OUT_OF_RANGE", "/1"),
  fails("types.numbers", "undefined", new Set([undefined]), "INVALID_TYPE", "/0"),
  same("types.names", "one", new Set(["a"]), { words: ["a"] }),
  same("types.ids", "a few", new Set([1n, 2n ** 64n - 1n]), { words: ["1", `${2n ** 64n - 1n}`] }),
  fails("types.ids", "a number", new Set([1]), "INVALID_TYPE", "/0"),
  same("types.hashMap", "a few", { a: 0.5, b: 1, ["__proto__"]: -0 }),
  turns(
    "types.hashMap",
    "another order",
    { b: 1, a: 2 },
    { a: 2, b: 1 },
    { words: ["b=1", "a=2"] },
  ),
  fails("types.hashMap", "a map", new Map([["a", 1]]), "INVALID_TYPE", "", { isLost: true }),
  fails("types.hashMap", "null", { a: null }, "INVALID_TYPE", "/a"),
  same("types.maybeMap", "null", { a: null, b: 1 }),
  same("types.numberMap", "none", {}, { words: ["{}"] }),
  same(
    "types.numberMap",
    "its bounds",
    { 0: 0.5, 4294967295: -0 },
    { words: ["0=0.5", "4294967295=-0"] },
  ),
  ...["01", "+1", "-0", "-1", "1.0", "1e3", " 1", "", "4294967296", "toString"].map((name) =>
    fails("types.numberMap", `the name "${name}"`, { [name]: 1 }, "INVALID_VALUE", `/${name}`),
  ),
  fails("types.numberMap", "a text", { 1: "1" }, "INVALID_TYPE", "/1"),
  fails("types.numberMap", "a list", [1], "INVALID_TYPE"),
  same("types.smallMap", "its bounds", { 127: "a", "-128": null, 0: "" }),
  fails("types.smallMap", "one more", { 128: "a" }, "INVALID_VALUE", "/128"),
  same("types.idMap", "its bounds", { 0: new Date(0), "18446744073709551615": new Date(1) }),
  fails(
    "types.idMap",
    "one more",
    { "18446744073709551616": new Date(0) },
    "INVALID_VALUE",
    "/18446744073709551616",
  ),
  same("types.colourMap", "a few", { darkBlue: Uint8Array.of(1), red: new Uint8Array() }),
  turns(
    "types.colourMap",
    "another order",
    { red: Uint8Array.of(1), darkBlue: Uint8Array.of(2) },
    { darkBlue: Uint8Array.of(2), red: Uint8Array.of(1) },
    { words: ["red=\u0001", "darkBlue=\u0002"] },
  ),
  fails("types.colourMap", "another word", { blue: new Uint8Array() }, "INVALID_VALUE", "/blue"),
  fails("types.colourMap", "a list", { red: [1] }, "INVALID_TYPE", "/red"),
  same("types.character", "a letter", "ä", { words: ["ä"] }),
  same("types.character", "one of two units", "\u{1f600}"),
  fails("types.character", "none", "", "INVALID_VALUE"),
  fails("types.character", "two", "ab", "INVALID_VALUE"),
  fails("types.character", "a number", 1, "INVALID_TYPE"),
  same("types.boxed", "a struct", { x: 1, y: 2, label: null }),
  fails("types.boxed", "nothing in it", {}, "MISSING_ARG", "/x"),
  same("types.sharedText", "a text", "a\0ü", { words: ["a\0ü"] }),
  same("types.boxedTexts", "texts", ["a", ""], { words: ["a", ""] }),
  same("types.borrowedText", "a text", "a", { words: ["a"] }),
  same("types.event", "all of them", event),
  same("types.event", "inside each other", { ...event, parent: { ...event, took: null } }),
  fails(
    "types.event",
    "a wrong one inside",
    { ...event, parent: { ...event, at: 1 } },
    "INVALID_TYPE",
    "/parent/at",
  ),
  fails("echo.any", "a map", { a: new Map() }, "INVALID_TYPE", "/a", { isLost: true }),
  fails("echo.any", "an invalid date", [new Date(Number.NaN)], "INVALID_VALUE", "/0", {
    isLost: true,
  }),
];

export const rows: readonly Row[] = [
  ...scalars,
  ...lists,
  ...objects,
  ...anything,
  ...numbers,
  ...gaps,
  ...others,
];
