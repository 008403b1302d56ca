import type { RuleName } from "../../lib/contract/compare/rules.ts";
import type { Contract, JsonSchema } from "../../lib/contract/document.ts";
import { tokensOf } from "../../lib/errors/pointer.ts";
import { command, contractOf, i32, leaf, list, maybe } from "./contracts.ts";

/** A change, by what is written where in the base. Undefined removes. */
export interface Planted {
  readonly name: string;
  readonly edits: Readonly<Record<string, unknown>>;
  /** What is found from the base to the edited contract, and where in the document that has it. */
  readonly forth: readonly Verdict[];
  /** What is found from the edited contract to the base. */
  readonly back: readonly Verdict[];
}

type Verdict = readonly [rule: RuleName, pointer: string];

const u8: JsonSchema = { type: "integer", minimum: 0, maximum: 255, "x-type": "u8" };
const f64: JsonSchema = { type: "number", "x-type": "f64" };
const text: JsonSchema = { type: "string" };
const path: JsonSchema = { type: "string", pattern: "^[^\\x00]+$", "x-type": "path" };
const words = (...all: string[]): JsonSchema => ({
  type: "string",
  oneOf: all.map((word) => ({ const: word, description: "" })),
});
const struct = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});
const tagged = (...alternatives: JsonSchema[]): JsonSchema => ({
  type: "object",
  oneOf: alternatives,
});
const shape = (kind: string, field: string) =>
  struct({ kind: { const: kind }, [field]: f64 }, ["kind", field]);
const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });
const callback = (params: JsonSchema[], result: JsonSchema): JsonSchema => ({
  "x-type": "callback",
  "x-params": params,
  "x-result": result,
});

/** A contract with every kind of thing that changes. */
export const base: Contract = {
  ...contractOf(
    {
      "f.run": command(
        [
          ["text", path],
          ["size", u8],
          ["extra", maybe(i32), "value", false],
          ["options", ref("Options"), "options"],
        ],
        ref("Result"),
        { blocking: true, effects: ["fsRead"], errors: ["ERR_A"] },
      ),
      "f.call": command(
        [["ask", callback([ref("Answer")], text)]],
        { type: "null" },
        {
          blocking: true,
        },
      ),
      "f.flow": command([["items", list(text)]], list(ref("Row")), {
        output: { item: ref("Row"), batch: struct({ size: column("Uint32Array") }, ["size"]) },
      } as never),
    },
    {
      Options: struct(
        {
          kind: { ...ref("Given"), default: "one" },
          depth: { ...u8, default: 1 },
          name: text,
          shape: maybe(ref("Shape")),
          pair: { type: "array", prefixItems: [text, f64], items: false, minItems: 2 },
          several: { oneOf: [text, { type: "boolean" }] },
        },
        ["name"],
      ),
      Given: words("one", "two"),
      Both: words("left", "right"),
      Shape: tagged(shape("circle", "radius"), shape("square", "side")),
      Result: struct({
        both: ref("Both"),
        code: words("good", "bad"),
        size: f64,
        note: maybe(text),
        map: { type: "object", additionalProperties: u8 },
        either: { oneOf: [text, { type: "boolean" }] },
      }),
      Answer: struct({ yes: { type: "boolean" } }),
      Row: struct({ size: u8 }),
    },
  ),
  "x-resources": { Index: { description: "" } },
};

function column(name: string): JsonSchema {
  return { type: "array", items: f64, "x-type": name };
}

const run = "/x-commands/f.run";
const param = (index: number) => `${run}/params/${index}`;
const options = "/$defs/Options/properties";
const result = "/$defs/Result/properties";

/** One change that is found under one name in each direction, at one place. */
const one = (
  name: string,
  pointer: string,
  edits: Planted["edits"],
  forth: RuleName,
  back: RuleName,
): Planted => ({ name, edits, forth: [[forth, pointer]], back: [[back, pointer]] });

/** The same, of which the place is the only one that is edited. */
const at = (name: string, pointer: string, value: unknown, forth: RuleName, back: RuleName) =>
  one(name, pointer, { [pointer]: value }, forth, back);

const added = { name: "more", kind: "value", required: true, schema: text };
const params = base["x-commands"]["f.run"]?.params ?? [];

export const planted: readonly Planted[] = [
  at("a command", "/x-commands/f.more", command([], text), "command-added", "command-removed"),
  at("blocking", `${run}/blocking`, false, "became-synchronous", "became-blocking"),
  at("portable", `${run}/portable`, false, "portability-lost", "portability-gained"),
  at("confined", `${run}/confined`, true, "confinement-gained", "confinement-lost"),
  at("lines", `${run}/lines`, true, "lines-added", "lines-removed"),
  at("directOnly", `${run}/directOnly`, true, "direct-only", "not-direct-only"),
  at("an effect", `${run}/effects/1`, "fsWrite", "effect-added", "effect-removed"),
  at("an error", `${run}/errors/1`, "ERR_B", "error-added", "error-removed"),
  one(
    "a stream",
    "/x-commands/f.flow",
    { "/x-commands/f.flow/output": undefined },
    "stream-removed",
    "stream-added",
  ),
  at(
    "a batch",
    "/x-commands/f.flow/output/batch",
    list(ref("Row")),
    "batch-changed",
    "batch-changed",
  ),
  at(
    "a column of a batch",
    "/x-commands/f.flow/output/batch/properties/size",
    column("Float64Array"),
    "batch-changed",
    "batch-changed",
  ),
  one(
    "a parameter that has to be passed",
    param(3),
    { [`${run}/params`]: [...params.slice(0, 3), added, params[3]] },
    "parameter-added-required",
    "parameter-removed",
  ),
  {
    name: "a parameter that may be left out, before the options",
    edits: { [`${run}/params`]: [...params.slice(0, 3), { ...added, required: false }, params[3]] },
    forth: [
      ["parameter-moved", param(4)],
      ["parameter-added-optional", param(3)],
    ],
    back: [["parameter-removed", param(3)]],
  },
  {
    name: "two parameters in the other order",
    edits: { [param(0)]: params[1], [param(1)]: params[0] },
    forth: [
      ["parameter-moved", param(0)],
      ["parameter-moved", param(1)],
    ],
    back: [
      ["parameter-moved", param(0)],
      ["parameter-moved", param(1)],
    ],
  },
  one(
    "required",
    param(2),
    { [`${param(2)}/required`]: true },
    "parameter-required",
    "parameter-optional",
  ),
  one(
    "an input",
    "/x-commands/f.flow/params/0",
    { "/x-commands/f.flow/params/0/kind": "input" },
    "parameter-became-input",
    "parameter-kind",
  ),
  one(
    "options",
    `${param(3)}`,
    { [`${run}/params`]: params.slice(0, 3) },
    "parameter-removed",
    "parameter-added-optional",
  ),
  one(
    "a field of the options that has to be passed",
    `${options}/more`,
    { [`${options}/more`]: text, "/$defs/Options/required": ["name", "more"] },
    "input-field-added-required",
    "input-field-removed",
  ),
  at(
    "a field of the options",
    `${options}/more`,
    maybe(text),
    "input-field-added-optional",
    "input-field-removed",
  ),
  one(
    "a required field",
    `${options}/name`,
    { "/$defs/Options/required": [] },
    "input-field-optional",
    "input-field-required",
  ),
  one(
    "a default",
    `${options}/depth`,
    { [`${options}/depth/default`]: 2 },
    "input-default-changed",
    "input-default-changed",
  ),
  at(
    "a text of an enum that is passed",
    "/$defs/Given/oneOf/2",
    { const: "three" },
    "input-value-added",
    "input-value-removed",
  ),
  at(
    "an alternative with a tag, that is passed",
    "/$defs/Shape/oneOf/2",
    shape("line", "length"),
    "input-alternative-added",
    "input-alternative-removed",
  ),
  at(
    "an alternative without a tag, that is passed",
    `${options}/several/oneOf/2`,
    list(text),
    "input-alternative-added",
    "input-alternative-removed",
  ),
  at(
    "null that is passed",
    `${param(0)}/schema`,
    maybe(path),
    "input-null-added",
    "input-null-removed",
  ),
  at(
    "null beside nothing",
    `${param(2)}/schema`,
    { ...maybe(i32), "x-type": "nullable" },
    "input-null-meaning",
    "input-null-meaning",
  ),
  at("a range that is passed", `${param(1)}/schema`, i32Typed(), "input-widened", "input-narrowed"),
  at(
    "any text where a path was passed",
    `${param(0)}/schema`,
    text,
    "input-widened",
    "input-narrowed",
  ),
  at(
    "an enum where a path was passed",
    `${param(0)}/schema`,
    words("a"),
    "input-narrowed",
    "input-widened",
  ),
  at("anything that is passed", `${param(0)}/schema`, {}, "input-widened", "input-narrowed"),
  at(
    "any JSON that is passed",
    `${param(1)}/schema`,
    { "x-type": "json" },
    "input-widened",
    "input-narrowed",
  ),
  at(
    "bytes instead of text",
    `${param(0)}/schema`,
    leaf("bytes"),
    "input-type-changed",
    "input-type-changed",
  ),
  at(
    "a bigint instead of a number",
    `${param(1)}/schema`,
    leaf("u64"),
    "input-type-changed",
    "input-type-changed",
  ),
  at(
    "a tuple of another length",
    `${options}/pair`,
    { type: "array", prefixItems: [text], items: false, minItems: 1 },
    "input-type-changed",
    "input-type-changed",
  ),
  one(
    "an item of a tuple",
    `${options}/pair/prefixItems/1`,
    { [`${options}/pair/prefixItems/1`]: u8 },
    "input-narrowed",
    "input-widened",
  ),
  one(
    "a field of an alternative that is passed",
    "/$defs/Shape/oneOf/0/properties/radius",
    { "/$defs/Shape/oneOf/0/properties/radius": u8 },
    "input-narrowed",
    "input-widened",
  ),
  at(
    "a list of one length",
    "/x-commands/f.flow/params/0/schema",
    { ...list(text), minItems: 3, maxItems: 3 },
    "input-narrowed",
    "input-widened",
  ),
  at("a field of a result", `${result}/more`, text, "output-field-added", "output-field-removed"),
  one(
    "a field that may be missing beside null",
    `${result}/note`,
    { [`${result}/note/x-type`]: "nullable" },
    "output-field-optional",
    "output-field-required",
  ),
  at(
    "a text of an enum that is returned",
    `${result}/code/oneOf/2`,
    { const: "ugly" },
    "output-value-added",
    "output-value-removed",
  ),
  at(
    "an alternative that is returned",
    `${result}/either/oneOf/2`,
    list(text),
    "output-alternative-added",
    "output-alternative-removed",
  ),
  at(
    "null that is returned",
    `${result}/size`,
    maybe(f64),
    "output-null-added",
    "output-null-removed",
  ),
  at("a range that is returned", `${result}/size`, u8, "output-narrowed", "output-widened"),
  at(
    "the values of a map",
    `${result}/map/additionalProperties`,
    f64,
    "output-widened",
    "output-narrowed",
  ),
  at(
    "a list instead of a map",
    `${result}/map`,
    list(u8),
    "output-type-changed",
    "output-type-changed",
  ),
  {
    name: "a result where there was none",
    edits: { "/x-commands/f.call/result": text },
    forth: [["result-added", "/x-commands/f.call/result"]],
    back: [["output-type-changed", "/x-commands/f.call/result"]],
  },
  one(
    "an argument of a callback",
    "/x-commands/f.call/params/0/schema",
    { "/x-commands/f.call/params/0/schema/x-params/1": text },
    "callback-parameter-added",
    "callback-parameter-removed",
  ),
  at(
    "what a callback gets",
    "/$defs/Answer/properties/more",
    text,
    "output-field-added",
    "output-field-removed",
  ),
  at(
    "what a callback answers",
    "/x-commands/f.call/params/0/schema/x-result",
    path,
    "input-narrowed",
    "input-widened",
  ),
  at("a resource", "/x-resources/Other", { description: "" }, "resource-added", "resource-removed"),
  at("an error code", "/x-errors/ERR_B", { summary: "", fix: "" }, "code-added", "code-removed"),
  at("details", "/x-errors/ERR_A/details", ref("Both"), "details-added", "details-removed"),
  at("levels", "/x-limits/nesting", 500, "nesting-lowered", "nesting-raised"),
  {
    name: "the name of a type",
    edits: {
      "/$defs/Circle": base.$defs.Shape,
      "/$defs/Shape": undefined,
      [`${options}/shape`]: maybe(ref("Circle")),
    },
    forth: [["type-removed", "/$defs/Shape"]],
    back: [["type-removed", "/$defs/Circle"]],
  },
];

function i32Typed(): JsonSchema {
  return { ...i32, "x-type": "i32" };
}

/** The base with something else in it. */
export function edited(edits: Planted["edits"], contract: Contract = base): Contract {
  const copy = structuredClone(contract);
  for (const [pointer, value] of Object.entries(edits)) {
    const tokens = tokensOf(pointer);
    const last = tokens.pop() ?? "";
    let place = copy as unknown as Record<string, unknown>;
    for (const token of tokens) {
      place = place[token] as Record<string, unknown>;
    }
    if (value === undefined) {
      delete place[last];
    } else {
      place[last] = structuredClone(value);
    }
  }
  return copy;
}
