import { type Command, Option } from "commander";
import type { Addon } from "../client/addon.ts";
import type { Transport } from "../transports/transport.ts";

/** The ways in which the command line can reach a command. */
export type TransportName = "native" | "stdio";

/** The options of the subcommands that reach a command. */
export interface TransportOptions {
  readonly transport: TransportName;
  readonly record?: string;
}

/** Adds the options that choose the transport, and what to keep of what goes over it. */
export function withTransportOptions(command: Command): Command {
  const names: readonly TransportName[] = ["native", "stdio"];
  const option = new Option("--transport <name>", "in this process, or in pintle-host");
  return command
    .addOption(option.choices(names).default("native"))
    .option("--record <file>", "write requests and answers to a file, for replay()");
}

/** Does something over a transport, and leaves nothing behind. */
export async function overTransport<T>(
  options: TransportOptions,
  addon: Addon,
  work: (transport: Transport) => Promise<T>,
): Promise<T> {
  const transport = await open(options, addon);
  try {
    await transport.start();
    return await work(transport);
  } finally {
    await transport.close();
  }
}

async function open(
  { transport, record: file }: TransportOptions,
  addon: Addon,
): Promise<Transport> {
  const plain =
    transport === "native"
      ? (await import("../transports/native.ts")).native(addon)
      : (await import("../transports/stdio/stdio.ts")).stdio({ contract: addon.contract });
  if (file === undefined) {
    return plain;
  }
  return (await import("../transports/recording/record.ts")).record(plain, file);
}
