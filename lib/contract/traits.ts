import type { ContractCommand } from "./document.ts";

/**
 * What TypeScript must know of a command beside its parameters and its result:
 * - `blocking`: it may take long, so it returns a promise and has a twin that waits
 * - `options`: its last parameter is an object of options
 * - `lines`: it reports lines of text while it runs
 * - `directOnly`: it changes memory of its caller, so no plan and no transport can run it
 */
export type CommandTrait = "blocking" | "directOnly" | "lines" | "options";

/** The traits of a command. */
export function traitsOf({ blocking, directOnly, lines, params }: ContractCommand): CommandTrait[] {
  const options = params.some((param) => param.kind === "options");
  const traits: Record<CommandTrait, boolean> = { blocking, directOnly, lines, options };
  return Object.entries(traits).flatMap(([trait, has]) => (has ? [trait as CommandTrait] : []));
}
