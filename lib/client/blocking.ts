import type { CommandBinding, CommandCall, NativeCommand } from "../binding/binding.ts";
import { withStackOf } from "../errors/stack.ts";
import type { CallOptions } from "./call-options.ts";
import { controlled } from "./controlled.ts";
import { noSuchOption, optionsTaken, split } from "./options-taken.ts";

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

  const run: AsyncCommand = async (...args) => {
    try {
      command ??= lookUp();
      if (command === undefined) {
        return await start(undefined, ...args); // WebAssembly does not have it, and says so.
      }
      const { options: hasOwn, values: position } = command;
      const taken = optionsTaken(command);
      const given = args[position];
      if (!hasOwn && args.length === position + 1 && isCallOptions(method, taken, given)) {
        args.length = position;
      } else if (!isControl(taken, given)) {
        return await start(undefined, ...args);
      }
      const [ofCall, own] = split(command, given ?? {});
      const passed = hasOwn ? args.with(position, own) : args;
      return await controlled(
        binding,
        method,
        ofCall,
        (control) => start(control, ...passed) as Promise<unknown>,
      );
    } catch (error) {
      throw withStackOf(error, run);
    }
  };
  return run;
}

/**
 * Whether the argument after all parameters can be the options of the call: nothing, or an object.
 */
function isCallOptions(
  method: string,
  taken: readonly string[],
  value: unknown,
): value is CallOptions | undefined {
  if (typeof value !== "object" || value === null) {
    return value === undefined;
  }
  const unknown = Object.keys(value).find((name) => !taken.includes(name));
  if (unknown !== undefined) {
    throw noSuchOption(method, unknown, taken);
  }
  return true;
}

/** Whether the trailing object has options for the call, not the command. */
function isControl(taken: readonly string[], value: unknown): value is object {
  return (
    typeof value === "object" && value !== null && taken.some((name) => Object.hasOwn(value, name))
  );
}
