import type { CallOptions, LineCallOptions } from "../client/call-options.ts";
import type { Contract } from "../contract/document.ts";
import type { PlanText } from "../plan/document.ts";
import type { PlanReport } from "../plan/prepared.ts";

/** The parameters of a call by name, as JavaScript has them: bigints, typed arrays, `Uint8Array`s. */
export type Params = Readonly<Record<string, unknown>>;

/** What a run of a plan takes. */
export interface PlanCallOptions extends CallOptions {
  readonly input?: unknown;
}

/**
 * A way to reach the commands of a contract. Whatever the way, values are as a direct call takes and
 * gives them, and errors are `PintleError`s with the code, the message, the command, the pointer and
 * the details that a direct call would throw.
 */
export interface Transport {
  /** Whether it runs only commands that are portable; others reject with `ERR_PINTLE_NOT_PORTABLE`. */
  readonly portableOnly?: boolean;
  /** What the commands are. Nothing has to run for it. */
  contract(): Contract;
  /** Makes ready what the first call needs; `connect` calls it once. What is costly can wait for that call. */
  start(): Promise<void>;
  /** Runs one command. */
  call(method: string, params: Params, options?: LineCallOptions): Promise<unknown>;
  /** Runs a plan and tells what became of every step. Rejects only when it could not be started. */
  runPlan(plan: PlanText, options?: PlanCallOptions): Promise<PlanReport>;
  /** Takes no more calls, rejects what runs elsewhere, and leaves nothing behind. */
  close(): Promise<void>;
}
