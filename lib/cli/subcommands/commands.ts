import type { Command } from "commander";
import { type AddonOptions, openAddon, withAddonOption } from "../addon.ts";
import type { Io } from "../io.ts";
import { table, writeJson } from "../output.ts";
import type { Cli } from "../subcommand.ts";

/** `pintle commands`. */
export function define(command: Command, { io }: Cli): void {
  withAddonOption(command)
    .description("list the commands")
    .option("--json", "write their part of the contract as one line of JSON")
    .action((options) => commands(options, io));
}

/** What there is, one line each. */
async function commands(
  options: AddonOptions & { readonly json?: boolean },
  io: Io,
): Promise<void> {
  const { binding, contract } = await openAddon(options);
  if (options.json === true) {
    writeJson(io, contract["x-commands"], true);
    return;
  }
  const all: readonly Listed[] = JSON.parse(binding.listCommands());
  const rows = all.map(({ signature, summary }) => [signature, summary]);
  io.stdout.write(`${table(rows)}\n`);
}

/** A command in the list: `math.add(a: i32, b: i32)`, and what it does. */
interface Listed {
  readonly signature: string;
  readonly summary: string;
}
