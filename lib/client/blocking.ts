import type { CommandBinding, CommandCall, NativeCommand } from "../binding/binding.ts";
import { withStackOf } from "../errors/stack.ts";
import { type CallArguments, callArguments } from "./call-arguments.ts";
import { controlled } from "./controlled.ts";
import { Feeds } from "./feeds.ts";

/** A command that returns a promise. */
export type AsyncCommand = (...args: unknown[]) => Promise<unknown>;

/**
 * The asynchronous function for a blocking command. How it is called is looked up at the first call:
 * importing a module must not wait for it.
 */
export function blocking(
  binding: CommandBinding,
  method: string,
  lookUp: () => CommandCall | undefined,
  start: NativeCommand,
): AsyncCommand {
  let command: CommandCall | undefined;

  const run: AsyncCommand = async (...given) => {
    try {
      command ??= lookUp();
      if (command === undefined) {
        return await start(undefined, ...given); // WebAssembly does not have it, and says so.
      }
      const { args, options } = callArguments(method, command, given);
      if (Object.keys(command.inputs).length > 0) {
        return await fed(binding, method, command.inputs, { args, options }, start);
      }
      if (options === undefined) {
        return await start(undefined, ...args);
      }
      return await controlled(
        binding,
        method,
        options,
        (control) => start(control, ...args) as Promise<unknown>,
      );
    } catch (error) {
      throw withStackOf(error, run);
    }
  };
  return run;
}

/** Runs a command with inputs. */
async function fed(
  binding: CommandBinding,
  method: string,
  inputs: CommandCall["inputs"],
  { args, options = {} }: CallArguments,
  start: NativeCommand,
): Promise<unknown> {
  const feeds = new Feeds(binding, method, inputs, args);
  try {
    // Without waiting if that is possible: the call has the folder of this moment.
    const passed = typeof feeds.args === "function" ? await feeds.args() : feeds.args;
    return await controlled(binding, method, options, async (control) => {
      const result = start(control, ...passed);
      feeds.start();
      return result;
    });
  } catch (error) {
    throw feeds.causeOf(error);
  } finally {
    feeds.stop();
  }
}
