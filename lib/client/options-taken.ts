import { PintleError } from "../errors/pintle-error.ts";
import { pointerOf } from "../errors/pointer.ts";
import { callOptions } from "../generated/names.ts";
import { ownOf } from "../options/own.ts";
import type { LineCallOptions } from "./call-options.ts";

/** What says whether a command reports lines: how it is called, or the contract. */
interface HasLines {
  readonly lines: boolean;
}

type Taken = readonly (typeof callOptions)[number][];

const withoutLines: Taken = callOptions.filter((name) => name !== "onLine");

/** The names of the options that a call takes, besides those of its command. */
export function optionsTaken({ lines }: HasLines): Taken {
  return lines ? callOptions : withoutLines;
}

/** The error for an option that neither the call nor its command has. */
export function noSuchOption(method: string, name: string, taken: readonly string[]): PintleError {
  const known = `${taken.slice(0, -1).join(", ")} and ${taken.at(-1)}`;
  return new PintleError({
    code: "ERR_PINTLE_UNKNOWN_ARG",
    message: `${method}: ${name}: there is no such option; a call takes ${known}`,
    command: method,
    pointer: pointerOf([name]),
  });
}

/** The options of the call, and those of its command. */
export function split(
  command: HasLines,
  options: LineCallOptions,
): [ofCall: LineCallOptions, own: Record<string, unknown>] {
  const taken: readonly string[] = optionsTaken(command);
  const values = ownOf(options) as Readonly<Record<string, unknown>>;
  return [
    Object.fromEntries(taken.map((name) => [name, values[name]])),
    Object.fromEntries(Object.entries(values).filter(([name]) => !taken.includes(name))),
  ];
}
