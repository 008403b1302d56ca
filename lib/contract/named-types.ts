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
  const { items, anyOf = [], properties = {}, additionalProperties } = schema;
  const inside = [...anyOf, ...Object.values(properties)];
  if (items !== undefined) {
    inside.push(items);
  }
  if (typeof additionalProperties === "object") {
    inside.push(additionalProperties);
  }
  for (const inner of inside) {
    collectTypes(contract, inner, names);
  }
}
