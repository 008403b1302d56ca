import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { Bytes } from "../bytes/bytes.ts";
import { PintleError } from "../errors/pintle-error.ts";
import { type Contract, dereference, type JsonSchema } from "./document.ts";

/**
 * A value in its JSON form: bigints as decimal text, bytes as base64, columns as lists, errors as
 * their data.
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
  if (PintleError.is(value)) {
    return toJson(value.toJSON());
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toJson(item)]));
  }
  return value;
}

const columns: Readonly<Record<string, (items: never[]) => unknown>> = {
  Int32Array: (items) => Int32Array.from(items),
  Uint32Array: (items) => Uint32Array.from(items),
  Float64Array: (items) => Float64Array.from(items),
  BigInt64Array: (items: string[]) => BigInt64Array.from(items, BigInt),
  BigUint64Array: (items: string[]) => BigUint64Array.from(items, BigInt),
};

/**
 * A JSON value in the form that a direct call takes. What does not match the schema stays
 * unchanged, for the command to reject.
 */
export function fromJson(contract: Contract, schema: JsonSchema, value: unknown): unknown {
  const type = dereference(contract, schema);
  const inner = type.anyOf?.[0];
  if (inner !== undefined) {
    return value === null ? null : fromJson(contract, inner, value);
  }
  const kind = type["x-type"] ?? "";
  if (typeof value === "string") {
    return fromText(kind, value);
  }
  if (ArrayBuffer.isView(value)) {
    return value; // It is in memory already.
  }
  if (Array.isArray(value)) {
    const column = columns[kind];
    if (column !== undefined) {
      return fillsColumn(kind, value) ? column(value as never[]) : value;
    }
    const { items } = type;
    return items === undefined ? value : value.map((item) => fromJson(contract, items, item));
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([name, item]) => {
      const { properties = {}, additionalProperties } = type;
      const field = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
      const known = typeof field === "object" ? fromJson(contract, field, item) : item;
      return [name, known] as const;
    });
    return Object.fromEntries(entries);
  }
  return value;
}

function fromText(kind: string, text: string): unknown {
  switch (kind) {
    case "i64":
      return isBigInt(text, BigInt.asIntN) ? BigInt(text) : text;
    case "u64":
      return isBigInt(text, BigInt.asUintN) ? BigInt(text) : text;
    case "bytes": {
      const bytes = fromBase64(text);
      return bytes === undefined ? text : Bytes.from(bytes);
    }
    default:
      return text;
  }
}

/** Whether a typed array can hold the items unchanged; it would convert others silently. */
function fillsColumn(kind: string, items: readonly unknown[]): boolean {
  switch (kind) {
    case "Float64Array":
      return items.every((item) => typeof item === "number");
    case "BigInt64Array":
      return items.every((item) => typeof item === "string" && isBigInt(item, BigInt.asIntN));
    case "BigUint64Array":
      return items.every((item) => typeof item === "string" && isBigInt(item, BigInt.asUintN));
    case "Int32Array":
      return items.every((item) => typeof item === "number" && (item | 0) === item);
    default:
      return items.every((item) => typeof item === "number" && item >>> 0 === item);
  }
}

/** Whether a text is a 64-bit integer in canonical decimal form. */
function isBigInt(text: string, wrap: (bits: number, value: bigint) => bigint): boolean {
  return /^-?\d+$/.test(text) && String(wrap(64, BigInt(text))) === text;
}
