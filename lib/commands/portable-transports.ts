import { type ClientOf, type ConnectOptions, connectTo } from "../transports/connect.ts";
import { type HandlersOf, type MockOptions, mockOf } from "../transports/mock.ts";
import type { Transport } from "../transports/transport.ts";
import type { ClientCommands, Schemas } from "./portable.ts";

/** The commands of a contract over a transport, the portable ones unless others are named. Every one returns a promise. */
export type Client<Commands = ClientCommands> = ClientOf<Commands>;

/** Makes the commands callable over a transport: `connect({ transport: mock(…) })`. */
export function connect<Commands = ClientCommands>(
  options: ConnectOptions,
): Promise<Client<Commands>> {
  return connectTo(options);
}

/** The replacements of the commands, by method. Those that a test does not call can be left out. */
export type MockHandlers<All = Schemas> = HandlersOf<All>;

/**
 * Commands that are your own functions. What they are given and what they return is checked against
 * the contract, so that a test cannot pass with a mock that no command could match.
 */
export function mock<All = Schemas>(
  handlers: MockHandlers<NoInfer<All>>,
  options?: MockOptions,
): Transport {
  return mockOf(handlers, options);
}
