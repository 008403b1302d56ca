import { type Contract, type ContractCommand, splitMethod } from "./document.ts";
import { comment } from "./typescript/comment.ts";
import { definitions } from "./typescript/definitions.ts";
import type { Module } from "./typescript/module.ts";
import { Names, property } from "./typescript/names.ts";
import { clientSignature, planSignature, signatures } from "./typescript/signatures.ts";
import { Types } from "./typescript/types.ts";

/** Where the generated module finds its imports. */
export interface GenerateOptions {
  /**
   * The module that exports `loadAddon`, `planFor` and the types; the one in Pintle's sources by
   * default.
   */
  readonly runtime?: string;
  /** The addon's file, relative to the generated module. Default: Pintle's own addon. */
  readonly addon?: string;
}

/**
 * The TypeScript module for a contract: an interface for each type and each family, and the
 * commands themselves. The types are flat and written out, so that an editor shows them as they are
 * and the compiler has nothing to infer.
 */
export function generateTypeScript(contract: Contract, options: GenerateOptions = {}): string {
  const families = byFamily(contract);
  const module = moduleOf(contract, families.keys());
  const each = (write: (module: Module, family: string, commands: Commands) => string) =>
    [...families].map(([family, commands]) => write(module, family, commands));
  const blocks = [
    header(module, options),
    errorCodes(module),
    ...definitions(module),
    ...each(familyInterface),
    ...each(planInterface),
    planCommands(module, families.keys()),
    ...each(clientInterface),
    clientCommands(module, families.keys()),
    schemas(module),
    exports(module, families.keys()),
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

function moduleOf(contract: Contract, families: Iterable<string>): Module {
  const names = new Names(Object.keys(contract.$defs), families, ["plan", "schemas"]);
  return { contract, names, types: new Types(names) };
}

/** The imports, and the addon. The names of all imports and exports are decided here. */
function header({ contract, names }: Module, options: GenerateOptions): string {
  const { name, hash } = contract["x-contract"];
  const runtime = JSON.stringify(options.runtime ?? "../client/runtime.ts");
  const hasLines = Object.values(contract["x-commands"]).some(({ lines }) => lines);
  const types = [
    "Bytes",
    "CallOptions",
    "CommandSchemas",
    "Handle",
    ...(hasLines ? ["LineCallOptions"] : []),
    "PlanFunction",
    "Planned",
  ].map((type) => names.specifier(type));
  const planFor = names.specifier("planFor");
  const addon = names.value("addon");
  for (const type of ["ErrorCodes", "ErrorCode", "PlanCommands", "ClientCommands", "Schemas"]) {
    names.type(type); // The families' interfaces yield to these.
  }
  const lines = [
    `// Generated from the contract of ${name} (${hash}). Do not edit.`,
    "",
    `import type { ${types.join(", ")} } from ${runtime};`,
  ];
  if (options.addon === undefined) {
    lines.push(`import { builtin as ${addon}, ${planFor} } from ${runtime};`);
  } else {
    const url = `new ${names.globalValue("URL")}(${JSON.stringify(options.addon)}, import.meta.url)`;
    lines.push(
      `import { ${names.specifier("fileURLToPath")} } from "node:url";`,
      `import { ${names.specifier("loadAddon")}, ${planFor} } from ${runtime};`,
      "",
      `const ${addon} = ${names.imported("loadAddon")}(${names.imported("fileURLToPath")}(${url}));`,
    );
  }
  return lines.join("\n");
}

function errorCodes({ contract, names }: Module): string {
  const codes = Object.entries(contract["x-errors"]).map(
    ([code, { summary }]) =>
      `${comment(summary, "  ")}  readonly ${property(code)}: ${JSON.stringify(code)};`,
  );
  const all = names.type("ErrorCodes");
  return [
    "/** Every code that an error of these commands can have. */",
    `export interface ${all} {\n${codes.join("\n")}\n}`,
    "",
    "/** A code that an error of these commands can have. */",
    `export type ${names.type("ErrorCode")} = keyof ${all};`,
  ].join("\n");
}

function familyInterface(module: Module, family: string, commands: Commands): string {
  const members = commands.flatMap(([name, command]) => signatures(module, name, command));
  const head = `/** The commands of the family \`${family}\`. */`;
  return declaration(head, familyType(module, family, "Commands"), members);
}

function planInterface(module: Module, family: string, commands: Commands): string {
  const members = commands
    .filter(([, command]) => !command.directOnly)
    .map(([name, command]) => planSignature(module, name, command));
  const head = `/** The commands of the family \`${family}\`, as steps of a plan. */`;
  return declaration(head, familyType(module, family, "Steps"), members);
}

function planCommands(module: Module, families: Iterable<string>): string {
  const head = "/** Every command that can be a step of a plan. */";
  const members = familyMembers(module, families, "Steps");
  return declaration(head, module.names.type("PlanCommands"), members);
}

function clientInterface(module: Module, family: string, commands: Commands): string {
  const members = commands
    .filter(([, command]) => !command.directOnly)
    .map(([name, command]) => clientSignature(module, name, command));
  const head = `/** The commands of the family \`${family}\`, over a transport. */`;
  return declaration(head, familyType(module, family, "Client"), members);
}

function clientCommands(module: Module, families: Iterable<string>): string {
  const head = "/** Every command that a transport can run. */";
  const members = familyMembers(module, families, "Client");
  return declaration(head, module.names.type("ClientCommands"), members);
}

function schemas({ contract, names, types }: Module): string {
  const members = Object.entries(contract["x-commands"]).map(([method, command]) => {
    const [params, result] = [types.object(command.paramsSchema), types.result(command.result)];
    const type = `${names.imported("CommandSchemas")}<${params}, ${result}>`;
    return `  readonly ${JSON.stringify(method)}: ${type};`;
  });
  const head =
    "/** Standard Schema objects of every command: its parameters by name, and its result. */";
  return declaration(head, names.type("Schemas"), members);
}

function exports(module: Module, families: Iterable<string>): string {
  const { names } = module;
  const addon = names.value("addon");
  const lines = [...families].map((family) => {
    const name = names.family(family);
    const declared = name === family ? "export const" : "const";
    const type = familyType(module, family, "Commands");
    return `${declared} ${name}: ${type} = ${addon}.commands[${JSON.stringify(family)}] as never;`;
  });
  const plan = `${names.imported("PlanFunction")}<${names.type("PlanCommands")}>`;
  return [
    ...lines,
    `export const plan: ${plan} = ${names.imported("planFor")}(${addon}) as never;`,
    `export const schemas: ${names.type("Schemas")} = ${addon}.schemas as never;`,
    ...names.exports(),
  ].join("\n");
}

function declaration(head: string, name: string, members: readonly string[]): string {
  return `${head}\nexport interface ${name} {\n${members.join("\n")}\n}`;
}

/** The interface of a family's commands, in one of its three forms. */
type Form = "Client" | "Commands" | "Steps";

function familyMembers(module: Module, families: Iterable<string>, form: Form): string[] {
  return [...families].map(
    (family) => `  readonly ${property(family)}: ${familyType(module, family, form)};`,
  );
}

/** The name of the interface of a family. */
function familyType({ names }: Module, family: string, form: Form): string {
  const name = `${family.charAt(0).toUpperCase()}${family.slice(1)}${form}`;
  return names.type(name, `${family} ${form}`);
}
