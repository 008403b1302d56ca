import type { AsyncCommand } from "../client/blocking.ts";
import type { LineCallOptions } from "../client/call-options.ts";
import { noSuchOption, optionsTaken, split } from "../client/options-taken.ts";
import type { StreamCommand } from "../client/streaming.ts";
import { type Contract, type ContractCommand, splitMethod } from "../contract/document.ts";
import { withNulls } from "../contract/nulls.ts";
import { notPortableError } from "../errors/not-portable.ts";
import { PintleError } from "../errors/pintle-error.ts";
import { withStackOf } from "../errors/stack.ts";
import { define } from "../options/own.ts";
import { isPlain } from "../options/plain.ts";
import { collect, fedInputs, inputPlaces } from "../stream/inputs.ts";
import { Checker } from "./checker.ts";
import { remoteStream } from "./streams.ts";
import type { Params, Transport } from "./transport.ts";

/** A command over a transport: it returns a promise, or a stream. */
type RemoteCommand = AsyncCommand | StreamCommand;

/** The functions of every family that a transport can run. */
export function families(transport: Transport): Record<string, Record<string, RemoteCommand>> {
  // A map: a family may have the name of something that every object has.
  const built = new Map<string, Record<string, RemoteCommand>>();
  const contract: Contract = transport.contract();
  for (const [method, command] of Object.entries(contract["x-commands"])) {
    if (!command.directOnly) {
      const { family, name } = splitMethod(method);
      const commands = built.get(family) ?? {};
      const run =
        command.output === undefined
          ? remote(transport, contract, method, command)
          : remoteStreaming(transport, contract, method, command);
      define(commands, name, run);
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
      const named = given(transport, contract, method, command, args);
      // Without waiting if that is possible: the call has the folder of this moment.
      const { params, options } = named instanceof Promise ? await named : named;
      return await transport.call(method, params, options);
    } catch (error) {
      throw withStackOf(error, run);
    }
  };
  return run;
}

/** The same for a command with an output. */
function remoteStreaming(
  transport: Transport,
  contract: Contract,
  method: string,
  command: ContractCommand,
): StreamCommand {
  return (...args) => {
    const named = new Promise<Named>((resolve) => {
      resolve(given(transport, contract, method, command, args));
    });
    return remoteStream(transport, contract, method, named);
  };
}

/**
 * The parameters and the options of a call. Arguments are read before this returns; it is a promise only if
 * something has to be waited for.
 */
function given(
  transport: Transport,
  contract: Contract,
  method: string,
  command: ContractCommand,
  args: readonly unknown[],
): Named | Promise<Named> {
  if (transport.portableOnly === true && !command.portable) {
    throw notPortableError(method); // Whatever the arguments.
  }
  const byName = named(contract, method, command, args);
  return byName instanceof Promise
    ? byName.then((waited) => withInputs(transport, contract, method, command, waited))
    : withInputs(transport, contract, method, command, byName);
}

/** The same with a list for each input, unless the transport reads iterables. */
function withInputs(
  transport: Transport,
  contract: Contract,
  method: string,
  command: ContractCommand,
  { params, options }: Named,
): Named | Promise<Named> {
  const passed = nullsIn(contract, command, params);
  const fed = transport.feedsInputs === true ? [] : fedInputs(method, inputPlaces(command), passed);
  return fed.length === 0
    ? { params: passed, options }
    : collect(method, fed, passed).then(() => ({ params: passed, options }));
}

/** The parameters in a form that JSON can express too. */
function nullsIn(
  contract: Contract,
  command: ContractCommand,
  given: Params,
): Record<string, unknown> {
  const params: Record<string, unknown> = { ...given };
  for (const { name, kind, schema } of command.params) {
    if (kind === "options") {
      Object.assign(params, withNulls(contract, schema, params));
    } else if (kind !== "input" && Object.hasOwn(params, name)) {
      params[name] = withNulls(contract, schema, params[name]);
    }
  }
  return params;
}

interface Named {
  readonly params: Params;
  readonly options: LineCallOptions;
}

/**
 * The arguments of a direct call by name, without the options of the call itself. A promise only for the error
 * about a trailing argument that is not options: the caller may change arguments as soon as it has called.
 */
function named(
  contract: Contract,
  method: string,
  command: ContractCommand,
  args: readonly unknown[],
): Named | Promise<never> {
  const declared = command.params;
  const hasOwn = declared.at(-1)?.kind === "options";
  const values = hasOwn ? declared.slice(0, -1) : declared;
  const trailing = args[values.length];
  const fields = fieldsOf(trailing);
  if (args.length > values.length + 1 || (fields === undefined && !hasOwn)) {
    throw new PintleError({
      code: "ERR_PINTLE_UNKNOWN_ARG",
      message: `${method}: [${declared.length}]: expected at most ${declared.length} arguments, got ${args.length}`,
      command: method,
      pointer: `/${declared.length}`,
    });
  }
  if (fields === undefined) {
    return refuse(contract, method, trailing);
  }
  const given = values
    .slice(0, args.length)
    .map(({ name }, index): [string, unknown] => [name, args[index]]);
  const [options, more] = split(command, Object.fromEntries(fields));
  const [unknown] = hasOwn ? [] : Object.keys(more);
  if (unknown !== undefined) {
    throw noSuchOption(method, unknown, optionsTaken(command));
  }
  return {
    params: Object.fromEntries([...given, ...Object.entries(more)]),
    options,
  };
}

/** The properties of the trailing object; undefined if it is not an object, or if reading it throws. */
function fieldsOf(value: unknown): [name: string, value: unknown][] | undefined {
  if (value === undefined) {
    return [];
  }
  if (typeof value !== "object" || value === null) {
    return undefined;
  }
  try {
    const entries = Object.entries(value);
    // Lists and views of memory have indices for names, and those come first.
    const [[first] = ["0"]] = entries;
    if (/^\d/.test(first) && !isPlain(value)) {
      return undefined;
    }
    return entries.filter(([, item]) => item !== undefined);
  } catch {
    return undefined;
  }
}

/** Throws what a direct call with these options throws. */
async function refuse(contract: Contract, method: string, options: unknown): Promise<never> {
  const checker = await Checker.of(contract);
  checker.options(method, options);
  throw new TypeError(`${method}: the options change while they are read`);
}
