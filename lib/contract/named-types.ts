import { type Contract, definitionName, type JsonSchema } from "./document.ts";

/**
 * Collects the named types that a schema uses; in `others` those that go the other way, which a callback takes.
 */
export function collectTypes(
  contract: Contract,
  schema: JsonSchema,
  names: Set<string>,
  others: Set<string> = names,
): void {
  const name = definitionName(schema);
  if (name !== undefined) {
    if (!names.has(name)) {
      names.add(name);
      collectTypes(contract, contract.$defs[name] ?? {}, names, others);
    }
    return;
  }
  for (const inner of partsOf(schema)) {
    collectTypes(contract, inner, names, others);
  }
  for (const param of schema["x-params"] ?? []) {
    collectTypes(contract, param, others, names);
  }
}

/** The types that a type is made of, as far as they are written inside it. */
export function partsOf(schema: JsonSchema): JsonSchema[] {
  const { items, prefixItems = [], anyOf = [], oneOf = [], properties = {} } = schema;
  const parts = [...prefixItems, ...anyOf, ...oneOf, ...Object.values(properties)];
  const { additionalProperties, propertyNames } = schema;
  for (const part of [items, additionalProperties, propertyNames, schema["x-result"]]) {
    if (typeof part === "object") {
      parts.push(part);
    }
  }
  return parts;
}
