import { fromBase64 } from "../../bytes/base64.ts";
import { Bytes } from "../../bytes/bytes.ts";
import { isUnion } from "../../contract/alternatives.ts";
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
    at(token) {
      let type = dereference(contract, schema);
      while (type.anyOf?.[0] !== undefined) {
        type = dereference(contract, type.anyOf[0]);
      }
      if (isUnion(type)) {
        return oneOfSeveral(
          (type.oneOf ?? []).map((one) => partOf(dereference(contract, one), token)),
          contract,
          makeResource,
        );
      }
      const field = partOf(type, token);
      return field === undefined ? anyShape : typed(contract, field, makeResource);
    },
  };
}

/** The type of a part of a value. */
function partOf(type: JsonSchema, token: string): JsonSchema | undefined {
  const { properties = {}, additionalProperties: values } = type;
  if (Object.hasOwn(properties, token)) {
    return properties[token];
  }
  return itemOf(type, Number(token)) ?? (typeof values === "object" ? values : undefined);
}

/** A part that some alternatives of a union have. Nothing is known if its types differ. */
function oneOfSeveral(
  types: readonly (JsonSchema | undefined)[],
  contract: Contract,
  makeResource: MakeResource | undefined,
): Shape {
  const texts = new Map(types.flatMap((type) => (type ? [[JSON.stringify(type), type]] : [])));
  const [first] = texts.values();
  return texts.size === 1 && first !== undefined ? typed(contract, first, makeResource) : anyShape;
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
