import type { Command } from "commander";
import { type Addon, commandOf } from "../../client/addon.ts";
import type { Contract, ContractCommand } from "../../contract/document.ts";
import { fromJson } from "../../contract/json.ts";
import type { Transport } from "../../transports/transport.ts";
import { type AddonOptions, openAddon } from "../addon.ts";
import { asUsage } from "../failure.ts";
import { type Io, StatusLine } from "../io.ts";
import { writeResult } from "../output.ts";
import { overTransport, type TransportOptions } from "../transport.ts";
import { parseCall } from "./parser.ts";
import { askForMissing } from "./prompt.ts";

interface CallCommandOptions extends AddonOptions, TransportOptions {}

/** `pintle call METHOD …`: one command, with flags and help from its contract. */
export async function call(
  method: string,
  args: readonly string[],
  options: CallCommandOptions,
  io: Io,
  setUp: (parser: Command) => Command,
): Promise<{ json: boolean; run: () => Promise<void> }> {
  const addon = await openAddon(options);
  const { contract } = addon;
  const command = contract["x-commands"][method];
  if (command === undefined) {
    throw unknownCommand(addon, method);
  }
  const { params, json } = parseCall(contract, method, args, setUp);
  const run = async () => {
    await askForMissing(contract, method, command, params, io);
    const values = inMemory(contract, command, params);
    checkFirst(addon, method, command, values);
    const result = command.directOnly
      ? callInPlace(addon, method, command, values)
      : await overTransport(options, addon, command.blocking, (transport, signal) =>
          callOver(transport, method, values, signal, io),
        );
    writeResult(io, result, json);
  };
  return { json, run };
}

/** The error for a method that is not there, with the closest one that is. */
function unknownCommand(addon: Addon, method: string): unknown {
  try {
    addon.binding.checkParams(method, {});
  } catch (error) {
    return asUsage(error);
  }
  throw new Error(`${method} has no contract, and yet it is there`);
}

/** The parameters as a direct call takes them. */
function inMemory(
  contract: Contract,
  command: ContractCommand,
  params: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return fromJson(contract, command.paramsSchema, params) as Record<string, unknown>;
}

/** Arguments that the command cannot take are the fault of the command line. */
function checkFirst(
  addon: Addon,
  method: string,
  command: ContractCommand,
  values: Readonly<Record<string, unknown>>,
): void {
  if (command.directOnly) {
    return; // Only the call itself can check these.
  }
  try {
    addon.binding.checkParams(method, values);
  } catch (error) {
    throw asUsage(error);
  }
}

/** Runs a command that changes an argument in place, and gives that argument. */
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

async function callOver(
  transport: Transport,
  method: string,
  values: Readonly<Record<string, unknown>>,
  signal: AbortSignal | undefined,
  io: Io,
): Promise<unknown> {
  const line = new StatusLine(io);
  try {
    return await transport.call(method, values, {
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
