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
  const { items, anyOf = [], properties = {}, additionalProperties } = schema;
  const inside = [...anyOf, ...Object.values(properties)];
  if (items !== undefined) {
    inside.push(items);
  }
  if (typeof additionalProperties === "object") {
    inside.push(additionalProperties);
  }
  if (schema["x-result"] !== undefined) {
    inside.push(schema["x-result"]);
  }
  for (const inner of inside) {
    collectTypes(contract, inner, names, others);
  }
  for (const param of schema["x-params"] ?? []) {
    collectTypes(contract, param, others, names);
  }
}
