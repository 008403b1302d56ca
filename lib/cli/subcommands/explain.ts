import type { Command } from "commander";
import type { Contract } from "../../contract/document.ts";
import { type AddonOptions, openAddon, withAddonOption } from "../addon.ts";
import { UsageError } from "../failure.ts";
import type { Io } from "../io.ts";
import { table } from "../output.ts";
import type { Cli } from "../subcommand.ts";

/** `pintle explain`. */
export function define(command: Command, { io }: Cli): void {
  withAddonOption(command)
    .description("explain an error code and what to do; without one, list all")
    .argument("[code]", "such as ERR_PINTLE_OVERFLOW, or OVERFLOW")
    .action((code, options) => explain(code, options, io));
}

/** What an error means and what to do; without a code, all of them. */
async function explain(code: string | undefined, options: AddonOptions, io: Io): Promise<void> {
  const known = (await knownErrors(options))["x-errors"];
  if (code === undefined) {
    const rows = Object.entries(known).map(([code, { summary }]) => [code, summary]);
    io.stdout.write(`${table(rows)}\n`);
    return;
  }
  const wanted = code.toUpperCase();
  const full = wanted.startsWith("ERR_") ? wanted : `ERR_PINTLE_${wanted}`;
  const error = Object.hasOwn(known, full) ? known[full] : undefined;
  if (error === undefined) {
    throw new UsageError(`there is no error ${code}; \`pintle explain\` lists all`);
  }
  io.stdout.write(`${full}\n\n${error.summary}\n\nWhat to do: ${error.fix}\n`);
}

/** Pintle's own errors are known without the addon: that it cannot be loaded is one of them. */
async function knownErrors(options: AddonOptions): Promise<Contract> {
  return options.addon === undefined
    ? (await import("../../contract/committed.ts")).committed
    : (await openAddon(options)).contract;
}
