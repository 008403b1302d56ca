import { comment } from "./comment.ts";
import { property } from "./names.ts";

/** What the JSON Schemas of Pintle's documents are made of. Other keywords say nothing about types. */
interface DocumentSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, DocumentSchema>>;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly DocumentSchema[];
  readonly anyOf?: readonly DocumentSchema[];
  readonly then?: DocumentSchema;
  readonly else?: DocumentSchema;
  readonly items?: DocumentSchema;
  readonly properties?: Readonly<Record<string, DocumentSchema>>;
  readonly required?: readonly string[];
  readonly patternProperties?: Readonly<Record<string, DocumentSchema>>;
  readonly additionalProperties?: DocumentSchema | boolean;
}

/**
 * The TypeScript types of a document that JSON Schema describes: one for each definition whose name is
 * that of a type, and one for the document if it is an object.
 */
export function documentTypes(document: DocumentSchema): string {
  const { $defs = {}, title = "", ...whole } = document;
  const inline = (name: string) => (isTypeName(name) ? undefined : $defs[name]);
  const named = Object.entries($defs).filter(([name]) => isTypeName(name));
  if (whole.type === "object") {
    named.push([title, whole]);
  }
  const types = named.map(([name, schema]) => declaration(name, schema, inline));
  return `// Generated from the JSON Schema of ${title}. Do not edit.\n\n${types.join("\n\n")}\n`;
}

/** The definition of that name, unless it is a type of its own. */
type Inline = (name: string) => DocumentSchema | undefined;

function isTypeName(name: string): boolean {
  return /^[A-Z]/.test(name);
}

function declaration(name: string, schema: DocumentSchema, inline: Inline): string {
  const head = comment(schema.description);
  return schema.properties === undefined
    ? `${head}export type ${name} = ${typeOf(schema, inline)};`
    : `${head}export interface ${name} ${objectOf(schema, inline)}`;
}

function typeOf(schema: DocumentSchema, inline: Inline): string {
  return union([schema], inline);
}

/** The types of which a value has one. */
function union(schemas: readonly DocumentSchema[], inline: Inline): string {
  const types = new Set(schemas.flatMap((schema) => alternatives(schema, inline)));
  if (types.has("boolean")) {
    types.delete("true");
  }
  return [...types].join(" | ");
}

function alternatives(schema: DocumentSchema, inline: Inline): string[] {
  const all = (schemas: readonly DocumentSchema[]) =>
    schemas.flatMap((inner) => alternatives(inner, inline));
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace("#/$defs/", "");
    const inlined = inline(name);
    return inlined === undefined ? [name] : all([inlined]);
  }
  if (schema.then !== undefined && schema.else !== undefined) {
    return all([schema.then, schema.else]);
  }
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) {
    return all(options);
  }
  if (schema.const !== undefined || schema.enum !== undefined) {
    return (schema.enum ?? [schema.const]).map((value) => JSON.stringify(value));
  }
  if (typeof schema.type === "object") {
    return all(schema.type.map((type) => ({ ...schema, type })));
  }
  return [single(schema, inline)];
}

/** The type of a value that has one. */
function single(schema: DocumentSchema, inline: Inline): string {
  switch (schema.type) {
    case "integer":
    case "number":
      return "number";
    case "array":
      return `readonly (${typeOf(schema.items ?? {}, inline)})[]`;
    case "object":
      return schema.properties === undefined ? mapOf(schema, inline) : objectOf(schema, inline);
    default:
      return typeof schema.type === "string" ? schema.type : "unknown";
  }
}

/** An object of free names. */
function mapOf(schema: DocumentSchema, inline: Inline): string {
  const { patternProperties = {}, additionalProperties } = schema;
  const values = Object.values(patternProperties);
  if (typeof additionalProperties === "object") {
    values.push(additionalProperties);
  }
  return `Readonly<Record<string, ${values.length === 0 ? "unknown" : union(values, inline)}>>`;
}

function objectOf(schema: DocumentSchema, inline: Inline): string {
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const mark = schema.required?.includes(name) ? "" : "?";
    return `${comment(field.description)}readonly ${property(name)}${mark}: ${typeOf(field, inline)};`;
  });
  return `{\n${fields.join("\n")}\n}`;
}
