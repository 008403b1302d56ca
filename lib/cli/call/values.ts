import { readFileSync } from "node:fs";
import { type Contract, dereference, type JsonSchema } from "../../contract/document.ts";
import { UsageError } from "../failure.ts";

/** The kinds of value that a command line writes in its own way. */
export type Kind = "boolean" | "number" | "bigint" | "bytes" | "list" | "map" | "object" | "text";

/** A type, without what makes it optional. */
export function required(contract: Contract, schema: JsonSchema): JsonSchema {
  const type = dereference(contract, schema);
  const inner = type.anyOf?.[0];
  return inner === undefined ? type : required(contract, inner);
}

/** How a type is written. */
export function kindOf(contract: Contract, schema: JsonSchema): Kind {
  const type = required(contract, schema);
  const exact = type["x-type"];
  if (exact === "bytes") {
    return "bytes";
  }
  if (exact === "i64" || exact === "u64") {
    return "bigint";
  }
  switch (type.type) {
    case "boolean":
      return "boolean";
    case "integer":
    case "number":
      return "number";
    case "array":
      return "list";
    case "object":
      return type.properties === undefined ? "map" : "object";
    default:
      return "text";
  }
}

/** What a help text calls a type: `i32`, `path`, `blake3|sha256`. */
export function typeName(contract: Contract, schema: JsonSchema): string {
  const type = required(contract, schema);
  if (type.oneOf !== undefined) {
    return type.oneOf.map((variant) => variant.const).join("|");
  }
  if (type.type === "array" && type.items !== undefined) {
    return typeName(contract, type.items);
  }
  if (kindOf(contract, type) === "map") {
    return "name=value";
  }
  return type["x-type"] ?? type.type ?? "json";
}

/** Turns what was typed into a value of JSON. */
export function parseValue(contract: Contract, schema: JsonSchema, text: string): unknown {
  switch (kindOf(contract, schema)) {
    case "number":
      return number(text);
    case "bigint":
      return bigint(text);
    case "boolean":
      return boolean(text);
    case "bytes":
      return bytes(text).toString("base64");
    case "list":
    case "map":
    case "object":
      return json(text);
    default:
      return text;
  }
}

/** Turns `NAME=VALUE` into both. */
export function parseEntry(
  contract: Contract,
  schema: JsonSchema,
  text: string,
): readonly [string, unknown] {
  const at = text.indexOf("=");
  if (at < 1) {
    throw new UsageError(`expected NAME=VALUE, got "${text}"`);
  }
  const { additionalProperties } = required(contract, schema);
  const values = typeof additionalProperties === "object" ? additionalProperties : {};
  return [text.slice(0, at), parseValue(contract, values, text.slice(at + 1))];
}

function number(text: string): number {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) {
    throw new UsageError(`expected a number, got "${text}"`);
  }
  return Number(text);
}

function bigint(text: string): string {
  if (!/^-?\d+$/.test(text)) {
    throw new UsageError(`expected an integer, got "${text}"`);
  }
  return String(BigInt(text));
}

function boolean(text: string): boolean {
  if (text !== "true" && text !== "false") {
    throw new UsageError(`expected true or false, got "${text}"`);
  }
  return text === "true";
}

/** Text as it is, or with `@` the content of a file; `@-` is stdin. */
function bytes(text: string): Buffer {
  if (!text.startsWith("@")) {
    return Buffer.from(text);
  }
  const file = text.slice(1);
  try {
    return readFileSync(file === "-" ? 0 : file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`expected JSON, got "${text}": ${(error as Error).message}`);
  }
}
