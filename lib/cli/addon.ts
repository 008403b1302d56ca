import type { Command } from "commander";
import type { Binding } from "../binding/binding.ts";
import type { Addon } from "../client/addon.ts";

/** The options that every subcommand with an addon has. */
export interface AddonOptions {
  readonly addon?: string | undefined;
}

/** Adds the option that chooses the addon. */
export function withAddonOption(command: Command): Command {
  return command.option("--addon <file>", "an addon built with Pintle (default: Pintle's own)");
}

/** Loads the addon. Not before it is needed: help must work without one. */
export async function openAddon({ addon }: AddonOptions): Promise<Addon<Binding>> {
  if (addon === undefined) {
    return (await import("../client/builtin.ts")).builtin;
  }
  return (await import("../client/load-addon.ts")).loadAddon(addon);
}
