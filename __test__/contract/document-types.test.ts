/** The TypeScript types of documents that JSON Schema describes. */

import { expect, test } from "vitest";
import { documentTypes } from "../../lib/contract/typescript/documents.ts";

test("definitions that are named like types are types, and others are written out", () => {
  const text = documentTypes({
    title: "Whole",
    description: "All of it.",
    type: "object",
    required: ["a"],
    properties: {
      a: { $ref: "#/$defs/count", description: "How many." },
      b: { $ref: "#/$defs/Part" },
      "c-d": { const: 1 },
    },
    $defs: {
      count: { type: "integer" },
      Part: { description: "One part.", anyOf: [{ type: "string" }, { $ref: "#/$defs/count" }] },
    },
  });
  expect(text).toBe(`// Generated from the JSON Schema of Whole. Do not edit.

/** One part. */
export type Part = string | number;

/** All of it. */
export interface Whole {
/** How many. */
readonly a: number;
readonly b?: Part;
readonly "c-d"?: 1;
}
`);
});

test.each([
  [{ enum: ["a", null] }, '"a" | null'],
  [{ oneOf: [{ const: "a" }, { const: "b" }] }, '"a" | "b"'],
  [
    { type: ["boolean", "object"], additionalProperties: { type: "number" } },
    "boolean | Readonly<Record<string, number>>",
  ],
  [
    { type: "array", items: { anyOf: [{ type: "string" }, { type: "integer" }] } },
    "readonly (string | number)[]",
  ],
  [{ type: "array" }, "readonly (unknown)[]"],
  [
    JSON.parse('{ "if": {}, "then": { "$ref": "#/$defs/A" }, "else": { "type": "string" } }'),
    "A | string",
  ],
  [
    { type: "object", patternProperties: { x: { const: true }, y: { type: "boolean" } } },
    "Readonly<Record<string, boolean>>",
  ],
  [{ type: "object", properties: { a: {} } }, "{\nreadonly a?: unknown;\n}"],
])("%j", (schema, type) => {
  const text = documentTypes({ title: "x", $defs: { Some: { anyOf: [schema] } } });
  expect(text).toContain(`export type Some = ${type};`);
});
