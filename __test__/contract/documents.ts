import fc from "fast-check";
import {
  type Contract,
  dereference,
  itemOf,
  type JsonSchema,
} from "../../lib/contract/document.ts";

type Json = fc.Arbitrary<unknown>;

/** Names that a careless check would look up on `Object.prototype`, and some of our own. */
const names: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("a", "b", "root", "path", "toString", "constructor", "hasOwnProperty", ""),
  fc.string(),
);

/** Any JSON, with numbers around the edges of every type. */
const anything: Json = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(null, true, "", "5", "a", [], {}, [1], ["a"], 0, -0, 1.5, 1e300),
  fc.constantFrom(2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1, 2 ** 32 - 1, 2 ** 32, -1),
);

/** Documents for a schema: some that it accepts, some with a fault, and some that are nonsense. */
export function documents(contract: Contract, schema: JsonSchema): Json {
  return fc.oneof(
    { weight: 4, arbitrary: value(contract, schema, 0, 0) },
    { weight: 5, arbitrary: value(contract, schema, 20, 0) },
    { weight: 1, arbitrary: anything },
  );
}

/** Types that contain themselves end here: their lists are empty, what may be null is, and unions are flat. */
const deepest = 6;

/** A value of the schema, of which `faults` percent of the parts are something else. */
function value(contract: Contract, schema: JsonSchema, faults: number, depth: number): Json {
  const type = dereference(contract, schema);
  const right = valid(contract, type, faults, depth);
  return faults === 0
    ? right
    : fc.oneof(
        { weight: 100 - faults, arbitrary: right },
        { weight: faults, arbitrary: wrong(type) },
      );
}

/** Something else, near the right thing where that is more telling. */
function wrong(type: JsonSchema): Json {
  switch (type["x-type"]) {
    case "i64":
    case "u64":
      return fc.oneof(
        // What fits, or does not by a little.
        fc.bigInt({ min: -(2n ** 65n), max: 2n ** 65n }).map(String),
        fc.constantFrom("9223372036854775808", "-9223372036854775809", "1.5", "0x1", "1n", " 1"),
        anything.filter(isNoNumber),
      );
    case "BigInt64Array":
    case "BigUint64Array":
      return anything.filter((json) => !Array.isArray(json) || !json.some(isNumber));
    case "bytes":
      return anything.filter((json) => typeof json !== "string");
    case "f32":
      return fc.float({ noNaN: true, noDefaultInfinity: true });
    case "path":
      return fc.oneof(fc.constantFrom("", "\0", "a\0", "\n"), anything);
    default:
      return anything;
  }
}

const isNumber = (json: unknown) => typeof json === "string" && /^-?\d+$/.test(json);
const isNoNumber = (json: unknown) => !isNumber(json);

function valid(contract: Contract, type: JsonSchema, faults: number, depth: number): Json {
  const inside = (schema: JsonSchema) => value(contract, schema, faults, depth + 1);
  if (type.anyOf !== undefined) {
    if (depth >= deepest) {
      return fc.constant(null);
    }
    return fc.oneof(...type.anyOf.map(inside));
  }
  if (type.const !== undefined) {
    return fc.constant(type.const);
  }
  if (type.oneOf !== undefined) {
    const flat = type.oneOf.filter((alternative) => !JSON.stringify(alternative).includes("$ref"));
    const chosen = depth >= deepest && flat.length > 0 ? flat : type.oneOf;
    return fc.oneof(...chosen.map(inside));
  }
  switch (type["x-type"]) {
    case "i64":
      return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String);
    case "u64":
      return fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String);
    case "bytes":
      return bytes(type).map((data) => Buffer.from(data).toString("base64"));
    case "path":
      return fc.string({ minLength: 1 }).filter((text) => !text.includes("\0"));
  }
  switch (type.type) {
    case "integer":
      return fc.integer({ min: type.minimum ?? 0, max: type.maximum ?? 0 });
    case "number":
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "string":
      return fc.string({ unit: "binary" });
    case "array":
      if (depth >= deepest && type.minItems === undefined) {
        return fc.constant([]);
      }
      return type.prefixItems === undefined
        ? fc.array(inside(itemOf(type, 0) ?? {}), {
            minLength: type.minItems ?? 0,
            maxLength: type.maxItems ?? 4,
          })
        : fc.tuple(...type.prefixItems.map(inside));
    default:
      return object(type, inside, faults);
  }
}

/** Bytes; of a type of one length, as many as its text has room for, or nearly so. */
function bytes({ maxLength }: JsonSchema): fc.Arbitrary<Uint8Array> {
  const room = maxLength === undefined ? undefined : (maxLength / 4) * 3;
  return fc.uint8Array(
    room === undefined ? {} : { minLength: Math.max(room - 2, 0), maxLength: room },
  );
}

/** The names of a map: the texts of an enum, or integers in decimal, or nearly so. */
function keysOf(schema: JsonSchema, inside: (schema: JsonSchema) => Json): fc.Arbitrary<string> {
  const { pattern } = schema;
  const right = pattern === undefined ? inside(schema) : fc.stringMatching(new RegExp(pattern));
  return fc.oneof(
    { weight: 20, arbitrary: right.map(String) },
    { weight: 1, arbitrary: fc.oneof(names, fc.constantFrom("01", "-0", "+1", "1.0", "256")) },
  );
}

function object(type: JsonSchema, inside: (schema: JsonSchema) => Json, faults: number): Json {
  const { additionalProperties, properties = {}, propertyNames, required = [] } = type;
  if (typeof additionalProperties === "object") {
    const keys = propertyNames === undefined ? names : keysOf(propertyNames, inside);
    return fc.dictionary(keys, inside(additionalProperties), { noNullPrototype: true });
  }
  const fields = Object.entries(properties).map(
    ([name, schema]) => [name, inside(schema)] as const,
  );
  const whole = fc.record(Object.fromEntries(fields), {
    requiredKeys: [...required],
    noNullPrototype: true,
  });
  if (faults === 0) {
    return whole;
  }
  // Now and then a name too many, or one that is missing.
  return fc
    .tuple(
      whole,
      fc.option(fc.tuple(names, anything), { freq: 8 }),
      fc.integer({ max: 20, min: 0 }),
    )
    .map(([record, more, left]) => {
      const entries = Object.entries(record).filter((_, index) => index !== left);
      return Object.fromEntries(more === null ? entries : [...entries, more]);
    });
}
