import type { Command } from "commander";
import { type Addon, commandOf } from "../../client/addon.ts";
import type { LineCallOptions } from "../../client/call-options.ts";
import type { ContractCommand } from "../../contract/document.ts";
import { remoteStream } from "../../transports/streams.ts";
import { type AddonOptions, openAddon, withAddonOption } from "../addon.ts";
import { askForMissing } from "../call/prompt.ts";
import { faultOf, parametersOf, programOf, readWords, type Words } from "../call/words.ts";
import { asUsage } from "../failure.ts";
import { type Io, isInteractive, StatusLine } from "../io.ts";
import { writeItems, writeResult } from "../output.ts";
import type { Cli } from "../subcommand.ts";
import { overTransport, type TransportOptions, withTransportOptions } from "../transport.ts";

interface CallOptions extends AddonOptions, TransportOptions {
  readonly json?: boolean;
}

/** `pintle call`. */
export function define(command: Command, { io }: Cli): void {
  withTransportOptions(withAddonOption(command))
    .description("call a command; `pintle call METHOD --help` lists its arguments and options")
    .argument("<method>", "such as math.add")
    .argument("[words...]", "its arguments and options, and those of pintle call")
    .option("--json", "write the result as one line of JSON")
    .passThroughOptions()
    .action((method: string, words: string[], _, command) => call(method, words, command, io));
}

/** `pintle call METHOD …`: one command, with options and help from its contract. */
async function call(
  method: string,
  words: readonly string[],
  subcommand: Command,
  io: Io,
): Promise<void> {
  const before: CallOptions = subcommand.opts();
  const addon = await openAddon({ addon: before.addon ?? addonIn(words) });
  const program = programOf(subcommand);
  const read = (words: readonly string[]) =>
    known(() => readWords(addon.binding, program, method, words));
  let typed = read(words);
  subcommand.parseOptions([...typed.own]);
  if (typed.help !== null) {
    io.stdout.write(typed.help);
    return;
  }
  if (typed.error?.code === "ERR_PINTLE_MISSING_ARG" && isInteractive(io)) {
    typed = await askForMissing(method, words, typed, read, io);
  }
  if (typed.error !== null) {
    throw faultOf(typed.error, program, method);
  }
  await run(addon, method, typed, subcommand.opts(), io);
}

async function run(
  addon: Addon,
  method: string,
  typed: Words,
  options: CallOptions,
  io: Io,
): Promise<void> {
  const { contract } = addon;
  const command = contract["x-commands"][method] as ContractCommand;
  const values = parametersOf(contract, method, typed);
  if (command.output !== undefined) {
    return overTransport(options, addon, true, (transport, signal) =>
      listening(method, signal, io, (given) => {
        const call = Promise.resolve({ params: values, options: given });
        return writeItems(io, remoteStream(transport, contract, method, call));
      }),
    );
  }
  const result = command.directOnly
    ? callInPlace(addon, method, command, values)
    : await overTransport(options, addon, command.blocking, (transport, signal) =>
        listening(method, signal, io, (given) => transport.call(method, values, given)),
      );
  writeResult(io, result, options.json === true);
}

/**
 * The addon that is named after the method. It has to be known before the words can be read, since it has
 * the command; so a command's own option `addon` needs Pintle's before the method.
 */
function addonIn(words: readonly string[]): string | undefined {
  const end = words.indexOf("--");
  const options = end === -1 ? words : words.slice(0, end);
  const name = "--addon";
  const index = options.findLastIndex((word) => word === name || word.startsWith(`${name}=`));
  const found = options[index];
  return found === name ? options[index + 1] : found?.slice(name.length + 1);
}

/** An unknown command is an error of the command line. */
function known<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asUsage(error);
  }
}

/** Runs a command that changes an argument in place, and returns that argument. */
function callInPlace(
  addon: Addon,
  method: string,
  { params }: ContractCommand,
  values: Readonly<Record<string, unknown>>,
): unknown {
  const args = params.map(({ name }) => values[name]);
  commandOf(addon, method)?.(...args);
  return args[params.findIndex(({ kind }) => kind === "inPlace")];
}

/** Does something with the options of a call that shows its progress. */
async function listening<T>(
  method: string,
  signal: AbortSignal | undefined,
  io: Io,
  work: (options: LineCallOptions) => Promise<T>,
): Promise<T> {
  const line = new StatusLine(io);
  try {
    return await work({
      signal,
      ...(line.isShown ? { onProgress: showing(line, method) } : {}),
    });
  } finally {
    line.clear();
  }
}

function showing(line: StatusLine, method: string) {
  return ({ done, total }: { done: number; total: number | null }) =>
    line.show(`${method}: ${done}${total === null ? "" : ` of ${total}`}`);
}
