import type { AsyncCommand } from "../client/blocking.ts";
import type { LineCallOptions } from "../client/call-options.ts";
import { noSuchOption, optionsTaken, split } from "../client/options-taken.ts";
import { type Contract, type ContractCommand, splitMethod } from "../contract/document.ts";
import { withNulls } from "../contract/nulls.ts";
import { notPortableError } from "../errors/not-portable.ts";
import { withStackOf } from "../errors/stack.ts";
import { asPintleError, Fault, within } from "./check/fault.ts";
import { expected, properties } from "./check/read.ts";
import type { Params, Transport } from "./transport.ts";

/** The functions of every family that a transport can run. */
export function families(transport: Transport): Record<string, Record<string, AsyncCommand>> {
  // A map: a family may have the name of something that every object has.
  const built = new Map<string, Record<string, AsyncCommand>>();
  const contract: Contract = transport.contract();
  for (const [method, command] of Object.entries(contract["x-commands"])) {
    if (!command.directOnly) {
      const { family, name } = splitMethod(method);
      const commands = built.get(family) ?? {};
      commands[name] = remote(transport, contract, method, command);
      built.set(family, commands);
    }
  }
  return Object.fromEntries(built);
}

function remote(
  transport: Transport,
  contract: Contract,
  method: string,
  command: ContractCommand,
): AsyncCommand {
  const run: AsyncCommand = async (...args) => {
    try {
      if (transport.portableOnly === true && !command.portable) {
        throw notPortableError(method); // Whatever the arguments.
      }
      const { params, options } = asPintleError(method, () => named(command, args));
      return await transport.call(method, nullsIn(contract, command, params), options);
    } catch (error) {
      throw withStackOf(error, run);
    }
  };
  return run;
}

/** The parameters in a form that JSON can express too. */
function nullsIn(contract: Contract, command: ContractCommand, given: Params): Params {
  const params: Record<string, unknown> = { ...given };
  for (const { name, kind, schema } of command.params) {
    if (kind === "options") {
      Object.assign(params, withNulls(contract, schema, params));
    } else if (Object.hasOwn(params, name)) {
      params[name] = withNulls(contract, schema, params[name]);
    }
  }
  return params;
}

/** The arguments of a direct call by name, without the options of the call itself. */
function named(
  command: ContractCommand,
  args: readonly unknown[],
): { params: Params; options: LineCallOptions } {
  const declared = command.params;
  const last = declared.at(-1);
  const own = last?.kind === "options" ? last : undefined;
  const values = own === undefined ? declared : declared.slice(0, -1);
  const trailing = args[values.length];
  if (args.length > values.length + 1 || (own === undefined && !mayBeOptions(trailing))) {
    const fault = new Fault(
      "UNKNOWN_ARG",
      `expected at most ${declared.length} arguments, got ${args.length}`,
    );
    fault.path.push(String(declared.length));
    throw fault;
  }
  const given = values
    .slice(0, args.length)
    .map(({ name }, index): [string, unknown] => [name, args[index]]);
  const [options, more] = split(command, fields(own?.name ?? "options", trailing));
  const [unknown] = own === undefined ? Object.keys(more) : [];
  if (unknown !== undefined) {
    const fault = new Fault("UNKNOWN_ARG", noSuchOption(optionsTaken(command)));
    fault.path.push(unknown);
    throw fault;
  }
  return {
    params: Object.fromEntries([...given, ...Object.entries(more)]),
    options,
  };
}

function mayBeOptions(value: unknown): boolean {
  return value === undefined || (typeof value === "object" && value !== null);
}

/** The properties of the trailing object. */
function fields(name: string, value: unknown): Record<string, unknown> {
  const entries = value === undefined ? [] : properties(value);
  if (entries === undefined) {
    return within(name, () => {
      throw expected("an object", value);
    });
  }
  return Object.fromEntries(entries);
}
