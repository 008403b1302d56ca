import { expect, test } from "vitest";
import type { JsonSchema } from "../../lib/contract/document.ts";
import { generateTypeScript } from "../../lib/contract/typescript.ts";
import { command, contractOf, i32, leaf, maybe } from "./contracts.ts";

const text: JsonSchema = { type: "string" };
const pair: JsonSchema = {
  type: "array",
  prefixItems: [i32, maybe(text)],
  items: false,
  minItems: 2,
};
const three = (items: JsonSchema): JsonSchema => ({
  type: "array",
  items,
  minItems: 3,
  maxItems: 3,
});

const tag = (name: string): JsonSchema => ({ const: name });

const shape: JsonSchema = {
  type: "object",
  description: "Something to draw.",
  oneOf: [
    {
      type: "object",
      description: "All round.",
      properties: { kind: tag("circle"), radius: { ...i32, description: "To the edge." } },
      required: ["kind", "radius"],
      additionalProperties: false,
    },
    {
      type: "object",
      description: "",
      properties: {
        kind: tag("group"),
        parts: three({ $ref: "#/$defs/Shape" }),
        name: maybe(text),
      },
      required: ["kind", "parts"],
      additionalProperties: false,
    },
  ],
};

const cell: JsonSchema = {
  description: "",
  oneOf: [{ ...text, description: "A text." }, i32, { $ref: "#/$defs/Shape" }, leaf("bytes")],
};

const patch: JsonSchema = {
  type: "object",
  description: "",
  properties: { name: { ...maybe(text), "x-type": "nullable" } },
  required: [],
  additionalProperties: false,
};

/** The declaration of a type that commands take, or return as well. */
function declared(name: string, isResult: boolean): string {
  const ref = { $ref: `#/$defs/${name}` };
  const of = command([["value", ref]], isResult ? ref : { type: "null" });
  const $defs = { Cell: cell, Patch: patch, Shape: shape };
  const module = generateTypeScript(contractOf({ "f.of": of }, $defs));
  const blocks = module.split("\n\n");
  return blocks.find((block) => new RegExp(`export (type|interface) ${name}\\b`).test(block)) ?? "";
}

test("a tagged union is one of object types, with its documentation", () => {
  expect(declared("Shape", true)).toBe(`/** Something to draw. */
export type Shape =
  /** All round. */
  | {
      readonly kind: "circle";
      /** To the edge. */
      readonly radius: number;
    }
  | {
      readonly kind: "group";
      readonly parts: [Shape, Shape, Shape];
      readonly name: string | null;
    };`);
  expect(declared("Shape", false)).toContain("readonly name?: string | null | undefined;");
  expect(declared("Shape", false)).toContain("readonly parts: readonly [Shape, Shape, Shape];");
});

test("an untagged union is one of types", () => {
  expect(declared("Cell", true)).toBe(`export type Cell =
  /** A text. */
  | string
  | number
  | Shape
  | Bytes;`);
  expect(declared("Cell", false)).toContain("| Uint8Array;");
});

test("what may be absent in a result has a question mark", () => {
  expect(declared("Patch", true)).toContain("readonly name?: string | null;");
  expect(declared("Patch", false)).toContain("readonly name?: string | null | undefined;");
});

test("tuples have a type for each item, and none of them may be missing", () => {
  const of = command([["value", pair]], pair);
  const module = generateTypeScript(contractOf({ "f.of": of }));
  const types = "(value: readonly [number, string | null]) => [number, string | null]";
  expect(module).toContain(`readonly of: ${types};`);
  const long: JsonSchema = { ...three(pair), minItems: 9, maxItems: 9 };
  const many = command([["value", long]], three(leaf("i64")));
  expect(generateTypeScript(contractOf({ "f.of": many }))).toContain(
    "(value: readonly (readonly [number, string | null])[]) => [bigint, bigint, bigint];",
  );
});
