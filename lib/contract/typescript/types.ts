import { type Contract, definitionName, type JsonSchema } from "../document.ts";

const leaves: Readonly<Record<string, string>> = {
  i64: "bigint",
  u64: "bigint",
  bytes: "Uint8Array",
};

const columns = new Set([
  "Int32Array",
  "Uint32Array",
  "Float64Array",
  "BigInt64Array",
  "BigUint64Array",
]);

/** The TypeScript type of a value that goes into a command. */
export function inputType(schema: JsonSchema): string {
  const [inner] = schema.anyOf ?? [];
  if (inner !== undefined) {
    return `${inputType(inner)} | null | undefined`;
  }
  if (schema.type === "array" && !columns.has(schema["x-type"] ?? "")) {
    return `readonly ${grouped(inputType(schema.items ?? {}))}[]`;
  }
  return common(schema, inputType);
}

/** The TypeScript type of a value that a command gives. */
export function resultType(contract: Contract, schema: JsonSchema): string {
  if (schema.type === "null") {
    return "void";
  }
  return outputType(contract, schema);
}

/** The TypeScript type of a value inside a result. */
export function outputType(contract: Contract, schema: JsonSchema): string {
  const inside = (inner: JsonSchema) => outputType(contract, inner);
  const [inner] = schema.anyOf ?? [];
  if (inner !== undefined) {
    return `${inside(inner)} | null`;
  }
  if (schema["x-type"] === "bytes") {
    return "Bytes";
  }
  if (schema.type === "array" && !columns.has(schema["x-type"] ?? "")) {
    return `${grouped(inside(schema.items ?? {}))}[]`;
  }
  return common(schema, inside);
}

/** The type of an object of parameters by name, written out. */
export function objectType(schema: JsonSchema): string {
  const required = new Set(schema.required);
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, field]) =>
      `readonly ${name}${required.has(name) ? "" : "?"}: ${inputType(field)}${optional(field, required.has(name))}`,
  );
  return fields.length === 0 ? "Record<string, never>" : `{ ${fields.join("; ")} }`;
}

/** A field that may be left out may also be undefined. */
export function optional(field: JsonSchema, required: boolean): string {
  return required || field.anyOf !== undefined ? "" : " | undefined";
}

function common(schema: JsonSchema, inside: (schema: JsonSchema) => string): string {
  const name = definitionName(schema);
  if (name !== undefined) {
    return name;
  }
  const kind = schema["x-type"] ?? "";
  if (columns.has(kind)) {
    return kind;
  }
  const leaf = leaves[kind];
  if (leaf !== undefined) {
    return leaf;
  }
  switch (schema.type) {
    case "integer":
    case "number":
      return "number";
    case "string":
      return "string";
    case "boolean":
      return "boolean";
    case "null":
      return "null";
    case "object": {
      const value = schema.additionalProperties;
      return typeof value === "object"
        ? `Readonly<Record<string, ${inside(value)}>>`
        : "Readonly<Record<string, unknown>>";
    }
    default:
      return "unknown";
  }
}

function grouped(type: string): string {
  return type.includes(" ") && !type.endsWith(">") ? `(${type})` : type;
}
