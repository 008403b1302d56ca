import type { ContractCommand } from "../contract/document.ts";
import { ownOf } from "../options/own.ts";
import type { LineCallOptions } from "./call-options.ts";

/** The names of the options that a call takes, beside those of its command. */
export function optionsTaken({ lines }: Pick<ContractCommand, "lines">): readonly string[] {
  return lines ? ["signal", "onProgress", "onLine"] : ["signal", "onProgress"];
}

/** What is said of an option that neither the call nor its command has. */
export function noSuchOption(taken: readonly string[]): string {
  return `there is no such option; a call takes ${taken.slice(0, -1).join(", ")} and ${taken.at(-1)}`;
}

/** The options of the call, and those of its command. */
export function split(
  { lines }: ContractCommand,
  options: LineCallOptions,
): [ofCall: LineCallOptions, own: Record<string, unknown>] {
  if (lines) {
    const { signal, onProgress, onLine, ...own } = ownOf(options);
    return [{ signal, onProgress, onLine }, own];
  }
  const { signal, onProgress, ...own } = ownOf(options);
  return [{ signal, onProgress }, own];
}
