import type { Bytes } from "../bytes/bytes.ts";
import type { Transfers } from "../bytes/transfer.ts";
import type { ErrorData } from "../errors/pintle-error.ts";
import type { Classes } from "../options/classes.ts";
import type { handoffItems } from "./items.ts";
import type { handoffProperties } from "./properties.ts";

/** A native function that runs one command. */
export type NativeCommand = (...args: unknown[]) => unknown;

/**
 * Makes of a function that is passed to a command one that takes the number of a question before its
 * arguments, and passes the answer on.
 */
export type PrepareCallback = (
  listener: (...args: unknown[]) => unknown,
  takeAnswer: TakeAnswer,
) => (number: number, ...args: unknown[]) => void;

/** Takes what a function has returned, or what it has thrown and that in words. */
export type TakeAnswer = (
  number: number,
  isReturned: boolean,
  value: unknown,
  text?: string,
) => void;

/** A checked plan; only the addon can look inside. */
export type PlanHandle = { readonly __planHandle: never };

/** A contract that was read; only the addon can look inside. */
export type ContractHandle = { readonly __contractHandle: never };

/** A stream that is read; only the addon can look inside. */
export type StreamHandle = { readonly __streamHandle: never };

/** What feeds an input of a command; only the addon can look inside. */
export type FeedHandle = { readonly __feedHandle: never };

/** The number of a running call, by which it can be cancelled. */
export type Control = number;

/** The progress of a call, as the addon reports it. */
export interface NativeProgress {
  readonly done: number;
  readonly total: number | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
}

/** The outcome of one step of a plan. */
export interface NativeStepReport {
  readonly id: string;
  readonly status: "ok" | "error" | "skipped" | "cancelled";
  readonly result?: unknown;
  readonly error?: ErrorData;
  readonly item?: number;
  readonly durationMs: number;
}

/** The outcome of a plan. */
export interface NativeReport {
  readonly ok: boolean;
  readonly outputs: unknown;
  readonly steps: readonly NativeStepReport[];
  readonly error?: ErrorData;
}

/**
 * What an addon can say of values, by the contract of any addon; by its own where that is `undefined`. Values
 * are as JavaScript has them, and what is thrown is what a direct call throws.
 */
export interface ContractChecks {
  /** Reads a contract's document. */
  readContract(text: string): ContractHandle;
  /** Throws unless there is such a command, and it can be called from elsewhere. */
  checkCallable(contract: ContractHandle | undefined, method: string): void;
  /** Throws what a direct call with these parameters by name would throw before it runs. */
  checkCall(contract: ContractHandle | undefined, method: string, params: unknown): void;
  /** Throws what a direct call would throw because of an item of an input, which comes after `index` others. */
  checkItem(
    contract: ContractHandle | undefined,
    method: string,
    input: string,
    index: number,
    item: unknown,
  ): void;
  /** Throws when a callback of a command, a parameter or an option of that name, may not return a value. */
  checkReply(
    contract: ContractHandle | undefined,
    method: string,
    callback: string,
    reply: unknown,
  ): void;
  /** Throws what a direct call with this trailing object would throw because of it. */
  checkOptions(contract: ContractHandle | undefined, method: string, options: unknown): void;
  /** Throws when a value cannot be a result of that command. */
  checkAnswer(contract: ContractHandle | undefined, method: string, result: unknown): void;
  /** Throws when a value, which is called `name`, cannot cross. */
  checkValue(name: string, value: unknown): void;
}

/** How a command is called. */
export interface CommandCall {
  /** Whether it returns a promise, and has a twin that waits. */
  readonly blocking: boolean;
  /** The positions of its inputs, by name. */
  readonly inputs: Readonly<Record<string, number>>;
  /** Whether it reports lines of text while it runs. */
  readonly lines: boolean;
  /** Whether an object of options follows its values. */
  readonly options: boolean;
  /** What a batch of what it sends is, if it has an output: a list for each field, or a list. */
  readonly output: "columns" | "list" | null;
  /** Whether it takes two numbers and returns one. */
  readonly pair: boolean;
  /** How many parameters it has beside the options. */
  readonly values: number;
}

/** How an addon runs its commands: a native one, or a WebAssembly module. */
export interface CommandBinding extends ContractChecks {
  /** The contract, as JSON text. */
  contract(): string;
  /** How each command is called, as JSON text: `CommandCall`s by method. If one is named, at least that one is there. */
  calls(method?: string): string;
  /**
   * Passes the functions with which the addon creates errors and binary results. Once for each
   * thread.
   */
  initialize(host: {
    createError: (data: ErrorData) => Error;
    Bytes: typeof Bytes;
    handoffProperties: typeof handoffProperties;
    handoffItems: typeof handoffItems;
    classes: Classes;
    /** Makes an instance of a resource's class. Without it, commands return the handles themselves. */
    createResource?: (type: string, handle: unknown) => unknown;
    /** The handle of such an instance; `undefined` for anything else. */
    handleOf?: (value: unknown) => unknown;
    /** The type of any instance, whoever has its resource, and what messages call it. */
    aboutResource?: (value: unknown) => readonly [type: string, words: string] | undefined;
    /** Without it, callbacks are refused. */
    prepareCallback?: PrepareCallback;
    /** What is known of `transfer()`. Without it, nothing is taken. */
    transfers?: Transfers;
  }): void;
  /** The methods of each type of resources, as JSON text: lists of commands by type. */
  resources(): string;
  /** Drops the resource that a handle refers to, if that has not been done. */
  disposeResource(handle: unknown): void;
  /** Opens a control for the next call, which closes it when it ends. */
  createControl(onProgress?: (progress: NativeProgress) => void): Control;
  /** Cancels the call of that control; does nothing once it has ended. */
  cancel(control: Control): void;
  /** Throws what a call with these parameters by name, as JavaScript or JSON has them, would throw. */
  checkParams(method: string, params: unknown): void;
  /** Throws when a value cannot be a result of that command. */
  checkResult(method: string, result: unknown): void;
  /** Checks a plan, given as JSON text. */
  preparePlan(text: string): PlanHandle;
  /**
   * Runs a plan. Rejects only when the plan could not be started. If it succeeds, the report
   * includes its steps only if they are wanted.
   */
  runPlan(
    control: Control | undefined,
    plan: PlanHandle,
    input: unknown,
    wantsSteps: boolean,
  ): Promise<NativeReport>;
  /**
   * The next batch of a stream, and undefined after the last one. If columns are wanted, it may be an object of
   * columns instead of a list. The next one is only asked for once this has settled.
   */
  pullStream(stream: StreamHandle, columns: boolean): Promise<unknown>;
  /** Cancels the command of a stream, and drops what it has sent. */
  leaveStream(stream: StreamHandle): void;
  /**
   * What feeds an input: passed in its place, once. Without it inputs take lists alone, and the others of these
   * are not called.
   */
  readonly createFeed: (() => FeedHandle) | undefined;
  /** Sends an item, and returns whether there is room for another. */
  feedItem(feed: FeedHandle, item: unknown): boolean;
  /** Resolves once there is room for another item; to false if nobody takes any longer. */
  feedRoom(feed: FeedHandle): Promise<boolean>;
  /** Ends an input; with an error if what feeds it has failed. */
  endFeed(feed: FeedHandle, failed: boolean): void;
  /** The methods with an output: under their names they return the handle to a stream. */
  readonly streams: readonly string[];
  /** Reads the words of a command line; `lib/cli/call/words.ts` has the types of the request and the answer, both JSON. */
  readWords(request: string): string;
  /** All commands, as JSON text: `[{ signature, summary }]`. */
  listCommands(): string;
  /**
   * The commands by family. A blocking one takes a control before its parameters and returns a
   * promise, or the handle to a stream; under its name with the suffix `Sync` it runs synchronously.
   */
  readonly commands: Readonly<Record<string, Readonly<Record<string, NativeCommand>>>>;
}

/**
 * What a native addon exports, Pintle's own or another. `crates/pintle-napi/src/export/`
 * is the other side.
 */
export interface Binding extends CommandBinding {
  /** The version of this interface, which the addon was built with. */
  readonly interfaceVersion: number;
  /**
   * Opens a session of an untrusted caller under a policy, which is JSON text whose relative paths
   * start from `folder`. Returns its number.
   */
  openSession(policy: string, folder: string): number;
  /**
   * Executes a request, and returns `{ result }` or `{ error }`; both are JSON in UTF-8. It
   * blocks, and any thread of the process may call it.
   */
  ask(session: number, request: Uint8Array): Uint8Array;
  /** Cancels what runs, and forgets the session. */
  closeSession(session: number): void;
  /**
   * The text of JSON in UTF-8. Throws `ERR_PINTLE_INVALID_JSON` when it is not UTF-8 or not I-JSON.
   */
  jsonText(bytes: Uint8Array): string;
  /** What a policy allows, as JSON text. */
  checkPolicy(policy: string, folder: string): string;
  /** A policy's verdict on a request in JSON, as JSON text: `{ allowed, rule, params, error }`. */
  explainPolicy(policy: string, folder: string, request: string): string;
  /** The JSON Schema of policies. */
  policySchema(): string;
  /** The JSON Schema of plans. */
  planSchema(): string;
}
