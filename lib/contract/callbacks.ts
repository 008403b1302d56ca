import { tokensOf } from "../errors/pointer.ts";
import { type Contract, commandIn, dereference, itemOf, type JsonSchema } from "./document.ts";
import { partsOf } from "./named-types.ts";

/** The type of the callback that a command has as a parameter or an option of that name. */
export function callbackOf(contract: Contract, method: string, name: string): JsonSchema {
  return inner(contract, commandIn(contract, method)?.paramsSchema?.properties?.[name]);
}

/** Whether a command takes a callback at a place (JSON Pointer) among its parameters by name. */
export function isCallback(contract: Contract, method: string, pointer: string): boolean {
  let schema: JsonSchema | undefined = commandIn(contract, method)?.paramsSchema;
  for (const token of tokensOf(pointer)) {
    const type = inner(contract, schema);
    const { properties = {}, additionalProperties: values } = type;
    const item = typeof values === "object" ? values : itemOf(type, Number(token));
    schema = Object.hasOwn(properties, token) ? properties[token] : item;
  }
  return inner(contract, schema)["x-result"] !== undefined;
}

/** Whether there is a callback anywhere in a type. Those that were `seen` have none, or are being searched. */
export function hasCallback(
  contract: Contract,
  schema: JsonSchema,
  seen: Set<JsonSchema> = new Set(),
): boolean {
  const type = dereference(contract, schema);
  if (type["x-result"] !== undefined) {
    return true;
  }
  if (seen.has(type)) {
    return false;
  }
  seen.add(type);
  return partsOf(type).some((part) => hasCallback(contract, part, seen));
}

/** The type itself, whether it is optional or named. */
function inner(contract: Contract, schema: JsonSchema = {}): JsonSchema {
  const type = dereference(contract, schema);
  const [given] = type.anyOf ?? [];
  return given === undefined ? type : inner(contract, given);
}
