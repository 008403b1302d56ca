import type { CommandBinding, NativeCommand } from "../binding/binding.ts";
import type { ContractCommand } from "../contract/document.ts";
import { withStackOf } from "../errors/stack.ts";
import type { CallOptions } from "./call-options.ts";
import { controlled } from "./controlled.ts";
import { noSuchOption, optionsTaken, split } from "./options-taken.ts";

/** A command that gives a promise. */
export type AsyncCommand = (...args: unknown[]) => Promise<unknown>;

/** How a command takes the options of a call. */
interface Taking {
  /** None is there for what WebAssembly does not have, and only says so. */
  readonly command: ContractCommand | undefined;
  /** Whether it has options of its own, among which they are. */
  readonly hasOwn: boolean;
  /** Where they are among the arguments. */
  readonly position: number;
  readonly taken: readonly string[];
}

function takingOf(command: ContractCommand | undefined): Taking {
  const { params = [], lines = false } = command ?? {};
  const options = params.findIndex((param) => param.kind === "options");
  const hasOwn = options !== -1;
  // Without options of its own, a command takes those of the call behind its parameters.
  const position = hasOwn ? options : params.length;
  return { command, hasOwn, position, taken: optionsTaken({ lines }) };
}

/**
 * The asynchronous function for a blocking command, which is looked up in the contract at the first
 * call: importing a module must not wait for it.
 */
export function blocking(
  binding: CommandBinding,
  method: string,
  command: () => ContractCommand | undefined,
  start: NativeCommand,
): AsyncCommand {
  let known: Taking | undefined;

  const run: AsyncCommand = async (...args) => {
    try {
      known ??= takingOf(command());
      const { command: described, hasOwn, position, taken } = known;
      if (described === undefined) {
        return await start(undefined, ...args);
      }
      const given = args[position];
      if (!hasOwn && args.length === position + 1 && isCallOptions(method, taken, given)) {
        args.length = position;
      } else if (!isControl(taken, given)) {
        return await start(undefined, ...args);
      }
      const [ofCall, own] = split(described, given ?? {});
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

/** Whether the argument behind all parameters is options of the call: nothing, or an object. */
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

/** Whether there is something in the trailing object that is for the call, not the command. */
function isControl(taken: readonly string[], value: unknown): value is object {
  return (
    typeof value === "object" && value !== null && taken.some((name) => Object.hasOwn(value, name))
  );
}
