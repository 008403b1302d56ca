import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { Bytes } from "../bytes/bytes.ts";
import { PintleError } from "../errors/pintle-error.ts";
import { isDate, isDateText, isSet, itemsOf, setOf } from "../options/classes.ts";
import { Resource } from "../resources/resource.ts";
import { typeFor } from "./alternatives.ts";
import { columnFrom, isColumnName, isInt64Text, isUint64Text } from "./columns.ts";
import { type Contract, itemOf, type JsonSchema } from "./document.ts";

/**
 * A value in its JSON form: bigints as decimal text, bytes as base64, columns and sets as lists, dates as
 * text, errors as their data.
 */
export function toJson(value: unknown): unknown {
  if (typeof value === "bigint") {
    return String(value);
  }
  if (value instanceof Uint8Array) {
    return toBase64(value);
  }
  if (ArrayBuffer.isView(value)) {
    return Array.from(value as unknown as Iterable<unknown>, toJson);
  }
  if (Array.isArray(value)) {
    return value.map(toJson);
  }
  if (isDate(value)) {
    return value.toJSON();
  }
  const items = itemsOf(value);
  if (items !== undefined) {
    return items.map(toJson);
  }
  if (PintleError.is(value)) {
    return toJson(value.toJSON());
  }
  if (Resource.is(value)) {
    return value.toJSON(); // Which throws.
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toJson(item)]));
  }
  return value;
}

/** Makes an instance for a handle to a resource of that type. */
export type MakeResource = (type: string, handle: unknown) => unknown;

/**
 * A JSON value in the form that a direct call takes. What does not match the schema stays
 * unchanged, for the command to reject; so do the numbers of resources if nothing makes instances of them.
 */
export function fromJson(
  contract: Contract,
  schema: JsonSchema,
  value: unknown,
  makeResource?: MakeResource,
): unknown {
  const type = typeFor(contract, schema, value);
  const inside = (schema: JsonSchema, value: unknown) =>
    fromJson(contract, schema, value, makeResource);
  const inner = type.anyOf?.[0];
  if (inner !== undefined) {
    return value === null ? null : inside(inner, value);
  }
  const kind = type["x-type"] ?? "";
  if (typeof value === "number" && type["x-resource"] !== undefined) {
    return makeResource === undefined ? value : makeResource(type["x-resource"], value);
  }
  if (typeof value === "string") {
    return fromText(kind, value);
  }
  if (ArrayBuffer.isView(value) || isDate(value) || isSet(value) || Resource.is(value)) {
    return value; // It is in memory already.
  }
  if (Array.isArray(value)) {
    if (isColumnName(kind)) {
      return columnFrom(kind, value) ?? value;
    }
    const list = value.map((item, index) => {
      const inner = itemOf(type, index);
      return inner === undefined ? item : inside(inner, item);
    });
    return kind === "Set" ? setOf(list) : list;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([name, item]) => {
      const { properties = {}, additionalProperties } = type;
      const field = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
      const known = typeof field === "object" ? inside(field, item) : item;
      return [name, known] as const;
    });
    return Object.fromEntries(entries);
  }
  return value;
}

function fromText(kind: string, text: string): unknown {
  switch (kind) {
    case "i64":
      return isInt64Text(text) ? BigInt(text) : text;
    case "u64":
      return isUint64Text(text) ? BigInt(text) : text;
    case "date":
      return isDateText(text) ? new Date(text) : text;
    case "bytes": {
      const bytes = fromBase64(text);
      return bytes === undefined ? text : Bytes.from(bytes);
    }
    default:
      return text;
  }
}
