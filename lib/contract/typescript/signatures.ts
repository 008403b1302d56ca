import type { Contract, ContractCommand, ContractParam } from "../document.ts";
import { comment } from "./comment.ts";
import { isReserved } from "./reserved.ts";
import { inputType, resultType } from "./types.ts";

/** A command's direct call: one function, or a promise and its synchronous twin. */
export function signatures(contract: Contract, name: string, command: ContractCommand): string[] {
  const documentation = comment(describe(contract, command), "  ");
  const params = parameters(command.params, (param) => inputType(param.schema));
  const result = resultType(contract, command.result);
  if (!command.blocking) {
    return [`${documentation}  readonly ${name}: (${params.join(", ")}) => ${result};`];
  }
  const twin = comment(`Like \`${name}\`, but waits for the result on the calling thread.`, "  ");
  return [
    `${documentation}  readonly ${name}: (${asynchronous(command).join(", ")}) => Promise<${result}>;`,
    `${twin}  readonly ${name}Sync: (${params.join(", ")}) => ${result};`,
  ];
}

/** A command over a transport: always a promise, and without a twin. */
export function clientSignature(
  contract: Contract,
  name: string,
  command: ContractCommand,
): string {
  const documentation = comment(describe(contract, command), "  ");
  const result = resultType(contract, command.result);
  return `${documentation}  readonly ${name}: (${asynchronous(command).join(", ")}) => Promise<${result}>;`;
}

/** A command as a step of a plan. */
export function planSignature(contract: Contract, name: string, command: ContractCommand): string {
  const planned = (param: ContractParam) => `Planned<${inputType(param.schema)}>`;
  const params = parameters(command.params, planned);
  const result = resultType(contract, command.result);
  return `${comment(command.description, "  ")}  readonly ${name}: (${params.join(", ")}) => Handle<${result}>;`;
}

/** The parameters of the asynchronous call: its options also take those of every call. */
function asynchronous(command: ContractCommand): string[] {
  const ofCall = command.lines ? "LineCallOptions" : "CallOptions";
  if (command.params.some((param) => param.kind === "options")) {
    return parameters(command.params, (param) =>
      param.kind === "options" ? `${inputType(param.schema)} & ${ofCall}` : inputType(param.schema),
    );
  }
  return [...parameters(command.params, (param) => inputType(param.schema)), `options?: ${ofCall}`];
}

/** The parameters as TypeScript writes them: those that may be left out, if none after them must not. */
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
