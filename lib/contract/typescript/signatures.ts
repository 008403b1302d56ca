import type { Contract, ContractCommand, ContractParam } from "../document.ts";
import { comment } from "./comment.ts";
import type { Module } from "./module.ts";
import { property } from "./names.ts";
import { isReserved } from "./reserved.ts";

/** A command's direct call: one function, or a promise and its synchronous twin. */
export function signatures(module: Module, name: string, command: ContractCommand): string[] {
  const { contract, types } = module;
  const documentation = comment(describe(contract, command), "  ");
  const params = parameters(command.params, (param) => types.input(param.schema));
  const result = types.result(command.result);
  if (!command.blocking) {
    return [`${documentation}  ${member(name, params, result)}`];
  }
  const twin = comment(`Like \`${name}\`, but waits for the result on the calling thread.`, "  ");
  const promise = types.promise(command.result);
  return [
    `${documentation}  ${member(name, asynchronous(module, command), promise)}`,
    `${twin}  ${member(`${name}Sync`, params, result)}`,
  ];
}

/** A command over a transport: always a promise, and without a twin. */
export function clientSignature(module: Module, name: string, command: ContractCommand): string {
  const documentation = comment(describe(module.contract, command), "  ");
  const promise = module.types.promise(command.result);
  return `${documentation}  ${member(name, asynchronous(module, command), promise)}`;
}

/** A command as a step of a plan. */
export function planSignature(
  { names, types }: Module,
  name: string,
  command: ContractCommand,
): string {
  const planned = (param: ContractParam) =>
    `${names.imported("Planned")}<${types.input(param.schema)}>`;
  const params = parameters(command.params, planned);
  const result = `${names.imported("Handle")}<${types.result(command.result)}>`;
  return `${comment(command.description, "  ")}  ${member(name, params, result)}`;
}

function member(name: string, params: readonly string[], result: string): string {
  return `readonly ${property(name)}: (${params.join(", ")}) => ${result};`;
}

/** The parameters of the asynchronous call: its options also take those of every call. */
function asynchronous({ names, types }: Module, command: ContractCommand): string[] {
  const ofCall = names.imported(command.lines ? "LineCallOptions" : "CallOptions");
  if (command.params.some((param) => param.kind === "options")) {
    return parameters(command.params, (param) =>
      param.kind === "options"
        ? `${types.input(param.schema)} & ${ofCall}`
        : types.input(param.schema),
    );
  }
  const params = parameters(command.params, (param) => types.input(param.schema));
  return [...params, `options?: ${ofCall}`];
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
