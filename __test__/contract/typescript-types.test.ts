import { describe, expect, test } from "vitest";
import type { Contract, JsonSchema } from "../../index.ts";
import { generateTypeScript } from "../../lib/contract/typescript.ts";
import { command, contractOf, i32, leaf, list, maybe, members } from "./contracts.ts";

/** The declaration of that name in the generated module, with its comment. */
function declaration(contract: Contract, name: string): string {
  const blocks = generateTypeScript(contract).split("\n\n");
  const pattern = new RegExp(`^export (type|interface|const) ${name}\\b`, "m");
  const found = blocks.filter((block) => pattern.test(block));
  expect(found).toHaveLength(1);
  return found[0]!.trimEnd();
}

describe("types of values", () => {
  test.each<[string, JsonSchema, string, string]>([
    ["i64", leaf("i64"), "bigint", "bigint"],
    ["u64", leaf("u64"), "bigint", "bigint"],
    ["a path", leaf("path"), "string", "string"],
    ["bytes", leaf("bytes"), "Uint8Array", "Bytes"],
    ["a column", { ...list({}), "x-type": "Float64Array" }, "Float64Array", "Float64Array"],
    ["a list", list({ type: "string" }), "readonly string[]", "string[]"],
    [
      "a list of optional values",
      list(maybe(i32)),
      "readonly (number | null)[]",
      "(number | null)[]",
    ],
    ["a list of lists", list(list(i32)), "readonly (readonly number[])[]", "number[][]"],
    ["an optional value", maybe(leaf("bytes")), "Uint8Array | null | undefined", "Bytes | null"],
    [
      "a map",
      { type: "object", additionalProperties: leaf("i64") },
      "Readonly<Record<string, bigint>>",
      "Readonly<Record<string, bigint>>",
    ],
    [
      "a map with numbers as names",
      {
        type: "object",
        additionalProperties: { type: "boolean" },
        propertyNames: { type: "string", "x-type": "u32" },
      },
      "Readonly<Record<number, boolean>>",
      "Readonly<Record<number, boolean>>",
    ],
    [
      "a map with integers of 64 bits as names",
      {
        type: "object",
        additionalProperties: { type: "boolean" },
        propertyNames: { type: "string", "x-type": "u64" },
      },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a type
      "Readonly<Record<`${bigint}`, boolean>>",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a type
      "Readonly<Record<`${bigint}`, boolean>>",
    ],
    ["anything", {}, "unknown", "unknown"],
    ["a boolean", { type: "boolean" }, "boolean", "boolean"],
  ])("%s", (_what, schema, input, output) => {
    expect(members(command([["a", schema]], schema), "FSignatures")).toEqual([
      `readonly run: (a: ${input}) => ${output};`,
    ]);
  });

  test("nothing, as a result", () => {
    expect(members(command([], { type: "null" }), "FSignatures")).toEqual([
      "readonly run: () => void;",
    ]);
  });
});

describe("named types", () => {
  const structure: JsonSchema = {
    type: "object",
    description: "A thing.",
    properties: {
      id: { ...leaf("i64"), description: "Its number." },
      level: { ...i32, description: "How much.", default: 5 },
      name: { ...maybe({ type: "string" }) },
    },
    required: ["id"],
    additionalProperties: false,
  };
  const $defs = { Thing: structure };
  const thing = { $ref: "#/$defs/Thing" };

  test("that go in have fields that may be left out", () => {
    const contract = contractOf({ "f.run": command([["a", thing]], i32) }, $defs);
    // The comment with the default has an empty line, which ends a block here.
    expect(generateTypeScript(contract)).toContain(`/** A thing. */
export interface Thing {
  /** Its number. */
  readonly id: bigint;
  /**
   * How much.
   *
   * @default 5
   */
  readonly level?: number | undefined;
  readonly name?: string | null | undefined;
}`);
  });

  test("that come out have all fields", () => {
    const text = generateTypeScript(contractOf({ "f.run": command([], list(thing)) }, $defs));
    expect(text).toContain("\n  readonly level: number;\n  readonly name: string | null;\n}");
  });

  test("that are one of some texts have a comment for each", () => {
    const colour: JsonSchema = {
      type: "string",
      description: "A colour.\nOr none */.",
      oneOf: [
        { const: "red", description: "Like */ blood." },
        { const: 'dark"green', description: "" },
      ],
    };
    expect(declaration(contractOf({}, { Colour: colour }), "Colour")).toBe(
      `/**
 * A colour.
 * Or none *\u200b/.
 */
export type Colour =
  /** Like *\u200b/ blood. */
  | "red"
  | "dark\\"green";`,
    );
  });
});
