import { start } from "node:repl";
import type { Command } from "commander";
import { Addon } from "../../client/addon.ts";
import { define as defineOwn } from "../../options/own.ts";
import { planFor } from "../../plan/plan.ts";
import { type AddonOptions, openAddon, withAddonOption } from "../addon.ts";
import { cancelRunning, whenAsked } from "../interrupt.ts";
import { interruptibleBinding } from "../interruptible-binding.ts";
import type { Io } from "../io.ts";
import type { Cli } from "../subcommand.ts";

/** `pintle repl`. */
export function define(command: Command, { io }: Cli): void {
  withAddonOption(command)
    .description("type JavaScript with the commands at hand")
    .action((options) => repl(options, io));
}

/**
 * JavaScript with the commands at hand. Ends with its input. At a terminal, Ctrl-C cancels what
 * runs and nothing more.
 */
async function repl(options: AddonOptions, io: Io): Promise<void> {
  const { binding, file } = await openAddon(options);
  const addon = new Addon(interruptibleBinding(binding), file);
  const isTerminal = io.stdin.isTTY === true && io.stdout.isTTY === true;
  if (isTerminal) {
    const families = Object.keys(addon.commands).join(", ");
    io.stderr.write(`${families} and plan are here; await works; .exit ends.\n`);
  }
  const server = start({
    prompt: isTerminal ? "pintle> " : "",
    input: io.stdin,
    output: io.stdout,
    terminal: isTerminal,
    breakEvalOnSigint: isTerminal,
  });
  for (const [name, value] of Object.entries(inScope(addon))) {
    defineOwn(server.context, name, value);
  }
  server.on("SIGINT", cancelRunning);
  whenAsked(() => server.close());
  await new Promise((resolve) => server.once("exit", resolve));
}

function inScope(addon: Addon): Record<string, unknown> {
  return { ...addon.commands, plan: planFor(addon) };
}
