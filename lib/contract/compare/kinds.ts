import { pointerOf } from "../../errors/pointer.ts";
import { isColumnName } from "../columns.ts";
import { type Contract, definitionName, dereference, type JsonSchema } from "../document.ts";

/** What a value can be seen to be: no two alternatives of a union are of the same kind. */
export type Kind =
  | "any"
  | "bigint"
  | "boolean"
  | "bytes"
  | "callback"
  | "column"
  | "date"
  | "duration"
  | "json"
  | "list"
  | "null"
  | "number"
  | "object"
  | "resource"
  | "set"
  | "text"
  | "other";

/** One of the types that a value may have, and where it is in its document. */
export interface Alternative {
  readonly kind: Kind;
  readonly schema: JsonSchema;
  readonly pointer: string;
}

/**
 * The types that a value may have: those of a union, or one, and null where it may be that. Named unions are
 * looked into, other named types are one.
 */
export function alternativesOf(
  contract: Contract,
  schema: JsonSchema,
  pointer: string,
): Alternative[] {
  const found: Alternative[] = [];
  // What came from elsewhere may refer to itself without an end.
  const seen = new Set<string>();
  const visit = (schema: JsonSchema, pointer: string) => {
    const name = definitionName(schema);
    const type = dereference(contract, schema);
    const kind = kindOf(type);
    if (kind !== undefined) {
      found.push({ kind, schema, pointer });
      return;
    }
    if (name !== undefined) {
      if (seen.has(name)) {
        return;
      }
      seen.add(name);
    }
    const several = type.anyOf === undefined ? "oneOf" : "anyOf";
    for (const [index, one] of (type[several] ?? []).entries()) {
      visit(one, `${placeOf(schema, pointer)}/${several}/${index}`);
    }
  };
  visit(schema, pointer);
  return found;
}

/** Whether a type is a union, or may be null. */
export function isUnion(contract: Contract, schema: JsonSchema): boolean {
  return kindOf(dereference(contract, schema)) === undefined;
}

/** Where the definition of a type is: that of a named one is not where it is used. */
export function placeOf(schema: JsonSchema, pointer: string): string {
  const name = definitionName(schema);
  return name === undefined ? pointer : pointerOf(["$defs", name]);
}

/** The kind of a type; undefined of a union whose alternatives differ in it. */
function kindOf(type: JsonSchema): Kind | undefined {
  const named = type["x-type"] ?? "";
  if (type["x-result"] !== undefined) {
    return "callback";
  }
  if (type["x-resource"] !== undefined) {
    return "resource";
  }
  if (type.anyOf !== undefined || (type.oneOf !== undefined && type.type === undefined)) {
    return undefined;
  }
  if (named === "i64" || named === "u64") {
    return "bigint";
  }
  if (named === "date" || named === "duration" || named === "bytes" || named === "json") {
    return named;
  }
  if (named === "Set") {
    return "set";
  }
  if (isColumnName(named)) {
    return "column";
  }
  switch (type.type) {
    case "integer":
    case "number":
      return "number";
    case "string":
      return "text";
    case "array":
      return "list";
    case "object":
    case "boolean":
    case "null":
      return type.type;
    case undefined:
      return Object.keys(type).every((key) => key === "description") ? "any" : "other";
    default:
      return "other";
  }
}

/** A type in a few words, for people. */
export function shown(schema: JsonSchema): string {
  const name = definitionName(schema);
  if (name !== undefined) {
    return name;
  }
  const { anyOf, oneOf, items, type, "x-type": named, "x-resource": resource } = schema;
  const several = anyOf ?? (type === undefined ? oneOf : undefined);
  if (several !== undefined) {
    return several.map(shown).join(" | ");
  }
  if (resource !== undefined) {
    return resource;
  }
  if (type === "array" && typeof items === "object" && !isColumnName(named ?? "")) {
    const item = shown(items);
    return named === "Set" ? `Set<${item}>` : `${item.includes(" ") ? `(${item})` : item}[]`;
  }
  return named ?? type ?? "any value";
}
