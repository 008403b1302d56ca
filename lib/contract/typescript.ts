import { type Contract, type ContractCommand, splitMethod } from "./document.ts";
import { comment } from "./typescript/comment.ts";
import { definitions } from "./typescript/definitions.ts";
import { isReserved } from "./typescript/reserved.ts";
import { clientSignature, planSignature, signatures } from "./typescript/signatures.ts";
import { objectType, resultType } from "./typescript/types.ts";

/** Where the generated module finds what it builds on. */
export interface GenerateOptions {
  /** The module that exports `loadAddon`, `planFor` and the types; that of Pintle's sources by default. */
  readonly runtime?: string;
  /** The addon's file, relative to the generated module; Pintle's own addon without one. */
  readonly addon?: string;
}

/**
 * The TypeScript module for a contract: an interface for each type and each family, and the
 * commands themselves. The types are flat and written out, so that an editor shows them as they are
 * and the compiler has nothing to infer.
 */
export function generateTypeScript(contract: Contract, options: GenerateOptions = {}): string {
  const families = byFamily(contract);
  const blocks = [
    header(contract, options),
    errorCodes(contract),
    ...definitions(contract),
    ...[...families].map(([family, commands]) => familyInterface(contract, family, commands)),
    ...[...families].map(([family, commands]) => planInterface(contract, family, commands)),
    planCommands(families),
    ...[...families].map(([family, commands]) => clientInterface(contract, family, commands)),
    clientCommands(families),
    schemas(contract),
    exports(families),
  ];
  return `${blocks.join("\n\n")}\n`;
}

type Commands = readonly (readonly [name: string, command: ContractCommand])[];

function byFamily(contract: Contract): Map<string, Commands> {
  const families = new Map<string, (readonly [string, ContractCommand])[]>();
  for (const [method, command] of Object.entries(contract["x-commands"])) {
    const { family, name } = splitMethod(method);
    families.set(family, [...(families.get(family) ?? []), [name, command]]);
  }
  return families;
}

function header(contract: Contract, options: GenerateOptions): string {
  const { name, hash } = contract["x-contract"];
  const runtime = options.runtime ?? "../client/runtime.ts";
  const hasLines = Object.values(contract["x-commands"]).some(({ lines }) => lines);
  const types = [
    "Bytes, CallOptions, CommandSchemas, Handle",
    ...(hasLines ? ["LineCallOptions"] : []),
    "PlanFunction, Planned",
  ].join(", ");
  const lines = [
    `// Generated from the contract of ${name} (${hash}). Do not edit.`,
    "",
    `import type { ${types} } from ${JSON.stringify(runtime)};`,
  ];
  if (options.addon === undefined) {
    lines.push(`import { builtin as addon, planFor } from ${JSON.stringify(runtime)};`);
  } else {
    lines.push(
      `import { fileURLToPath } from "node:url";`,
      `import { loadAddon, planFor } from ${JSON.stringify(runtime)};`,
      "",
      `const addon = loadAddon(fileURLToPath(new URL(${JSON.stringify(options.addon)}, import.meta.url)));`,
    );
  }
  return lines.join("\n");
}

function errorCodes(contract: Contract): string {
  const codes = Object.entries(contract["x-errors"]).map(
    ([code, { summary }]) =>
      `${comment(summary, "  ")}  readonly ${code}: ${JSON.stringify(code)};`,
  );
  return [
    "/** Every code that an error of these commands can have. */",
    `export interface ErrorCodes {\n${codes.join("\n")}\n}`,
    "",
    "/** A code that an error of these commands can have. */",
    "export type ErrorCode = keyof ErrorCodes;",
  ].join("\n");
}

function familyInterface(contract: Contract, family: string, commands: Commands): string {
  const members = commands.flatMap(([name, command]) => signatures(contract, name, command));
  return `/** The commands of the family \`${family}\`. */\nexport interface ${typeName(family)}Commands {\n${members.join("\n")}\n}`;
}

function planInterface(contract: Contract, family: string, commands: Commands): string {
  const members = commands
    .filter(([, command]) => !command.directOnly)
    .map(([name, command]) => planSignature(contract, name, command));
  return `/** The commands of the family \`${family}\`, as steps of a plan. */\nexport interface ${typeName(family)}Steps {\n${members.join("\n")}\n}`;
}

function planCommands(families: ReadonlyMap<string, Commands>): string {
  const members = [...families.keys()].map(
    (family) => `  readonly ${family}: ${typeName(family)}Steps;`,
  );
  return `/** Every command that can be a step of a plan. */\nexport interface PlanCommands {\n${members.join("\n")}\n}`;
}

function clientInterface(contract: Contract, family: string, commands: Commands): string {
  const members = commands
    .filter(([, command]) => !command.directOnly)
    .map(([name, command]) => clientSignature(contract, name, command));
  return `/** The commands of the family \`${family}\`, over a transport. */\nexport interface ${typeName(family)}Client {\n${members.join("\n")}\n}`;
}

function clientCommands(families: ReadonlyMap<string, Commands>): string {
  const members = [...families.keys()].map(
    (family) => `  readonly ${family}: ${typeName(family)}Client;`,
  );
  return `/** Every command that a transport can run. */\nexport interface ClientCommands {\n${members.join("\n")}\n}`;
}

function schemas(contract: Contract): string {
  const members = Object.entries(contract["x-commands"]).map(
    ([method, command]) =>
      `  readonly ${JSON.stringify(method)}: CommandSchemas<${objectType(command.paramsSchema)}, ${resultType(contract, command.result)}>;`,
  );
  return `/** Standard Schema objects of every command: its parameters by name, and its result. */\nexport interface Schemas {\n${members.join("\n")}\n}`;
}

function exports(families: ReadonlyMap<string, Commands>): string {
  for (const family of families.keys()) {
    if (isReserved(family) || taken.has(family)) {
      throw new Error(`no module can export a family named ${family}: give it another name`);
    }
  }
  const lines = [...families.keys()].map(
    (family) =>
      `export const ${family}: ${typeName(family)}Commands = addon.commands[${JSON.stringify(family)}] as never;`,
  );
  return [
    ...lines,
    "export const plan: PlanFunction<PlanCommands> = planFor(addon) as never;",
    "export const schemas: Schemas = addon.schemas as never;",
  ].join("\n");
}

/** What the module itself exports, and what a client has beside its families. */
const taken = new Set(["plan", "schemas", "close", "contract", "runPlan", "then"]);

/** A family's name as the beginning of a type's. */
function typeName(family: string): string {
  return family.charAt(0).toUpperCase() + family.slice(1);
}
