import { fails, type Row, same, turns } from "./types.ts";

const all = { a: [null, true, 1.5, "x", {}], ["__proto__"]: [], "": { "a/b~c": -0 } };
// JSON.stringify turns -0 into 0.
const allText = JSON.stringify(all).replace('c":0', 'c":-0');
const most = Number.MAX_SAFE_INTEGER;

/** What is not in JSON, and would be something else there. */
const others: readonly (readonly [what: string, value: unknown])[] = [
  ["a bigint", 1n],
  ["bytes", Uint8Array.of(1)],
  ["a column", Float64Array.of(1.5)],
  ["a date", new Date(0)],
  ["a set", new Set([1])],
];

/** Whatever JSON can hold, and types of serde. */
export const jsonRows: readonly Row[] = [
  same("bridge.json", "null", null, { words: ["null"] }),
  same("bridge.json", "a boolean", false, { words: ["false"] }),
  same("bridge.json", "a text", "2026-11-29T20:00:00.001Z", {
    words: ['"2026-11-29T20:00:00.001Z"'],
  }),
  same("bridge.json", "-0", -0, { words: ["-0"] }),
  same("bridge.json", "the largest safe integer", most, { words: [`${most}`] }),
  same("bridge.json", "a larger one", 2 ** 64),
  same("bridge.json", "a small number", 5e-324),
  same("bridge.json", "all of it", all, { words: [allText] }),
  turns("bridge.json", "undefined in it", { a: undefined, b: [{ c: undefined }] }, { b: [{}] }),
  ...others.flatMap(([what, value]) => [
    fails("bridge.json", what, value, "INVALID_TYPE", "", { isLost: true }),
    fails("bridge.json", `${what} inside`, { a: [value] }, "INVALID_TYPE", "/a/0", {
      isLost: true,
    }),
    fails("bridge.note", `${what} in a field`, noteOf({ b: value }), "INVALID_TYPE", "/content/b", {
      isLost: true,
    }),
  ]),
  fails("bridge.json", "NaN", [Number.NaN], "OUT_OF_RANGE", "/0", { isLost: true }),
  fails("bridge.json", "undefined in a list", [undefined], "INVALID_TYPE", "/0", { isLost: true }),
  fails("bridge.json", "a map", { a: new Map() }, "INVALID_TYPE", "/a", { isLost: true }),
  same("bridge.maybeJson", "null", null),
  turns("bridge.maybeJson", "undefined", undefined, null, { words: [] }),
  same("bridge.maybeJson", "a value", [null]),
  fails("bridge.maybeJson", "a bigint", [1n], "INVALID_TYPE", "/0", { isLost: true }),
  same("bridge.jsons", "several", [null, 1, all], { words: ["null", "1", allText] }),
  fails("bridge.jsons", "undefined", [undefined], "INVALID_TYPE", "/0", { isLost: true }),
  fails("bridge.jsons", "a set", [0, new Set()], "INVALID_TYPE", "/1", { isLost: true }),
  fails("bridge.jsons", "an object", {}, "INVALID_TYPE"),
  same("bridge.note", "a struct", noteOf(all)),
  fails("bridge.note", "no content", { title: "", parts: {} }, "MISSING_ARG", "/content"),
  same("bridge.query", "a variant", "all", { words: ['"all"'] }),
  same("bridge.query", "one with a text", { term: "a" }, { words: ['{"term":"a"}'] }),
  same("bridge.query", "one with fields", { range: { fromNumber: -most, to: 0.5 } }),
  turns(
    "bridge.query",
    "one without all",
    { range: { fromNumber: 1 } },
    { range: { fromNumber: 1, to: null } },
  ),
  same("bridge.query", "itself inside", { and: ["all", { and: [] }, { term: "" }] }),
  fails(
    "bridge.query",
    "a bigint",
    { range: { fromNumber: 1n } },
    "INVALID_TYPE",
    "/range/fromNumber",
    {
      isLost: true,
    },
  ),
];

function noteOf(content: unknown): unknown {
  return { title: "a", content, parts: { first: content === all ? [] : null } };
}
