import { type Contract, type ContractCommand, splitMethod } from "./document.ts";
import { traitsOf } from "./traits.ts";
import { definitions } from "./typescript/definitions.ts";
import { errorGuard, errorTypes } from "./typescript/errors.ts";
import {
  type Commands,
  client,
  clientCommands,
  declaration,
  familyInterface,
  familyType,
  planCommands,
  signaturesOf,
  steps,
} from "./typescript/families.ts";
import type { Module } from "./typescript/module.ts";
import { Names } from "./typescript/names.ts";
import { classes, resources } from "./typescript/resources.ts";
import { Types } from "./typescript/types.ts";

/** Where the generated module finds its imports. */
export interface GenerateOptions {
  /**
   * The module that exports `loadAddon`, `planFor` and the types; the one in Pintle's sources by
   * default.
   */
  readonly runtime?: string;
  /** The addon's file, relative to the generated module; or where to search. Default: Pintle's own addon. */
  readonly addon?: string | SearchedAddon;
}

/** An addon that is in another place on every platform. */
export interface SearchedAddon {
  readonly name: string;
  /** The package that it belongs to. */
  readonly package: string;
  /** The folder of that package, relative to the generated module: `../`. */
  readonly folder: string;
}

/**
 * The TypeScript module for a contract: an interface for each type and each family, and the
 * commands themselves. Each command is written once, with its documentation; what a direct call, a
 * transport and a plan make of it are mapped types, of which an editor shows the parameters' names
 * and the documentation all the same.
 */
export function generateTypeScript(contract: Contract, options: GenerateOptions = {}): string {
  const families = byFamily(contract);
  const module = moduleOf(contract, families.keys());
  const each = (write: (module: Module, family: string, commands: Commands) => string) =>
    [...families].map(([family, commands]) => write(module, family, commands));
  const blocks = [
    header(module, options),
    ...errorTypes(module),
    ...definitions(module),
    ...resources(module),
    ...each(signaturesOf),
    ...each(familyInterface),
    ...each(steps),
    planCommands(module, families.keys()),
    ...each(client),
    clientCommands(module, families.keys()),
    schemas(module),
    exports(module, families.keys()),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function byFamily(contract: Contract): Map<string, Commands> {
  const families = new Map<string, (readonly [string, ContractCommand])[]>();
  for (const [method, command] of Object.entries(contract["x-commands"])) {
    const { family, name } = splitMethod(method);
    families.set(family, [...(families.get(family) ?? []), [name, command]]);
  }
  return families;
}

function moduleOf(contract: Contract, families: Iterable<string>): Module {
  const resources = Object.keys(contract["x-resources"]);
  const types = Object.keys(contract.$defs);
  const values = ["isCommandError", "plan", "schemas"];
  const names = new Names({ types, families, resources }, values);
  return { contract, names, types: new Types(names) };
}

/** Whether there is a type of whatever JSON can hold, at any depth. */
function hasJson(contract: Contract): boolean {
  return JSON.stringify(contract).includes('"x-type":"json"');
}

/** The types that every generated module exports. */
const ownTypes = [
  "ErrorCodes",
  "ErrorCode",
  "ErrorDetails",
  "CommandError",
  "PlanCommands",
  "ClientCommands",
  "Schemas",
];

/** The imports, and the addon. The names of all imports and exports are decided here. */
function header({ contract, names }: Module, options: GenerateOptions): string {
  const { name, hash } = contract["x-contract"];
  const runtime = JSON.stringify(options.runtime ?? "./runtime.ts");
  const hasResources = Object.keys(contract["x-resources"]).length > 0;
  const traits = Object.values(contract["x-commands"]).map(traitsOf);
  const types = [
    "Bytes",
    ...(traits.some((own) => own.includes("blocking")) ? ["Call"] : []),
    ...(traits.some((own) => own.length > 0) ? ["Command"] : []),
    "CommandSchemas",
    "Direct",
    "ErrorOf",
    ...(traits.some((own) => own.includes("inputs")) ? ["Input"] : []),
    ...(hasJson(contract) ? ["JsonValue"] : []),
    ...(hasResources ? ["Method", "Methods"] : []),
    "PlanFunction",
    "Remote",
    ...(hasResources ? ["ResourceClass", "ResourceInstance"] : []),
    "Steps",
  ].map((type) => names.specifier(type));
  const functions = ["errorsOf", "planFor"].map((name) => names.specifier(name)).join(", ");
  const addon = names.value("addon");
  for (const type of ownTypes) {
    names.type(type); // The families' interfaces yield to these.
  }
  const lines = [
    `// Generated from the contract of ${name} (${hash}). Do not edit.`,
    "",
    `import type { ${types.join(", ")} } from ${runtime};`,
  ];
  if (options.addon === undefined) {
    lines.push(`import { builtin as ${addon}, ${functions} } from ${runtime};`);
  } else {
    const isSearched = typeof options.addon === "object";
    const loading = [...(isSearched ? ["addonFile"] : []), "loadAddon"];
    const specifiers = loading.map((name) => names.specifier(name)).join(", ");
    lines.push(
      `import { ${names.specifier("fileURLToPath")} } from "node:url";`,
      `import { ${specifiers}, ${functions} } from ${runtime};`,
      "",
      `const ${addon} = ${names.imported("loadAddon")}(${fileOf(names, options.addon)}, { contract: ${JSON.stringify(hash)} });`,
    );
  }
  return lines.join("\n");
}

/** What is the path of the addon's file when the module is loaded. */
function fileOf(names: Names, addon: string | SearchedAddon): string {
  const path = (relative: string) => {
    const url = `new ${names.globalValue("URL")}(${JSON.stringify(relative)}, import.meta.url)`;
    return `${names.imported("fileURLToPath")}(${url})`;
  };
  if (typeof addon === "string") {
    return path(addon);
  }
  const { name, package: owner, folder } = addon;
  const place = `name: ${JSON.stringify(name)}, package: ${JSON.stringify(owner)}`;
  return `${names.imported("addonFile")}({ ${place}, folder: ${path(folder)} })`;
}

function schemas({ contract, names, types }: Module): string {
  const members = Object.entries(contract["x-commands"]).map(([method, command]) => {
    const [params, result] = [types.byName(command.params), types.result(command.result)];
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
    ...classes(module),
    `export const plan: ${plan} = ${names.imported("planFor")}(${addon}) as never;`,
    `export const schemas: ${names.type("Schemas")} = ${addon}.schemas as never;`,
    errorGuard(module, addon),
    ...names.exports(),
  ].join("\n");
}
