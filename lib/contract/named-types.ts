import { type Contract, definitionName, type JsonSchema } from "./document.ts";

/** Collects the named types that a schema uses. */
export function collectTypes(contract: Contract, schema: JsonSchema, names: Set<string>): void {
  const name = definitionName(schema);
  if (name !== undefined) {
    if (!names.has(name)) {
      names.add(name);
      collectTypes(contract, contract.$defs[name] ?? {}, names);
    }
    return;
  }
  for (const inner of partsOf(schema)) {
    collectTypes(contract, inner, names);
  }
}

/** The types that a type is made of, as far as they are written inside it. */
export function partsOf(schema: JsonSchema): JsonSchema[] {
  const { items, prefixItems = [], anyOf = [], oneOf = [], properties = {} } = schema;
  const parts = [...prefixItems, ...anyOf, ...oneOf, ...Object.values(properties)];
  for (const part of [items, schema.additionalProperties]) {
    if (typeof part === "object") {
      parts.push(part);
    }
  }
  return parts;
}
