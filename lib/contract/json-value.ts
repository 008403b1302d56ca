import { tokensOf } from "../errors/pointer.ts";
import { isUnion } from "./alternatives.ts";
import { type Contract, commandIn, dereference, itemOf, type JsonSchema } from "./document.ts";

/** What JSON can hold. A property that is `undefined` is not there. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue | undefined };

/** Whether a type has all the values of JSON, and no others. */
export function isJsonValue(schema: JsonSchema): boolean {
  return schema["x-type"] === "json";
}

/**
 * Whether a place (JSON Pointer) among a command's parameters by name is in such a value: no bigint, binary
 * data, typed array, `Date` or `Set` can be there.
 */
export function isInJsonValue(contract: Contract, method: string, pointer: string): boolean {
  let types = alternatives(contract, commandIn(contract, method)?.paramsSchema ?? {});
  for (const token of tokensOf(pointer)) {
    if (areJsonValues(types)) {
      return true;
    }
    const parts = types.flatMap((type) => partOf(type, token) ?? []);
    types = parts.flatMap((part) => alternatives(contract, part));
  }
  return areJsonValues(types);
}

function areJsonValues(types: readonly JsonSchema[]): boolean {
  return types.length > 0 && types.every(isJsonValue);
}

/** The type itself, whether it is optional or named; of a union, those that a value may have. */
function alternatives(contract: Contract, schema: JsonSchema): JsonSchema[] {
  const type = dereference(contract, schema);
  const given = isUnion(type) ? type.oneOf : type.anyOf?.slice(0, 1);
  return given?.flatMap((one) => alternatives(contract, one)) ?? [type];
}

function partOf(type: JsonSchema, token: string): JsonSchema | undefined {
  const { properties = {}, additionalProperties: values } = type;
  if (Object.hasOwn(properties, token)) {
    return properties[token];
  }
  return typeof values === "object" ? values : itemOf(type, Number(token));
}
