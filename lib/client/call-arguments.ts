import type { CommandCall } from "../binding/binding.ts";
import { PintleError } from "../errors/pintle-error.ts";
import type { CallOptions, LineCallOptions } from "./call-options.ts";
import { noSuchOption, optionsTaken, split } from "./options-taken.ts";

/** The arguments of a call. */
export interface CallArguments {
  /** What the command gets. */
  readonly args: readonly unknown[];
  /** The options of the call itself, if it has any. */
  readonly options: LineCallOptions | undefined;
}

/**
 * The options of a call, and the arguments of its command. Where reading the options throws, as with a revoked proxy,
 * they are an argument: the command fails with an error that says so.
 */
export function callArguments(
  method: string,
  command: CommandCall,
  args: readonly unknown[],
): CallArguments {
  try {
    return divided(method, command, args);
  } catch (error) {
    if (PintleError.is(error)) {
      throw error;
    }
    return { args, options: undefined };
  }
}

function divided(method: string, command: CommandCall, args: readonly unknown[]): CallArguments {
  const { options: hasOwn, values: position } = command;
  const taken = optionsTaken(command);
  const given = args[position];
  const isLast = !hasOwn && args.length === position + 1 && isCallOptions(method, taken, given);
  if (!isLast && !isControl(taken, given)) {
    return { args, options: undefined };
  }
  const [options, own] = split(command, given ?? {});
  const passed = isLast ? args.slice(0, position) : args;
  return { args: hasOwn ? args.with(position, own) : passed, options };
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
