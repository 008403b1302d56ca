import { type ContractCommand, splitMethod } from "../document.ts";
import { comment } from "./comment.ts";
import { familyType } from "./families.ts";
import type { Module } from "./module.ts";
import { property } from "./names.ts";

/** The class types of the contract's resources, directly and over a transport. */
export function resources(module: Module): string[] {
  const types = Object.entries(module.contract["x-resources"]);
  return types.flatMap(([type, { description }]) => {
    const own = methodsOf(module, type);
    return [direct(module, type, description, own), remote(module, type, own)];
  });
}

/** The constants that are the classes. */
export function classes({ contract, names }: Module): string[] {
  return Object.keys(contract["x-resources"]).map((type) => {
    const local = names.authorsType(type);
    const declared = local === type ? "export const" : "const";
    const of = `${names.imported("ResourceClass")}<${local}>`;
    const value = `${names.value("addon")}.resources[${JSON.stringify(type)}]`;
    return `${declared} ${local}: ${of} = ${value} as never;`;
  });
}

interface Method {
  readonly family: string;
  readonly name: string;
  readonly command: ContractCommand;
}

/** The commands whose first parameter is the resource. */
function methodsOf({ contract }: Module, type: string): Method[] {
  const commands = Object.entries(contract["x-commands"]);
  return commands
    .filter(([, { params }]) => params[0]?.schema["x-resource"] === type)
    .map(([method, command]) => ({ ...splitMethod(method), command }));
}

function direct(module: Module, type: string, description: string, own: Method[]): string {
  const { names } = module;
  const local = names.authorsType(type);
  const bases = [
    `${names.imported("ResourceInstance")}<${JSON.stringify(type)}, ${remoteType(module, type)}>`,
    ...groups(module, own, "Direct"),
  ];
  const twins = own
    .filter(({ command }) => command.blocking)
    .map(({ family, name }) => {
      const text = `Like \`${name}\`, but waits for the result on the calling thread.`;
      const signature = `${familyType(module, family, "Signatures")}[${JSON.stringify(name)}]`;
      const call = `${names.imported("Call")}<${signature}>`;
      const twin = `readonly ${property(`${name}Sync`)}: ${names.imported("Method")}<${call}>;`;
      return `${comment(text, "  ")}  ${twin}\n`;
    });
  const head = `${local === type ? "export " : ""}interface ${local}`;
  const body = twins.length === 0 ? "" : `\n${twins.join("")}`;
  return `${comment(description)}${head} extends ${bases.join(", ")} {${body}}`;
}

function remote(module: Module, type: string, own: Method[]): string {
  const { names } = module;
  const bases = [
    `${names.imported("ResourceInstance")}<${JSON.stringify(type)}>`,
    ...groups(module, own, "Remote"),
  ];
  const head = `/** A resource of type \`${type}\`, over a transport. */`;
  return `${head}\nexport interface ${remoteType(module, type)} extends ${bases.join(", ")} {}`;
}

/** What the methods are, family by family. */
function groups(module: Module, own: Method[], as: "Direct" | "Remote"): string[] {
  const { names } = module;
  const families = [...new Set(own.map(({ family }) => family))];
  return families.map((family) => {
    const methods = own.filter((method) => method.family === family);
    const list = methods.map(({ name }) => JSON.stringify(name)).join(" | ");
    const some = `${names.globalType("Pick")}<${familyType(module, family, "Signatures")}, ${list}>`;
    return `${names.imported("Methods")}<${names.imported(as)}<${some}>>`;
  });
}

function remoteType({ names }: Module, type: string): string {
  return names.type(`${type}Client`, `resource ${type}`);
}
