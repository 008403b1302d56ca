import type { JsonSchema } from "../document.ts";
import { collectTypes } from "../named-types.ts";
import { comment } from "./comment.ts";
import type { Module } from "./module.ts";
import { property } from "./names.ts";
import { optional } from "./types.ts";

/** The declarations of the contract's named types. */
export function definitions({ contract, names, types }: Module): string[] {
  const inputs = new Set<string>();
  const outputs = new Set<string>();
  for (const command of Object.values(contract["x-commands"])) {
    for (const { schema } of command.params) {
      collectTypes(contract, schema, inputs);
    }
    collectTypes(contract, command.result, outputs);
  }
  for (const { details = {} } of Object.values(contract["x-errors"])) {
    collectTypes(contract, details, outputs);
  }
  const inputField: FieldType = (schema, required) =>
    `${required ? "" : "?"}: ${types.input(schema)}${optional(schema, required)}`;
  const outputField: FieldType = (schema) => `: ${types.output(schema)}`;
  return Object.entries(contract.$defs).map(([type, schema]) => {
    const name = names.authorsType(type);
    const declared = name === type ? "export " : "";
    if (schema.oneOf !== undefined) {
      return enumeration(`${declared}type ${name}`, schema);
    }
    // A type used both ways has the stricter shape of a result, which is also a valid parameter.
    const field = outputs.has(type) || !inputs.has(type) ? outputField : inputField;
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

function structure(head: string, schema: JsonSchema, type: FieldType): string {
  const required = new Set(schema.required);
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const declared = `readonly ${property(name)}${type(field, required.has(name))}`;
    return `${comment(withDefault(field), "  ")}  ${declared};`;
  });
  return `${comment(schema.description)}${head} {\n${fields.join("\n")}\n}`;
}

function withDefault(schema: JsonSchema): string {
  const description = schema.description ?? "";
  return schema.default === undefined
    ? description
    : `${description}\n\n@default ${JSON.stringify(schema.default)}`.trim();
}
