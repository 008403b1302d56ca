import { isColumnName } from "../columns.ts";
import { type ContractParam, definitionName, type JsonSchema } from "../document.ts";
import { isJsonValue } from "../json-value.ts";
import { type Names, property } from "./names.ts";

/** The types of values, in TypeScript syntax. */
export class Types {
  readonly #names: Names;

  constructor(names: Names) {
    this.#names = names;
  }

  /** The type of a value passed to a command. */
  input(schema: JsonSchema): string {
    const inside = (inner: JsonSchema) => this.input(inner);
    const [inner] = schema.anyOf ?? [];
    if (inner !== undefined) {
      return `${beside(inner, inside(inner))} | null | undefined`;
    }
    if (schema["x-type"] === "Set") {
      return `${this.#names.globalType("ReadonlySet")}<${itemType(schema.items, inside)}>`;
    }
    if (isList(schema)) {
      return `readonly ${listOf(schema, inside)}`;
    }
    if (schema["x-type"] === "bytes") {
      return this.#names.globalType("Uint8Array");
    }
    return this.#common(schema, inside);
  }

  /** The type of a value that a command returns. */
  result(schema: JsonSchema): string {
    return schema.type === "null" ? "void" : this.output(schema);
  }

  /** The type of a value inside a result. */
  output(schema: JsonSchema): string {
    const inside = (inner: JsonSchema) => this.output(inner);
    const [inner] = schema.anyOf ?? [];
    if (inner !== undefined) {
      return `${beside(inner, inside(inner))} | null`;
    }
    if (schema["x-type"] === "Set") {
      return `${this.#names.globalType("Set")}<${itemType(schema.items, inside)}>`;
    }
    if (isList(schema)) {
      return listOf(schema, inside);
    }
    if (schema["x-type"] === "bytes") {
      return this.#names.imported("Bytes");
    }
    return this.#common(schema, inside);
  }

  /** The type of an item that is passed to an input, whose list has that schema. */
  item(list: JsonSchema): string {
    return this.input(typeof list.items === "object" ? list.items : {});
  }

  /** The type of some of what a command sends: columns, or a list. */
  batch(schema: JsonSchema): string {
    if (schema.properties === undefined) {
      return this.output(schema);
    }
    const columns = Object.entries(schema.properties).map(
      ([name, column]) => `readonly ${property(name)}: ${this.output(column)}`,
    );
    return `{ ${columns.join("; ")} }`;
  }

  /** The type of an object of parameters by name: the values, and all that the options have. */
  byName(params: readonly ContractParam[]): string {
    const values = params.filter(({ kind }) => kind !== "options");
    const fields = values.map(({ name, required, schema }) => {
      const type = `${this.input(schema)}${optional(schema, required)}`;
      return `readonly ${property(name)}${required ? "" : "?"}: ${type}`;
    });
    const options = params.filter(({ kind }) => kind === "options");
    const parts = options.map(({ schema }) => this.input(schema));
    if (fields.length > 0) {
      parts.unshift(`{ ${fields.join("; ")} }`);
    }
    return parts.length === 0 ? this.#record("string", "never") : parts.join(" & ");
  }

  #record(name: string, value: string): string {
    return `${this.#names.globalType("Record")}<${name}, ${value}>`;
  }

  /** An object whose names are data. It has some of the texts of an enum. */
  #map(names: JsonSchema, value: string): string {
    if (definitionName(names) !== undefined) {
      return `${this.#names.globalType("Partial")}<${this.#record(this.output(names), value)}>`;
    }
    const kind = names["x-type"] ?? "";
    if (kind === "i64" || kind === "u64") {
      // JavaScript's numbers do not have all of them.
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a type
      return this.#record("`${bigint}`", value);
    }
    return this.#record(kind === "" ? "string" : "number", value);
  }

  /** A function of the caller: what it takes comes from a command, and what it returns goes to it. */
  #callback(params: readonly JsonSchema[], result: JsonSchema): string {
    const names = "abcdef";
    const takes = params.map((param, index) => `${names.charAt(index)}: ${this.output(param)}`);
    const type = result.type === "null" ? "void" : this.input(result);
    return `(${takes.join(", ")}) => ${type} | ${this.#names.globalType("Promise")}<${type}>`;
  }

  #common(schema: JsonSchema, inside: (schema: JsonSchema) => string): string {
    const name = definitionName(schema);
    if (name !== undefined) {
      return this.#names.authorsType(name);
    }
    if (schema["x-resource"] !== undefined) {
      return this.#names.authorsType(schema["x-resource"]);
    }
    const kind = schema["x-type"] ?? "";
    const { "x-params": params = [], "x-result": result } = schema;
    if (result !== undefined) {
      return this.#callback(params, result);
    }
    if (isColumnName(kind)) {
      return this.#names.globalType(kind);
    }
    if (kind === "i64" || kind === "u64") {
      return "bigint";
    }
    if (isJsonValue(schema)) {
      return this.#names.imported("JsonValue");
    }
    if (kind === "date") {
      return this.#names.globalType("Date");
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
        const values = typeof value === "object" ? inside(value) : "unknown";
        return `${this.#names.globalType("Readonly")}<${this.#map(schema.propertyNames ?? {}, values)}>`;
      }
      default:
        return "unknown";
    }
  }
}

/** An optional field may also be undefined. */
export function optional(field: JsonSchema, required: boolean): string {
  return required || field.anyOf !== undefined ? "" : " | undefined";
}

/** A type as one of several: that of a function would go on to the end. */
function beside(schema: JsonSchema, type: string): string {
  return schema["x-result"] === undefined ? type : `(${type})`;
}

/** Whether a result may lack the field, which is not the same as null. */
export function isNullable(field: JsonSchema): boolean {
  return field["x-type"] === "nullable";
}

function isList(schema: JsonSchema): boolean {
  return schema.type === "array" && !isColumnName(schema["x-type"] ?? "");
}

/** The maximum number of items of which each is written. */
const SHORT = 8;

function listOf(schema: JsonSchema, inside: (schema: JsonSchema) => string): string {
  const { minItems, maxItems, prefixItems } = schema;
  const isShort = minItems !== undefined && minItems === maxItems && minItems <= SHORT;
  const item = itemType(schema.items, inside);
  if (prefixItems === undefined && !isShort) {
    return `${grouped(item)}[]`;
  }
  const items =
    prefixItems?.map((one) => itemType(one, inside)) ?? Array<string>(minItems ?? 0).fill(item);
  return `[${items.join(", ")}]`;
}

/** The type of an item, which may be null but not missing. */
function itemType(item: JsonSchema | false = {}, inside: (schema: JsonSchema) => string): string {
  const schema = item === false ? {} : item;
  const [inner] = schema.anyOf ?? [];
  return inner === undefined ? inside(schema) : `${inside(inner)} | null`;
}

function grouped(type: string): string {
  const isWhole = type.endsWith(">") || (type.startsWith("[") && type.endsWith("]"));
  return type.includes(" ") && (!isWhole || type.includes("=>")) ? `(${type})` : type;
}
