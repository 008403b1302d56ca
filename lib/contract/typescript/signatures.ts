import type { Contract, ContractCommand, ContractParam } from "../document.ts";
import { traitsOf } from "../traits.ts";
import { comment } from "./comment.ts";
import type { Module } from "./module.ts";
import { property } from "./names.ts";
import { isReserved } from "./reserved.ts";

/** A command as the types of every way to call it are made from it, with its documentation. */
export function signature(module: Module, name: string, command: ContractCommand): string {
  const { contract, names, types } = module;
  const params = parameters(command.params, ({ kind, schema }) =>
    kind === "input" ? `${names.imported("Input")}<${types.item(schema)}>` : types.input(schema),
  );
  const plain = `(${params.join(", ")}) => ${types.result(command.result)}`;
  const traits = traitsOf(command).map((trait) => JSON.stringify(trait));
  const parts = [plain, traits.join(" | ")];
  if (command.output !== undefined) {
    parts.push(types.batch(command.output.batch));
  }
  const type = traits.length === 0 ? plain : `${names.imported("Command")}<${parts.join(", ")}>`;
  return `${comment(describe(contract, command), "  ")}  readonly ${property(name)}: ${type};`;
}

/** The twin of a blocking command. */
export function twin({ names }: Module, family: string, name: string, output: boolean): string {
  const documentation = output
    ? `Like \`${name}\`, but waits on the calling thread, and returns the list of all results.`
    : `Like \`${name}\`, but waits for the result on the calling thread.`;
  const type = `${names.imported("Call")}<${family}[${JSON.stringify(name)}]>`;
  return `${comment(documentation, "  ")}  readonly ${property(`${name}Sync`)}: ${type};`;
}

/** The parameters in TypeScript syntax; optional ones only if none after them is required. */
function parameters(
  params: readonly ContractParam[],
  type: (param: ContractParam) => string,
): string[] {
  const lastRequired = params.findLastIndex((param) => param.required);
  return params.map((param, index) => {
    const mark = index > lastRequired ? "?" : "";
    const name = isReserved(param.name) ? `${param.name}_` : param.name;
    return `${name}${mark}: ${type(param)}`;
  });
}

function describe(contract: Contract, command: ContractCommand): string {
  const errors = command.errors.map((code) =>
    `@throws \`${code}\` ${contract["x-errors"][code]?.summary ?? ""}`.trimEnd(),
  );
  return [command.description, errors.join("\n")].filter((part) => part !== "").join("\n\n");
}
