import type { ContractCommand } from "../document.ts";
import type { Module } from "./module.ts";
import { property } from "./names.ts";
import { signature, twin } from "./signatures.ts";

/** The commands of a family, by name. */
export type Commands = readonly (readonly [name: string, command: ContractCommand])[];

/** The commands of a family, as Rust has them. */
export function signaturesOf(module: Module, family: string, commands: Commands): string {
  const members = commands.map(([name, command]) => signature(module, name, command));
  const head = `/** The commands of the family \`${family}\`, as Rust has them. */`;
  return declaration(head, familyType(module, family, "Signatures"), members);
}

/** The commands of a family as they are called directly, with their twins. */
export function familyInterface(module: Module, family: string, commands: Commands): string {
  const own = familyType(module, family, "Signatures");
  const members = commands.flatMap(([name, { blocking, output }]) =>
    blocking ? [twin(module, own, name, output !== undefined)] : [],
  );
  const head = `/** The commands of the family \`${family}\`. */`;
  const name = familyType(module, family, "Commands");
  return declaration(head, `${name} extends ${module.names.imported("Direct")}<${own}>`, members);
}

/** The commands of a family as steps of a plan. */
export function steps(module: Module, family: string): string {
  const head = `/** The commands of the family \`${family}\`, as steps of a plan. */`;
  return mapped(module, head, family, "Steps", "Steps");
}

/** All families as steps. */
export function planCommands(module: Module, families: Iterable<string>): string {
  const head = "/** Every command that can be a step of a plan. */";
  const members = familyMembers(module, families, "Steps");
  return declaration(head, module.names.type("PlanCommands"), members);
}

/** The commands of a family over a transport. */
export function client(module: Module, family: string): string {
  const head = `/** The commands of the family \`${family}\`, over a transport. */`;
  return mapped(module, head, family, "Client", "Remote");
}

/** All families over a transport. */
export function clientCommands(module: Module, families: Iterable<string>): string {
  const head = "/** Every command that a transport can run. */";
  const members = familyMembers(module, families, "Client");
  return declaration(head, module.names.type("ClientCommands"), members);
}

/** An interface with these members. */
export function declaration(head: string, name: string, members: readonly string[]): string {
  const body = members.length === 0 ? "" : `\n${members.join("\n")}\n`;
  return `${head}\nexport interface ${name} {${body}}`;
}

/** A type that is made of a family's signatures. */
function mapped(module: Module, head: string, family: string, form: Form, by: string): string {
  const made = `${module.names.imported(by)}<${familyType(module, family, "Signatures")}>`;
  return `${head}\nexport type ${familyType(module, family, form)} = ${made};`;
}

/** What a family's commands are, in one of the forms that they have. */
type Form = "Client" | "Commands" | "Signatures" | "Steps";

function familyMembers(module: Module, families: Iterable<string>, form: Form): string[] {
  return [...families].map(
    (family) => `  readonly ${property(family)}: ${familyType(module, family, form)};`,
  );
}

/** The name of the interface of a family. */
export function familyType({ names }: Module, family: string, form: Form): string {
  const name = `${family.charAt(0).toUpperCase()}${family.slice(1)}${form}`;
  return names.type(name, `${family} ${form}`);
}
