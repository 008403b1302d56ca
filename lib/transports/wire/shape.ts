import { fromBase64 } from "../../bytes/base64.ts";
import { Bytes } from "../../bytes/bytes.ts";
import { isUnion, mayBe } from "../../contract/alternatives.ts";
import { type Column, columnLike } from "../../contract/columns.ts";
import { type Contract, dereference, itemOf, type JsonSchema } from "../../contract/document.ts";
import { fromJson, type MakeResource } from "../../contract/json.ts";
import { isDate, itemsOf, setOf } from "../../options/classes.ts";
import { Resource } from "../../resources/resource.ts";

/** What a value was before it became JSON, so that it can be restored. */
export interface Shape {
  /** The value as a direct call returns it. */
  restore(value: unknown): unknown;
  /** The shape of a part. */
  at(token: string): Shape;
}

/** Nothing is known: JSON values stay as they are. */
export const anyShape: Shape = { restore: (value) => value, at: () => anyShape };

/** A value of a type in the contract. */
export function typed(contract: Contract, schema: JsonSchema, makeResource?: MakeResource): Shape {
  return {
    restore: (value) =>
      ownClass(value === null ? null : fromJson(contract, schema, value, makeResource)),
    at: (token) => oneOf(contract, partsOf(contract, schema, token), makeResource),
  };
}

/** The types that a part of a value may have: those of the alternatives that have it. */
function partsOf(contract: Contract, schema: JsonSchema, token: string): JsonSchema[] {
  const type = dereference(contract, schema);
  const [inner] = type.anyOf ?? [];
  if (inner !== undefined) {
    return partsOf(contract, inner, token);
  }
  if (isUnion(type)) {
    return (type.oneOf ?? []).flatMap((one) => partsOf(contract, one, token));
  }
  const { properties = {}, additionalProperties: values } = type;
  if (Object.hasOwn(properties, token)) {
    return [properties[token] as JsonSchema];
  }
  const part = itemOf(type, Number(token)) ?? (typeof values === "object" ? values : undefined);
  return part === undefined ? [] : [part];
}

/** A value of one of some types. It stays as it is where its JSON form could be that of several. */
function oneOf(
  contract: Contract,
  all: readonly JsonSchema[],
  makeResource: MakeResource | undefined,
): Shape {
  const types = [...new Map(all.map((type) => [JSON.stringify(type), type])).values()];
  const [only] = types;
  if (only !== undefined && types.length === 1) {
    return typed(contract, only, makeResource);
  }
  return {
    restore(value) {
      const [found, ...others] = types.filter((type) => mayBe(contract, type, value));
      return found === undefined || others.length > 0
        ? ownClass(value)
        : typed(contract, found, makeResource).restore(value);
    },
    at: (token) =>
      oneOf(
        contract,
        types.flatMap((type) => partsOf(contract, type, token)),
        makeResource,
      ),
  };
}

/** A value that is the same as an existing one. */
export function alike(original: unknown): Shape {
  return {
    restore: (value) => restoreLike(original, value),
    at: (token) => alike((original as Record<string, unknown> | undefined)?.[token]),
  };
}

/** A list whose items have shapes. */
export function listOf(item: (index: number) => Shape): Shape {
  return {
    restore: (value) =>
      Array.isArray(value) ? value.map((one, index) => item(index).restore(one)) : value,
    at: (token) => item(Number(token)),
  };
}

/** An object whose properties have shapes. */
export function fieldsOf(fields: Readonly<Record<string, Shape>>): Shape {
  const at = (name: string) =>
    Object.hasOwn(fields, name) ? (fields[name] ?? anyShape) : anyShape;
  return {
    restore: (value) => mapFields(value, (name, item) => at(name).restore(item)),
    at,
  };
}

/** The shape at the names of a pointer. */
export function follow(shape: Shape, tokens: readonly string[]): Shape {
  return tokens.reduce((here, token) => here.at(token), shape);
}

function restoreLike(original: unknown, value: unknown): unknown {
  if (Resource.is(original)) {
    return original; // It came in as this, and goes out as this.
  }
  if (typeof original === "bigint" && typeof value === "string") {
    return BigInt(value);
  }
  if (original instanceof Uint8Array) {
    return ownClass(typeof value === "string" ? fromBase64(value) : value);
  }
  if (ArrayBuffer.isView(original) && Array.isArray(value)) {
    return columnLike(original as Column, value);
  }
  if (isDate(original)) {
    return typeof value === "string" ? new Date(value) : value;
  }
  const items = itemsOf(original);
  if (items !== undefined && Array.isArray(value)) {
    return setOf(value.map((item, index) => restoreLike(items[index], item)));
  }
  if (Array.isArray(original) && Array.isArray(value)) {
    return value.map((item, index) => restoreLike(original[index], item));
  }
  if (typeof original === "object" && original !== null) {
    const fields = original as Record<string, unknown>;
    return mapFields(value, (name, item) => restoreLike(fields[name], item));
  }
  return value;
}

function mapFields(value: unknown, map: (name: string, item: unknown) => unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, map(name, item)]));
}

/** Bytes have their own class, wherever they come from. */
function ownClass(value: unknown): unknown {
  return value instanceof Uint8Array && !(value instanceof Bytes) ? copyOf(value) : value;
}

/** A copy of binary data, in its own memory. */
export function copyOf(data: Uint8Array): Bytes {
  const copy = new Bytes(new ArrayBuffer(data.length));
  copy.set(data);
  return copy;
}
