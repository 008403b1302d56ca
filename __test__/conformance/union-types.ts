import { fails, type Row, same, turns } from "./types.ts";

const circle = { kind: "circle", radius: 1.5, colour: "red" };
const empty = { kind: "empty" };
const at = { x: 1, y: 2, label: null };
const json = (value: unknown) => ({ words: [JSON.stringify(value)] });

/** Objects that a tag distinguishes. */
const tagged: readonly Row[] = [
  same("unions.shape", "fields", circle, json(circle)),
  turns("unions.shape", "a default", { kind: "circle", radius: 1.5 }, circle),
  turns("unions.shape", "the tag at the end", { radius: 1.5, kind: "circle" }, circle),
  same("unions.shape", "a struct", { kind: "named", ...at }),
  same("unions.shape", "itself inside", { kind: "group", shapes: [circle, empty], frame: circle }),
  same("unions.shape", "what JSON has as text", {
    kind: "raw",
    data: new Uint8Array([1, 2]),
    id: -(2n ** 63n),
  }),
  same("unions.shape", "only a tag", empty, json(empty)),
  same("unions.shapes", "several", [circle, empty], { words: [JSON.stringify([circle, empty])] }),
  same("unions.maybeShape", "null", null),
  same("unions.maybeShape", "one", empty),
  same("unions.shapeMap", "a map", { a: circle, b: empty }),
  fails("unions.shape", "another type", 5, "INVALID_TYPE"),
  fails("unions.shape", "a list", [], "INVALID_TYPE"),
  fails("unions.shape", "no tag", { radius: 1 }, "MISSING_ARG", "/kind"),
  fails("unions.shape", "a tag of another type", { kind: 5 }, "INVALID_TYPE", "/kind"),
  fails("unions.shape", "an unknown tag", { kind: "circel" }, "INVALID_VALUE", "/kind"),
  fails("unions.shape", "a missing field", { kind: "circle" }, "MISSING_ARG", "/radius"),
  fails("unions.shape", "a field of another one", { ...empty, w: 1 }, "UNKNOWN_ARG", "/w"),
  fails(
    "unions.shapes",
    "a fault inside",
    [empty, { kind: "group", shapes: [{ kind: "rect", w: 1, h: "2" }] }],
    "INVALID_TYPE",
    "/1/shapes/0/h",
  ),
];

/** Lists whose length is known. */
const tuples: readonly Row[] = [
  same("unions.pair", "a pair", [1.5, "a"], { words: ['[1.5,"a"]'] }),
  same("unions.mixture", "what JSON has in another form", [
    2n ** 62n,
    new Uint8Array([7]),
    new Int32Array([1, 2]),
    circle,
  ]),
  same("unions.mixture", "null", [0n, new Uint8Array(), new Int32Array(), null]),
  same("unions.entries", "pairs in a list", [
    ["a", 1],
    ["b", 2],
  ]),
  same("unions.arrays", "arrays", {
    vector: new Float64Array([1, 2, 0.5]),
    names: ["a", "b"],
    key: new Uint8Array(32),
    matrix: [new Int32Array([1, 2]), new Int32Array([3, 4])],
    corners: [at, at],
    found: [255, new Uint32Array([0, 2 ** 32 - 1])],
  }),
  fails("unions.pair", "one item", [1], "INVALID_VALUE"),
  fails("unions.pair", "three items", [1, "a", 2], "INVALID_VALUE"),
  fails("unions.pair", "another item", ["a", 1], "INVALID_TYPE", "/0"),
  fails("unions.pair", "a text", "ab", "INVALID_TYPE"),
];

/** Values that their kind distinguishes. */
const untagged: readonly Row[] = [
  same("unions.cell", "a text", "a", { words: ['"a"'] }),
  same("unions.cell", "a number", 1.5, { words: ["1.5"] }),
  same("unions.cell", "a boolean", false, { words: ["false"] }),
  same("unions.cell", "a list", ["a", 1, [true, []]], json(["a", 1, [true, []]])),
  same("unions.cell", "an object", at),
  same("unions.cells", "several", ["a", 1, at]),
  same("unions.exact", "a bigint", 2n ** 62n),
  same("unions.exact", "a column", new Float64Array([1.5, -0])),
  same("unions.exact", "a tagged one", circle),
  fails("unions.cell", "null", null, "INVALID_TYPE"),
  fails("unions.cell", "a fault inside", ["a", { x: 1, y: "" }], "INVALID_TYPE", "/1/y"),
  fails("unions.cell", "what is missing", { x: 1 }, "MISSING_ARG", "/y"),
  fails("unions.exact", "a text", "5", "INVALID_TYPE", "", { isJson: true }),
  fails("unions.exact", "a list", [1], "INVALID_TYPE", "", { isJson: true }),
  fails("unions.exact", "a bigint beyond i64", 2n ** 63n, "OUT_OF_RANGE"),
];

/** What may be absent, and chosen names. */
const fields: readonly Row[] = [
  same("unions.patch", "absent fields", { note: null }),
  same("unions.patch", "null", { name: null, cell: null, note: "a" }),
  same("unions.patch", "values", { name: "a", cell: [1], note: null }),
  turns("unions.patch", "undefined", { name: undefined, cell: null }, { cell: null, note: null }),
  same("unions.row", "chosen names", { first_name: "a", "@id": 1, level: "very-low" }),
  same("unions.row", "a chosen variant", { first_name: "a", "@id": 1, level: "2nd" }),
  fails(
    "unions.row",
    "another name",
    { firstName: "a", "@id": 1, level: "2nd" },
    "UNKNOWN_ARG",
    "/firstName",
  ),
  fails(
    "unions.row",
    "a skipped one",
    { first_name: "a", "@id": 1, level: "2nd", hidden: 5 },
    "UNKNOWN_ARG",
    "/hidden",
  ),
];

/** Types of which a value has one, and what the derive's words choose. */
export const unionRows: readonly Row[] = [...tagged, ...tuples, ...untagged, ...fields];
