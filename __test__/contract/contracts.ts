import { contract } from "../../index.ts";
import type { Contract, ContractCommand, JsonSchema } from "../../lib/contract/document.ts";
import { generateTypeScript } from "../../lib/contract/typescript.ts";

export const i32: JsonSchema = { type: "integer", minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
export const maybe = (inner: JsonSchema): JsonSchema => ({ anyOf: [inner, { type: "null" }] });
export const list = (items: JsonSchema): JsonSchema => ({ type: "array", items });
export const leaf = (name: string): JsonSchema => ({ type: "string", "x-type": name });

/** The names that an addon cannot use, as Rust says. */
export const reserved: Contract["x-reserved"] = contract()["x-reserved"];

type Param = [name: string, schema: JsonSchema, kind?: "options" | "value", required?: boolean];

/** A command as the contract has it, with what matters to a test. */
export function command(
  params: readonly Param[],
  result: JsonSchema,
  rest: Partial<ContractCommand> = {},
): ContractCommand {
  return {
    description: "",
    blocking: false,
    portable: true,
    confined: false,
    lines: false,
    directOnly: false,
    resources: false,
    effects: [],
    params: params.map(([name, schema, kind = "value", required = true]) => ({
      name,
      kind,
      required: required && kind === "value",
      schema,
    })),
    paramsSchema: {
      type: "object",
      properties: Object.fromEntries(params.map(([name, schema]) => [name, schema])),
      required: params.filter(([, , , required]) => required !== false).map(([name]) => name),
      additionalProperties: false,
    },
    result,
    errors: [],
    ...rest,
  };
}

export function contractOf(
  commands: Record<string, ContractCommand>,
  $defs: Record<string, JsonSchema> = {},
): Contract {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "mine",
    "x-contract": { version: 1, name: "mine", addonVersion: "1.0.0", hash: "sha256-00" },
    "x-limits": { nesting: 1000, textNesting: 1016 },
    "x-reserved": reserved,
    $defs,
    "x-resources": {},
    "x-commands": commands,
    "x-errors": { ERR_A: { summary: "It failed */ badly.", fix: "" } },
  };
}

/** The members of an interface that is generated for one command `f.run`. */
export function members(
  run: ContractCommand,
  name: string,
  $defs?: Record<string, JsonSchema>,
): string[] {
  const lines = generateTypeScript(contractOf({ "f.run": run }, $defs)).split("\n");
  const start = lines.findIndex((line) => line.startsWith(`export interface ${name} `));
  const end = lines.indexOf("}", start);
  return lines.slice(start + 1, end).map((line) => line.slice(2));
}
