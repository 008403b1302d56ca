import { type Command, Option } from "commander";
import type { Addon } from "../client/addon.ts";
import type { Transport } from "../transports/transport.ts";

/** The ways in which the command line can reach a command. */
export type TransportName = "native" | "stdio";

/** Adds the option that chooses the transport. */
export function withTransportOption(command: Command): Command {
  const names: readonly TransportName[] = ["native", "stdio"];
  const option = new Option("--transport <name>", "in this process, or in pintle-host");
  return command.addOption(option.choices(names).default("native"));
}

/** Does something over a transport, and leaves nothing behind. */
export async function overTransport<T>(
  name: TransportName,
  addon: Addon,
  work: (transport: Transport) => Promise<T>,
): Promise<T> {
  const transport = await open(name, addon);
  try {
    await transport.start();
    return await work(transport);
  } finally {
    await transport.close();
  }
}

async function open(name: TransportName, addon: Addon): Promise<Transport> {
  if (name === "native") {
    return (await import("../transports/native.ts")).native(addon);
  }
  return (await import("../transports/stdio/stdio.ts")).stdio({ contract: addon.contract });
}
