import { isDate, isSet } from "../options/classes.ts";
import { Resource } from "../resources/resource.ts";
import { typeFor } from "./alternatives.ts";
import { type Contract, dereference, itemOf, type JsonSchema } from "./document.ts";
import { partsOf } from "./named-types.ts";

/**
 * The parameters with null for what is `undefined` in a map whose values may be null, such as `env`:
 * there it means that the name has no value, while a name that JSON omits means nothing. Values for
 * which `isWhole` is true are not searched. A value is returned as it is where reading it throws, as with a revoked
 * proxy: whoever reads it next says what is wrong with it.
 */
export function withNulls(
  contract: Contract,
  schema: JsonSchema,
  value: unknown,
  isWhole: (value: object) => boolean = () => false,
): unknown {
  try {
    return nullsIn(contract, schema, value, isWhole);
  } catch {
    return value;
  }
}

function nullsIn(
  contract: Contract,
  schema: JsonSchema,
  value: unknown,
  isWhole: (value: object) => boolean,
): unknown {
  if (!hasNullableMap(contract, schema)) {
    return value;
  }
  const type = typeFor(contract, schema, value);
  const inner = type.anyOf?.[0];
  if (inner !== undefined) {
    return nullsIn(contract, inner, value, isWhole);
  }
  if (
    typeof value !== "object" ||
    value === null ||
    isWhole(value) ||
    isDate(value) ||
    isSet(value) ||
    Resource.is(value)
  ) {
    return value;
  }
  const inside = (field: JsonSchema | undefined, item: unknown) =>
    field === undefined ? item : nullsIn(contract, field, item, isWhole);
  if (Array.isArray(value)) {
    return value.map((item, index) => inside(itemOf(type, index), item));
  }
  const { properties = {}, additionalProperties } = type;
  const values = typeof additionalProperties === "object" ? additionalProperties : undefined;
  const field = (name: string) => (Object.hasOwn(properties, name) ? properties[name] : values);
  const isNullable = values !== undefined && dereference(contract, values).anyOf !== undefined;
  const entries = Object.entries(value).map(([name, item]) => [
    name,
    isNullable && item === undefined ? null : inside(field(name), item),
  ]);
  return Object.fromEntries(entries);
}

const known = new WeakMap<JsonSchema, boolean>();

/** Whether there is such a map in a type. */
function hasNullableMap(contract: Contract, schema: JsonSchema): boolean {
  const type = dereference(contract, schema);
  const found = known.get(type);
  if (found !== undefined) {
    return found;
  }
  known.set(type, false); // A recursive reference does not add one.
  const { additionalProperties: values } = type;
  const has =
    (typeof values === "object" && dereference(contract, values).anyOf !== undefined) ||
    partsOf(type).some((part) => hasNullableMap(contract, part));
  known.set(type, has);
  return has;
}
