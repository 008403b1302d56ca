import type { Command } from "commander";
import { type Addon, commandOf } from "../../client/addon.ts";
import type { Contract, ContractCommand } from "../../contract/document.ts";
import { dereference } from "../../contract/document.ts";
import { fromJson } from "../../contract/json.ts";
import { openAddon } from "../addon.ts";
import { asUsage } from "../failure.ts";
import { interruptible } from "../interrupt.ts";
import { type Io, StatusLine } from "../io.ts";
import { writeResult } from "../output.ts";
import { parseCall } from "./parser.ts";
import { askForMissing } from "./prompt.ts";

/** `pintle call METHOD …`: one command, with flags and help from its contract. */
export async function call(
  method: string,
  args: readonly string[],
  addonFile: string | undefined,
  io: Io,
  setUp: (parser: Command) => Command,
): Promise<{ json: boolean; run: () => Promise<void> }> {
  const addon = await openAddon(addonFile === undefined ? {} : { addon: addonFile });
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
    writeResult(io, await callDirectly(addon, method, command, values, io), json);
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

async function callDirectly(
  addon: Addon,
  method: string,
  command: ContractCommand,
  values: Readonly<Record<string, unknown>>,
  io: Io,
): Promise<unknown> {
  const args = command.params.map(({ name, kind, schema }) => {
    if (kind !== "options") {
      return values[name];
    }
    const fields = Object.keys(dereference(addon.contract, schema).properties ?? {});
    return Object.fromEntries(
      fields.filter((field) => field in values).map((field) => [field, values[field]]),
    );
  });
  const run = commandOf(addon, method);
  if (run === undefined) {
    throw new Error(`${method} is in the contract, but the addon does not have it`);
  }
  if (!command.blocking) {
    const result = run(...args);
    const changed = command.params.findIndex(({ kind }) => kind === "inPlace");
    return changed === -1 ? result : args[changed];
  }
  const line = new StatusLine(io);
  try {
    return await interruptible((signal) => {
      const control = { signal, ...(line.isShown ? { onProgress: showing(line, method) } : {}) };
      return run(...withControl(command, args, control)) as Promise<unknown>;
    });
  } finally {
    line.clear();
  }
}

/** The options of the call go beside those of the command, or behind its parameters. */
function withControl(
  command: ContractCommand,
  args: readonly unknown[],
  control: object,
): readonly unknown[] {
  const options = command.params.findIndex(({ kind }) => kind === "options");
  return options === -1
    ? [...args, control]
    : args.with(options, { ...(args[options] as object), ...control });
}

function showing(line: StatusLine, method: string) {
  return ({ done, total }: { done: number; total: number | null }) =>
    line.show(`${method}: ${done}${total === null ? "" : ` of ${total}`}`);
}
