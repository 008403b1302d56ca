import type { CallOptions, LineCallOptions } from "../client/call-options.ts";
import type { Contract } from "../contract/document.ts";
import type { PlanText } from "../plan/document.ts";
import type { PlanReport } from "../plan/prepared.ts";

/** The parameters of a call by name, as JavaScript values: bigints, typed arrays, `Uint8Array`s. */
export type Params = Readonly<Record<string, unknown>>;

/** What a command sends, in batches. Whoever takes no more calls `return`. */
export type Batches = AsyncIterable<unknown>;

/** The parameters of a plan's run. */
export interface PlanCallOptions extends CallOptions {
  readonly input?: unknown;
}

/**
 * A way to reach the commands of a contract. Over every transport, values are as a direct call
 * takes and returns them, and errors are `PintleError`s with the code, the message, the command,
 * the pointer and the details that a direct call would throw.
 */
export interface Transport {
  /** Whether it runs only commands that are portable; others reject with `ERR_PINTLE_NOT_PORTABLE`. */
  readonly portableOnly?: boolean;
  /**
   * Whether `call` and `stream` take an iterable for an input, and read it while the command runs. Without this, inputs
   * are lists.
   */
  readonly feedsInputs?: boolean;
  /** The contract of the commands. Nothing has to run for it. */
  contract(): Contract;
  /**
   * Prepares what the first call needs; `connect` calls it once. Costly work can wait for that
   * call.
   */
  start(): Promise<void>;
  /** Runs one command. */
  call(method: string, params: Params, options?: LineCallOptions): Promise<unknown>;
  /**
   * Runs one command with an output, and yields what it sends in batches: lists of items, or objects with a column
   * for each field. Without this, `call` returns all of it.
   */
  stream?(method: string, params: Params, options?: LineCallOptions): Batches;
  /**
   * Runs a plan and reports the outcome of every step. Rejects only when it could not be started.
   */
  runPlan(plan: PlanText, options?: PlanCallOptions): Promise<PlanReport>;
  /** Accepts no more calls, rejects those that run elsewhere, and leaves nothing behind. */
  close(): Promise<void>;
}
