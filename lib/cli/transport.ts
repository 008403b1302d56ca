import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Command, Option } from "commander";
import type { Addon } from "../client/addon.ts";
import type { Contract } from "../contract/document.ts";
import type { Transport } from "../transports/transport.ts";
import { UsageError } from "./failure.ts";
import { interruptible } from "./interrupt.ts";

/** The ways in which the command line can reach a command. */
export type TransportName = "native" | "stdio" | "wasm" | "mock";

/** The options of the subcommands that reach a command. */
export interface TransportOptions {
  readonly transport: TransportName;
  readonly record?: string;
  readonly mock?: string;
}

/** Adds the options that choose the transport, and what to keep of what goes over it. */
export function withTransportOptions(command: Command): Command {
  const names: readonly TransportName[] = ["native", "stdio", "wasm", "mock"];
  const option = new Option("--transport <name>", "where commands run");
  return command
    .addOption(option.choices(names).default("native"))
    .option("--mock <file>", "for --transport mock: a recording, or a module of handlers")
    .option("--record <file>", "record requests and answers in a file, for --mock and replay()");
}

/**
 * Does something over a transport, and leaves nothing behind. Its signal is aborted when the process is asked
 * to end, unless all is done on the thread that would have to hear that; the system ends the process then.
 */
export async function overTransport<T>(
  options: TransportOptions,
  addon: Addon,
  isBlocking: boolean,
  work: (transport: Transport, signal: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
  const transport = await open(options, addon);
  const whole = async (signal?: AbortSignal) => {
    try {
      await transport.start();
      return await work(transport, signal);
    } finally {
      await transport.close();
    }
  };
  const { transport: name } = options;
  // An addon without a file is WebAssembly, too.
  const isDeaf =
    name === "wasm" || (name === "native" && !(isBlocking && addon.file !== undefined));
  return isDeaf ? whole() : interruptible(whole);
}

async function open(options: TransportOptions, addon: Addon): Promise<Transport> {
  const plain = await openPlain(options, addon);
  if (options.record === undefined) {
    return plain;
  }
  return (await import("../transports/recording/record.ts")).record(plain, options.record);
}

async function openPlain({ transport, mock }: TransportOptions, addon: Addon): Promise<Transport> {
  if ((transport === "mock") !== (mock !== undefined)) {
    throw new UsageError("--transport mock and --mock FILE go together");
  }
  const { contract } = addon;
  switch (transport) {
    case "native":
      return (await import("../transports/native.ts")).native(addon);
    case "stdio":
      return (await import("../transports/stdio/stdio.ts")).stdio({ contract });
    case "wasm":
      if (addon !== (await import("../client/builtin.ts")).builtin) {
        throw new UsageError("--transport wasm has Pintle's own commands, and none of --addon");
      }
      return (await import("../transports/wasm.ts")).wasm();
    case "mock":
      return openMock(mock as string, contract);
  }
}

/** A recording that `--record` wrote, or a module whose default export is handlers for `mock()`. */
async function openMock(file: string, contract: Contract): Promise<Transport> {
  if (!existsSync(file)) {
    throw new UsageError(`--mock: there is no ${file}`);
  }
  if (!/\.[cm]?[jt]s$/.test(file)) {
    return (await import("../transports/recording/replay.ts")).replay(file, { contract });
  }
  const { mockOf } = await import("../transports/mock.ts");
  let handlers: unknown;
  try {
    ({ default: handlers } = await import(pathToFileURL(resolve(file)).href));
  } catch (error) {
    throw new UsageError(`--mock: ${file} cannot be loaded: ${(error as Error).message}`);
  }
  if (typeof handlers !== "object" || handlers === null) {
    throw new UsageError(`--mock: ${file}: expected handlers by method as the default export`);
  }
  return mockOf(handlers, { contract });
}
