import type { Contract, JsonSchema } from "../document.ts";
import { collectTypes } from "../named-types.ts";
import { comment } from "./comment.ts";
import { inputType, optional, outputType } from "./types.ts";

/** The declarations of the contract's named types. */
export function definitions(contract: Contract): string[] {
  const inputs = new Set<string>();
  const outputs = new Set<string>();
  for (const command of Object.values(contract["x-commands"])) {
    for (const { schema } of command.params) {
      collectTypes(contract, schema, inputs);
    }
    collectTypes(contract, command.result, outputs);
  }
  return Object.entries(contract.$defs).map(([name, schema]) => {
    if (schema.oneOf !== undefined) {
      return enumeration(name, schema);
    }
    // A type that goes both ways has the stricter shape of a result, which is a fine parameter.
    return outputs.has(name) || !inputs.has(name)
      ? structure(name, schema, (field) => outputField(contract, field))
      : structure(name, schema, inputField);
  });
}

function enumeration(name: string, schema: JsonSchema): string {
  const options = (schema.oneOf ?? []).map(
    (option) => `${comment(option.description, "  ")}  | ${JSON.stringify(option.const)}`,
  );
  return `${comment(schema.description)}export type ${name} =\n${options.join("\n")};`;
}

interface Field {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
}

function structure(name: string, schema: JsonSchema, type: (field: Field) => string): string {
  const required = new Set(schema.required);
  const fields = Object.entries(schema.properties ?? {}).map(([name, schema]) => {
    const field = { name, schema, required: required.has(name) };
    return `${comment(withDefault(schema), "  ")}  ${type(field)};`;
  });
  return `${comment(schema.description)}export interface ${name} {\n${fields.join("\n")}\n}`;
}

function inputField({ name, schema, required }: Field): string {
  const mark = required ? "" : "?";
  return `readonly ${name}${mark}: ${inputType(schema)}${optional(schema, required)}`;
}

function outputField(contract: Contract, { name, schema }: Field): string {
  return `readonly ${name}: ${outputType(contract, schema)}`;
}

function withDefault(schema: JsonSchema): string {
  const description = schema.description ?? "";
  return schema.default === undefined
    ? description
    : `${description}\n\n@default ${JSON.stringify(schema.default)}`.trim();
}
