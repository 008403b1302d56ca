import type { ContractCommand } from "./document.ts";

/**
 * What TypeScript must know of a command beside its parameters and its result:
 * - `blocking`: it may take long, so it returns a promise and has a twin that waits
 * - `options`: its last parameter is an object of options
 * - `lines`: it reports lines of text while it runs
 * - `inputs`: some of its parameters are inputs, which take items as they come
 * - `output`: it sends its results as they come, so it returns a stream
 * - `directOnly`: it changes memory of its caller, so no plan and no transport can run it
 * - `resources`: it takes or returns a resource, whose class differs between a direct call and a transport
 */
export type CommandTrait =
  | "blocking"
  | "directOnly"
  | "inputs"
  | "lines"
  | "options"
  | "output"
  | "resources";

/** The traits of a command. */
export function traitsOf(command: ContractCommand): CommandTrait[] {
  const { blocking, directOnly, lines, params, resources } = command;
  const options = params.some((param) => param.kind === "options");
  const inputs = params.some((param) => param.kind === "input");
  const output = command.output !== undefined;
  const traits: Record<CommandTrait, boolean> = {
    blocking,
    directOnly,
    inputs,
    lines,
    options,
    output,
    resources,
  };
  return Object.entries(traits).flatMap(([trait, has]) => (has ? [trait as CommandTrait] : []));
}
