import type { Contract } from "../contract/document.ts";
import { withStackOf } from "../errors/stack.ts";
import type { ClientCommands } from "../generated/commands.ts";
import { ownOf } from "../options/own.ts";
import type { PlanText } from "../plan/document.ts";
import type { PlanReport } from "../plan/prepared.ts";
import { families } from "./client.ts";
import type { PlanCallOptions, Transport } from "./transport.ts";

/** The commands of a contract over a transport. Each of them returns a promise. */
export type Client<Commands = ClientCommands> = Commands & Connection;

/** What a client has besides its commands. */
export interface Connection extends AsyncDisposable {
  /** What the commands are. */
  readonly contract: Contract;
  /** Runs a plan and reports the outcome of every step. */
  runPlan(plan: PlanText, options?: PlanCallOptions): Promise<PlanReport>;
  /** Rejects what is running, and leaves nothing behind. */
  close(): Promise<void>;
}

/** Provides the commands over a transport: `connect({ transport: stdio() })`. */
export async function connect<Commands = ClientCommands>(options: {
  readonly transport: Transport;
}): Promise<Client<Commands>> {
  const { transport } = ownOf(options);
  await transport.start();
  const connection: Connection = {
    contract: transport.contract(),
    async runPlan(plan, options) {
      try {
        return await transport.runPlan(plan, options);
      } catch (error) {
        throw withStackOf(error, connection.runPlan);
      }
    },
    close: () => transport.close(),
    [Symbol.asyncDispose]: () => transport.close(),
  };
  return { ...families(transport), ...connection } as unknown as Client<Commands>;
}
