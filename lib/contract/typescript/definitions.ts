import { isUnion } from "../alternatives.ts";
import type { JsonSchema } from "../document.ts";
import { collectTypes } from "../named-types.ts";
import { comment } from "./comment.ts";
import type { Module } from "./module.ts";
import { property } from "./names.ts";
import { isNullable, optional } from "./types.ts";

/** The declarations of the contract's named types. */
export function definitions({ contract, names, types }: Module): string[] {
  const inputs = new Set<string>();
  const outputs = new Set<string>();
  for (const command of Object.values(contract["x-commands"])) {
    for (const { schema } of command.params) {
      collectTypes(contract, schema, inputs, outputs);
    }
    collectTypes(contract, command.result, outputs);
  }
  for (const { details = {} } of Object.values(contract["x-errors"])) {
    collectTypes(contract, details, outputs);
  }
  const inputField: FieldType = (schema, required) =>
    `${required ? "" : "?"}: ${types.input(schema)}${optional(schema, required)}`;
  const outputField: FieldType = (schema) =>
    `${isNullable(schema) ? "?" : ""}: ${types.output(schema)}`;
  const inputType = (schema: JsonSchema) => types.input(schema);
  const outputType = (schema: JsonSchema) => types.output(schema);
  return Object.entries(contract.$defs).map(([type, schema]) => {
    const name = names.authorsType(type);
    const declared = name === type ? "export " : "";
    // A type used both ways has the stricter shape of a result, which is also a valid parameter.
    const field = outputs.has(type) || !inputs.has(type) ? outputField : inputField;
    if (schema.oneOf !== undefined) {
      const head = `${declared}type ${name}`;
      if (schema.type === undefined) {
        const inside = outputs.has(type) || !inputs.has(type) ? outputType : inputType;
        return choices(head, schema, inside);
      }
      return isUnion(schema) ? union(head, schema, field) : enumeration(head, schema);
    }
    return structure(`${declared}interface ${name}`, schema, field);
  });
}

/** What follows a field's name. */
type FieldType = (schema: JsonSchema, required: boolean) => string;

function enumeration(head: string, schema: JsonSchema): string {
  const options = (schema.oneOf ?? []).map(
    (option) => `${comment(option.description, "  ")}  | ${JSON.stringify(option.const)}`,
  );
  return `${comment(schema.description)}${head} =\n${options.join("\n")};`;
}

/** Types that the kinds of their values distinguish. */
function choices(head: string, schema: JsonSchema, type: (schema: JsonSchema) => string): string {
  const all = (schema.oneOf ?? []).map(
    (one) => `${comment(one.description, "  ")}  | ${type(one)}`,
  );
  return `${comment(schema.description)}${head} =\n${all.join("\n")};`;
}

/** Objects that a tag distinguishes. */
function union(head: string, schema: JsonSchema, type: FieldType): string {
  const alternatives = (schema.oneOf ?? []).map((one) => {
    const fields = members(one, type, "      ");
    return `${comment(one.description, "  ")}  | {\n${fields.join("\n")}\n    }`;
  });
  return `${comment(schema.description)}${head} =\n${alternatives.join("\n")};`;
}

function structure(head: string, schema: JsonSchema, type: FieldType): string {
  const fields = members(schema, type, "  ");
  return `${comment(schema.description)}${head} {\n${fields.join("\n")}\n}`;
}

function members(schema: JsonSchema, type: FieldType, indent: string): string[] {
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const { const: tag } = field;
    const after = tag === undefined ? type(field, required.has(name)) : `: ${JSON.stringify(tag)}`;
    const declared = `readonly ${property(name)}${after}`;
    return `${comment(withDefault(field), indent)}${indent}${declared};`;
  });
}

function withDefault(schema: JsonSchema): string {
  const description = schema.description ?? "";
  return schema.default === undefined
    ? description
    : `${description}\n\n@default ${JSON.stringify(schema.default)}`.trim();
}
