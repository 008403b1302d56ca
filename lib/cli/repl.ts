import { start } from "node:repl";
import type { Addon } from "../client/addon.ts";
import { planFor } from "../plan/plan.ts";
import { type AddonOptions, openAddon } from "./addon.ts";
import type { Io } from "./io.ts";

/** `pintle repl`: JavaScript with the commands at hand. Ends with its input. */
export async function repl(options: AddonOptions, io: Io): Promise<void> {
  const addon = await openAddon(options);
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
  });
  Object.assign(server.context, inScope(addon));
  await new Promise((resolve) => server.once("exit", resolve));
}

function inScope(addon: Addon): Record<string, unknown> {
  return { ...addon.commands, plan: planFor(addon) };
}
