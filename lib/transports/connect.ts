import type { Contract } from "../contract/document.ts";
import { withStackOf } from "../errors/stack.ts";
import { ownOf } from "../options/own.ts";
import type { PlanText } from "../plan/document.ts";
import type { PlanReport } from "../plan/prepared.ts";
import { families } from "./client.ts";
import type { PlanCallOptions, Transport } from "./transport.ts";

/** The commands of a contract over a transport. Every one returns a promise. */
export type ClientOf<Commands> = Commands & Connection;

/** What a client has besides its commands. */
export interface Connection extends AsyncDisposable {
  /** What the commands are. */
  readonly contract: Contract;
  /** Runs a plan and reports the outcome of every step. */
  runPlan(plan: PlanText, options?: PlanCallOptions): Promise<PlanReport>;
  /** Rejects what is running, and leaves nothing behind. */
  close(): Promise<void>;
}

/** What `connect` takes. */
export interface ConnectOptions {
  /** How calls reach Rust. */
  readonly transport: Transport;
}

/** The commands over a transport. */
export async function connectTo<Commands>(options: ConnectOptions): Promise<ClientOf<Commands>> {
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
  return { ...families(transport), ...connection } as unknown as ClientOf<Commands>;
}
