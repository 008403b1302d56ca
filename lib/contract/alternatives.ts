import { isDate, isSet } from "../options/classes.ts";
import { type Contract, dereference, type JsonSchema } from "./document.ts";

/**
 * The type that a schema refers to; of a union, the alternative that a value belongs to, in its JSON form or
 * in that of a direct call. Nothing is known about a value that belongs to none.
 */
export function typeFor(contract: Contract, schema: JsonSchema, value: unknown): JsonSchema {
  const type = dereference(contract, schema);
  if (!isUnion(type)) {
    return type;
  }
  const found = type.oneOf?.find((one) => belongs(contract, one, value));
  return found === undefined ? {} : typeFor(contract, found, value);
}

/** Whether a value, in its JSON form or in that of a direct call, may be of a type. */
export function mayBe(contract: Contract, schema: JsonSchema, value: unknown): boolean {
  const type = dereference(contract, schema);
  const [inner] = type.anyOf ?? [];
  if (inner !== undefined) {
    return value === null || mayBe(contract, inner, value);
  }
  const isAny = type.type === undefined && type.oneOf === undefined;
  return isAny || belongs(contract, type, value);
}

/** Whether it is a union, and not an enum of texts. */
export function isUnion({ oneOf, type }: JsonSchema): boolean {
  return oneOf !== undefined && type !== "string";
}

/** Whether a value is of that alternative: its tag says so, or what it is in JSON. */
function belongs(contract: Contract, schema: JsonSchema, value: unknown): boolean {
  const type = dereference(contract, schema);
  if (type.oneOf !== undefined && type.type === undefined) {
    return type.oneOf.some((one) => belongs(contract, one, value));
  }
  const kind = type.type === "integer" ? "number" : type.type;
  return kind === kindOf(value) && hasTag(type, value);
}

function hasTag({ properties = {} }: JsonSchema, value: unknown): boolean {
  const tags = Object.entries(properties).filter(([, property]) => property.const !== undefined);
  return tags.every(
    ([name, tag]) =>
      Object.hasOwn(value as object, name) &&
      (value as Record<string, unknown>)[name] === tag.const,
  );
}

/** What JSON Schema calls a value, in its JSON form. */
function kindOf(value: unknown): string {
  if (value === null) {
    return "null";
  }
  if (typeof value === "bigint" || value instanceof Uint8Array || isDate(value)) {
    return "string";
  }
  const isList = Array.isArray(value) || ArrayBuffer.isView(value) || isSet(value);
  return isList ? "array" : typeof value;
}
