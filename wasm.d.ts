// Generated from wasm.ts by `npm run build`. Do not edit.

/** Binary data that a command returns: a `Uint8Array` that can be read as text. */
declare class Bytes extends Uint8Array<ArrayBuffer> {
  /** The bytes as UTF-8 text. Invalid bytes become U+FFFD, as in `Response.text()`. */
  text(): string;
  /** The lines of that text. They end with a newline, or a carriage return and a newline. */
  lines(): string[];
}
/** The typed arrays that commands take. */
type TypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;
/**
 * Hands the memory of a typed array over to the command that the returned view is passed to. The command reads it as
 * it is, without a copy, and its whole `ArrayBuffer` is detached by the call, as `postMessage` detaches what it
 * transfers: `data.length` is 0 from then on. If the arguments are refused, nothing is detached.
 *
 * ```ts
 * await archive.extractBytes(transfer(downloaded), "folder");
 * ```
 *
 * @returns a view of the same memory, to be passed to one call
 * @throws `ERR_PINTLE_INVALID_TYPE` for anything but a typed array
 */
declare function transfer<Data extends TypedArray>(data: Data): Data;
/**
 * Whether a value was given, and can be taken together with those that are given by the same call: what is wrong
 * with it if not. Memory of results need not be movable: their addon has it.
 */
declare function isGiven(
  value: unknown,
  others?: readonly ArrayBufferView[],
  isResult?: boolean,
): boolean | string;
/** Moves the memory of views, and returns the same views of it where it is then. Throws if one cannot be moved; then none is. */
declare function take(views: readonly ArrayBufferView[]): ArrayBufferView[];
/** What addons are given of this. */
interface Transfers {
  readonly isGiven: typeof isGiven;
  readonly take: typeof take;
}
/** The progress of a call. */
interface Progress {
  /** How much is done, in the command's unit: files, bytes, steps. */
  readonly done: number;
  /** The total amount, or null while it is unknown. */
  readonly total: number | null;
  /**
   * More details, such as the step of a plan that has just ended. `{ error }` says why a detail
   * could not be reported: it nests too deeply.
   */
  readonly detail: Readonly<Record<string, unknown>> | null;
}
/** The options of every asynchronous call, besides those of its command. */
interface CallOptions {
  /** Cancels the call: it rejects with `ERR_PINTLE_CANCELLED`, whose cause is the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Receives progress reports. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}
/** The options of a call whose command reports lines of text while it runs. */
interface LineCallOptions extends CallOptions {
  /**
   * Receives each line of output as it arrives, without its line ending. No line is lost, and those
   * of one stream arrive in order; the order between the two streams is undefined. The program
   * waits for a slow listener.
   */
  readonly onLine?: ((line: string, stream: "stdout" | "stderr") => void) | undefined;
}
/** A JSON Schema as the contract writes it. `x-type` distinguishes what looks the same in JSON. */
interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly "x-type"?: string;
  /** The type of the resource that this is a handle to; `x-type` is `resource`. */
  readonly "x-resource"?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly maxLength?: number;
  /** The type of all items, or `false` where there are none beside `prefixItems`. */
  readonly items?: JsonSchema | false;
  readonly prefixItems?: readonly JsonSchema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly JsonSchema[];
  /** The texts of an enum, or the alternatives of a union. */
  readonly oneOf?: readonly JsonSchema[];
  /** The text of an enum, or of the tag that distinguishes an alternative. */
  readonly const?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  /** The type of the names of a map, if they are not any texts. */
  readonly propertyNames?: JsonSchema;
  /** What a callback takes. */
  readonly "x-params"?: readonly JsonSchema[];
  /** What a callback returns. */
  readonly "x-result"?: JsonSchema;
}
/** A parameter of a command, in the order of the direct call. */
interface ContractParam {
  readonly name: string;
  /**
   * `options` is the trailing object, whose fields are at the same level as the other parameters in
   * JSON. `input` is an input: items as they come, and a list in JSON.
   */
  readonly kind: "value" | "options" | "inPlace" | "input";
  readonly required: boolean;
  readonly schema: JsonSchema;
}
/** A command in the contract. */
interface ContractCommand {
  readonly description: string;
  /** Whether it may take long: then it returns a promise and has a `…Sync` twin. */
  readonly blocking: boolean;
  /** Whether it runs in WebAssembly too. */
  readonly portable: boolean;
  /** Whether it is confined to the folders that a policy names, so that a policy may allow it. */
  readonly confined: boolean;
  /** Whether it reports lines of text while it runs, for `onLine`. */
  readonly lines: boolean;
  /** Whether only a direct call can run it, because it changes its caller's memory. */
  readonly directOnly: boolean;
  /** Whether it takes or returns a resource, at any depth. */
  readonly resources: boolean;
  readonly effects: readonly string[];
  readonly params: readonly ContractParam[];
  /** All parameters by name, as JSON has them. */
  readonly paramsSchema: JsonSchema;
  readonly result: JsonSchema;
  /** What it sends while it runs, if it has an output: then `result` is the list of all of it. */
  readonly output?: ContractOutput;
  readonly errors: readonly string[];
}
/** What a command sends while it runs. */
interface ContractOutput {
  readonly item: JsonSchema;
  /** Some of them: an object of columns if an item has only scalars, and otherwise a list. */
  readonly batch: JsonSchema;
}
/** What an error code means. */
interface ContractError {
  readonly summary: string;
  readonly fix: string;
  /** The type of the details, if all errors with that code have such details. */
  readonly details?: JsonSchema;
}
/** The contract: JSON Schema 2020-12 with additional sections. */
interface Contract {
  readonly $schema: string;
  readonly title: string;
  readonly "x-contract": {
    readonly version: number;
    readonly name: string;
    readonly addonVersion: string;
    readonly hash: string;
  };
  readonly "x-limits": {
    /** How many levels of lists and objects a parameter or a result may have. */ readonly nesting: number /** The same for a JSON text, which has a few more levels around them. */;
    readonly textNesting: number;
  };
  /** The names that have a meaning in JavaScript or Pintle. */
  readonly "x-reserved": {
    /** The options that every call takes besides those of its command. */ readonly callOptions: readonly string[] /** What no family can be named. */;
    readonly families: readonly string[] /** What no field can be named. */;
    readonly fields: readonly string[];
  };
  readonly $defs: Readonly<Record<string, JsonSchema>>;
  /** The types of resources: native state that others only have handles to. */
  readonly "x-resources": Readonly<
    Record<
      string,
      {
        readonly description: string;
      }
    >
  >;
  readonly "x-commands": Readonly<Record<string, ContractCommand>>;
  readonly "x-errors": Readonly<Record<string, ContractError>>;
}
/**
 * What TypeScript must know of a command beside its parameters and its result:
 * - `blocking`: it may take long, so it returns a promise and has a twin that waits
 * - `options`: its last parameter is an object of options
 * - `lines`: it reports lines of text while it runs
 * - `inputs`: some of its parameters are inputs, which take items as they come
 * - `output`: it sends its results as they come, so it returns a stream
 * - `directOnly`: it changes memory of its caller, so no plan and no transport can run it
 * - `resources`: it takes or returns a resource, whose class differs between a direct call and a transport
 */
type CommandTrait =
  | "blocking"
  | "directOnly"
  | "inputs"
  | "lines"
  | "options"
  | "output"
  | "resources";
/** What an input of a command takes: items as they come. */
type Feed<Item> =
  | Iterable<Item>
  | AsyncIterable<Item>
  | {
      getReader(): {
        read(): Promise<{
          done: boolean;
          value?: Item | undefined;
        }>;
      };
    };
/**
 * The results of a command as they come. It is read once, either item by item or in batches. The
 * command runs while somebody reads, and waits when it is a thousand items ahead. What is wrong
 * with a call is what the first read rejects with; an error of the command comes after the items that
 * it sent before. Leaving the loop, or `return()`, ends the command.
 */
interface Stream<Item, Whole = Item[]> extends AsyncIterableIterator<Item, undefined> {
  [Symbol.asyncIterator](): Stream<Item, Whole>;
  /** Ends the command, and waits until it has ended. */
  return(): Promise<IteratorReturnResult<undefined>>;
  /**
   * The same results, as many in each batch as there are: a column for each field if an item has
   * only numbers, texts and booleans, and otherwise a list of items. It costs less than item by item.
   */
  batches(): AsyncIterableIterator<Whole, undefined>;
}
/**
 * The columns: typed arrays of numbers, by their `x-type` in contracts. The other side is the table in
 * `crates/pintle-core/src/data/column.rs`.
 */
interface Columns {
  readonly Int8Array: Int8Array;
  readonly Uint8ClampedArray: Uint8ClampedArray;
  readonly Int16Array: Int16Array;
  readonly Uint16Array: Uint16Array;
  readonly Int32Array: Int32Array;
  readonly Uint32Array: Uint32Array;
  readonly Float32Array: Float32Array;
  readonly Float64Array: Float64Array;
  readonly BigInt64Array: BigInt64Array;
  readonly BigUint64Array: BigUint64Array;
}
type Name$1 = keyof Columns;
/** A typed array that commands take and return. */
type Column = Columns[Name$1];
declare const overTransport: unique symbol;
/**
 * What every instance of a resource's class has: `Type` is its name, and `Over` the same resource over a
 * transport.
 */
interface ResourceInstance<Type extends string = string, Over = unknown> {
  readonly [Symbol.toStringTag]: Type;
  /** Only for types: no instance has it. */
  readonly [overTransport]: Over;
  /** Drops the resource once no running call needs it. What uses the instance from now on fails. */
  [Symbol.dispose](): void;
}
/** A value as it is over a transport: with the resources of the other side. */
type OverTransport<T> =
  T extends ResourceInstance<string, infer Over>
    ? Over
    : T extends Plain$1
      ? T
      : T extends readonly (infer Item)[]
        ? OverTransport<Item>[]
        : T extends object
          ? { readonly [Name in keyof T]: OverTransport<T[Name]> }
          : T;
type Plain$1 =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Uint8Array
  | Column
  | AbortSignal
  | ((...args: never[]) => unknown);
/**
 * The signature of a command that has such traits. One that has none is written as a plain function. What it
 * returns is a list if it has an output, and `Batch` is what a batch of it is.
 */
interface Command<Call, Traits extends CommandTrait, Batch = unknown> {
  readonly call: Call;
  readonly traits: Traits;
  readonly batch: Batch;
}
/** An input in a signature: a list, or items as they come where the command is not waited for. */
interface Input<Item> {
  readonly input: Item;
}
/** The function of a command, whose inputs are still `Input`s. */
type Written<Signature> = Signature extends Command<infer Plain, CommandTrait> ? Plain : Signature;
/** The function that Rust has: parameters and result, and nothing else. */
type Call<Signature> =
  Signature extends Command<infer Plain, infer Traits>
    ? "inputs" extends Traits
      ? WithInputs<Plain, "list">
      : Plain
    : Signature;
/** The function with inputs in one of their forms. */
type WithInputs<Plain, Form> = Plain extends (...args: infer Args) => infer Result
  ? (...args: { [Index in keyof Args]: InputAs<Args[Index], Form> }) => Result
  : never;
type InputAs<Param, Form> =
  Param extends Input<infer Item> ? (Form extends "list" ? readonly Item[] : Feed<Item>) : Param;
/** The function as it is called where nothing waits for it. */
type Plain<Signature> =
  Signature extends Command<infer Plain, infer Traits>
    ? "inputs" extends Traits
      ? WithInputs<Plain, "feed">
      : Plain
    : Signature;
/** Whether a command has a trait. */
type Has<Signature, Trait> =
  Signature extends Command<unknown, infer Traits> ? (Trait extends Traits ? true : false) : false;
/** The commands of a family, called directly. Those that block have their twins beside these. */
type Direct<Signatures> = {
  readonly [Name in keyof Signatures]: Has<Signatures[Name], "blocking"> extends true
    ? Promised<Signatures[Name]>
    : Call<Signatures[Name]>;
};
/** The commands of a family over a transport: each returns a promise. */
type Remote<Signatures> = {
  readonly [Name in keyof Signatures as Sendable<Signatures, Name>]: Has<
    Signatures[Name],
    "resources"
  > extends true
    ? Far<Promised<Signatures[Name]>>
    : Promised<Signatures[Name]>;
};
/** The name of a command, unless it can only be called directly. */
type Sendable<Signatures, Name extends keyof Signatures> =
  Has<Signatures[Name], "directOnly"> extends true ? never : Name;
/** The asynchronous call: its options also take those of every call. */
type Promised<Signature> =
  Plain<Signature> extends (...args: infer Args) => infer Result
    ? Has<Signature, "options"> extends true
      ? (...args: WithLast<Args, OfCall<Signature>>) => Later<Signature, Result>
      : (...args: [...Args, options?: OfCall<Signature>]) => Later<Signature, Result>
    : never;
/** What an asynchronous call returns: a promise, or the stream of what is a list otherwise. */
type Later<Signature, Result> =
  Signature extends Command<unknown, infer Traits, infer Batch>
    ? "output" extends Traits
      ? Result extends ArrayLike<infer Item>
        ? Stream<Item, Batch>
        : never
      : Promise<Result>
    : Promise<Result>;
/** What every call of that command takes. */
type OfCall<Signature> = Has<Signature, "lines"> extends true ? LineCallOptions : CallOptions;
/** The parameters, the last of which takes more. */
type WithLast<Args extends readonly unknown[], More> = {
  [Index in keyof Args]: Index extends LastIndex<Args>
    ? NonNullable<Args[Index]> & More
    : Args[Index];
};
type LastIndex<Args extends readonly unknown[]> =
  Required<Args> extends readonly [unknown, ...infer Others] ? `${Others["length"]}` : never;
/** A call over a transport: the resources in it are those of the other side. */
type Far<Async> = Async extends (...args: infer Args) => Promise<infer Result>
  ? (
      ...args: { [Index in keyof Args]: OverTransport<Args[Index]> }
    ) => Promise<OverTransport<Result>>
  : never;
/** What every Pintle error contains, as it crosses the boundary. */
interface ErrorData {
  /** The stable code, such as `ERR_PINTLE_OVERFLOW`. `pintle explain CODE` describes it. */
  readonly code: string;
  /** One sentence that names the command, the place and what is wrong. */
  readonly message: string;
  /** The command that failed, such as `math.add`, if it was a command. */
  readonly command?: string | null;
  /** Where in the parameters (JSON Pointer, RFC 6901); empty for the whole. */
  readonly pointer: string;
  /** Facts about this case for programs to read. */
  readonly details?: UnknownDetails;
  /** The underlying failure. */
  readonly cause?: unknown;
}
/** The details of an error of which no more is known. */
type UnknownDetails = Readonly<Record<string, unknown>> | null;
/**
 * The error that every command and plan throws. Where it is known which codes there may be, as in the
 * type `CommandError` of a generated module, the code says what the details are.
 */
declare class PintleError<Code extends string = string, Known = UnknownDetails> extends Error {
  override readonly name: string;
  readonly code: Code;
  readonly command: string | null;
  readonly pointer: string;
  readonly details: Known;
  constructor(data: ErrorData);
  /** Whether a value is a Pintle error, from this copy of the module or another. */
  static is(value: unknown): value is PintleError;
  /** The error as plain data, for a log or another process. */
  toJSON(): ErrorData;
}
/** Whether it is a `Set`. */
declare const isSet: (value: unknown) => value is Set<unknown>;
/** The items of a `Set`, in order; undefined for anything else. */
declare function itemsOf(value: unknown): unknown[] | undefined;
/** A `Set` of the items of a list. */
declare function setOf(items: readonly unknown[]): Set<unknown>;
/** The name of an object's class; empty for a plain object, a proxy, and one whose class has no name. */
declare function className(object: object): string;
/** What addons are given of this. */
interface Classes {
  readonly isSet: typeof isSet;
  readonly itemsOf: typeof itemsOf;
  readonly setOf: typeof setOf;
  readonly className: typeof className;
}
/** Passes objects of a list to the addon, several in one call. Returns the index of the first that it did not pass. */
type HandoffItems = (
  list: readonly unknown[],
  start: number,
  takeItems: (names: readonly string[], ...values: unknown[]) => void,
) => number;
/**
 * Creates the function that passes plain objects with the same names to the addon in one call: their names,
 * then each object with its values.
 *
 * It passes none where there is anything else: an object with other names, of a class or with a getter that
 * throws. Then the addon reads that one by itself, and can say what is wrong with it.
 */
declare function handoffItems(max: number): HandoffItems;
/** Passes an object's properties to the addon. */
type HandoffProperties = (
  object: object,
  takeProperties: (...properties: unknown[]) => void,
) => string[] | undefined;
/**
 * Creates the function that passes an object's own properties to the addon in one call: name, value,
 * name, value, …
 *
 * It passes their names instead when there are more than `max`, or when reading one throws: then the
 * addon asks for each, and can say which one it was.
 */
declare function handoffProperties(max: number): HandoffProperties;
/** A native function that runs one command. */
type NativeCommand = (...args: unknown[]) => unknown;
/**
 * Makes of a function that is passed to a command one that takes the number of a question before its
 * arguments, and passes the answer on.
 */
type PrepareCallback = (
  listener: (...args: unknown[]) => unknown,
  takeAnswer: TakeAnswer,
) => (number: number, ...args: unknown[]) => void;
/** Takes what a function has returned, or what it has thrown and that in words. */
type TakeAnswer = (number: number, isReturned: boolean, value: unknown, text?: string) => void;
/** A checked plan; only the addon can look inside. */
type PlanHandle = {
  readonly __planHandle: never;
};
/** A contract that was read; only the addon can look inside. */
type ContractHandle = {
  readonly __contractHandle: never;
};
/** A stream that is read; only the addon can look inside. */
type StreamHandle = {
  readonly __streamHandle: never;
};
/** What feeds an input of a command; only the addon can look inside. */
type FeedHandle = {
  readonly __feedHandle: never;
};
/** The number of a running call, by which it can be cancelled. */
type Control = number;
/** The progress of a call, as the addon reports it. */
interface NativeProgress {
  readonly done: number;
  readonly total: number | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
}
/** The outcome of one step of a plan. */
interface NativeStepReport {
  readonly id: string;
  readonly status: "ok" | "error" | "skipped" | "cancelled";
  readonly result?: unknown;
  readonly error?: ErrorData;
  readonly item?: number;
  readonly durationMs: number;
}
/** The outcome of a plan. */
interface NativeReport {
  readonly ok: boolean;
  readonly outputs: unknown;
  readonly steps: readonly NativeStepReport[];
  readonly error?: ErrorData;
}
/**
 * What an addon can say of values, by the contract of any addon; by its own where that is `undefined`. Values
 * are as JavaScript has them, and what is thrown is what a direct call throws.
 */
interface ContractChecks {
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
/** How an addon runs its commands: a native one, or a WebAssembly module. */
interface CommandBinding extends ContractChecks {
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
    classes: Classes /** Makes an instance of a resource's class. Without it, commands return the handles themselves. */;
    createResource?: (
      type: string,
      handle: unknown,
    ) => unknown /** The handle of such an instance; `undefined` for anything else. */;
    handleOf?: (
      value: unknown,
    ) => unknown /** The type of any instance, whoever has its resource, and what messages call it. */;
    aboutResource?: (
      value: unknown,
    ) =>
      | readonly [type: string, words: string]
      | undefined /** Without it, callbacks are refused. */;
    prepareCallback?: PrepareCallback /** What is known of `transfer()`. Without it, nothing is taken. */;
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
/** An object of the Standard Schema specification, version 1 (https://standardschema.dev). */
interface StandardSchema<T> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "pintle";
    readonly validate: (value: unknown) => StandardResult<T>;
    readonly types?:
      | {
          readonly input: T;
          readonly output: T;
        }
      | undefined;
  };
}
/** The result of a validation: the value, or what is wrong with it. */
type StandardResult<T> =
  | {
      readonly value: T;
      readonly issues?: undefined;
    }
  | {
      readonly issues: readonly {
        readonly message: string;
        readonly path: readonly string[];
      }[];
    };
/** The schemas of one command: its parameters by name, and its result. */
interface CommandSchemas<Params, Result> {
  readonly params: StandardSchema<Params>;
  readonly result: StandardSchema<Result>;
}
/** An error with one of these codes; `Known` has the details of those codes of which they are known. */
type ErrorOf<Codes extends string, Known> = {
  readonly [Code in Codes]: PintleError<
    Code,
    Code extends keyof Known ? Known[Code] : UnknownDetails
  >;
}[Codes];
/** Who has the resources that handles refer to: an addon, or a connection to another process. */
interface ResourceOwner {
  /** What messages call it, after "of"; nothing if its resources need no further description. */
  words(): string | undefined;
  /** Drops what a handle refers to, if that has not been done. */
  dispose(handle: unknown): void;
}
/**
 * An instance of a resource's class: a handle to state that Rust keeps. Commands make them; the garbage
 * collector drops the resource, unless it has been disposed of before.
 */
declare class Resource {
  #private;
  constructor(key: unknown, type: string, owner: ResourceOwner, handle: unknown);
  /** Drops the resource once no running call needs it. What uses the instance from now on fails. */
  [Symbol.dispose](): void;
  get [Symbol.toStringTag](): string;
  /** JSON has no form of it. */
  toJSON(): never;
  /** Whether a value is an instance, whoever has its resource. */
  static is(value: unknown): value is Resource;
  /** The handle of an instance; `undefined` for anything else, such as a copy. */
  static handle(value: unknown): unknown;
  /** The type of an instance, and who has its resource. */
  static origin(value: unknown):
    | {
        type: string;
        owner: ResourceOwner;
      }
    | undefined;
}
/** The class of a type of resources. */
type ResourceClass = typeof Resource;
/** A loaded addon: the commands of one contract. */
declare class Addon<Bound extends CommandBinding = CommandBinding> {
  #private;
  readonly binding: Bound;
  /** Its file, if it is native: every thread that uses it loads it itself. */
  readonly file: string | undefined;
  /** The commands by family, as TypeScript calls them. */
  readonly commands: Readonly<Record<string, Readonly<Record<string, NativeCommand>>>>;
  constructor(binding: Bound, file?: string);
  /** What the commands are. */
  get contract(): Contract;
  /** The classes of its resources, by name. */
  get resources(): Readonly<Record<string, ResourceClass>>;
  /** Standard Schema objects of every command, by method. */
  get schemas(): Readonly<Record<string, CommandSchemas<unknown, unknown>>>;
}
/** What happens to the other steps when one fails. */
type OnError = "stop" | "continue";
/** A plan as it crosses the boundary: plain JSON, which any language can write. */
interface PlanDocument {
  /** The version of the format. */
  readonly version?: 1;
  /** Whether the other steps continue when one fails. `stop` by default. */
  readonly onError?: OnError;
  /** How many blocking steps may run simultaneously. */
  readonly concurrency?: number;
  /** How many milliseconds the plan may take. */
  readonly timeoutMs?: number;
  /** The steps. Their order matters only where nothing else orders them. */
  readonly steps: readonly PlanStep[];
  /** What the plan returns. */
  readonly outputs?: Outputs;
}
/** A step: one call, or with `forEach` one call or a block of steps for each item of a list. */
interface PlanStep {
  /** The name by which other steps and the report refer to it. */
  readonly id?: string;
  /** The command to call, such as `tree.walk`. */
  readonly method?: string;
  /** The parameters by name, options among them. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** References that are filled into the parameters, by their place (JSON Pointer, RFC 6901). */
  readonly refs?: Readonly<Record<string, Reference>>;
  /** Steps that must finish first, although nothing refers to them. */
  readonly dependsOn?: readonly string[];
  /** How many milliseconds the step may take. */
  readonly timeoutMs?: number;
  /** The list whose items the step is done for. */
  readonly forEach?: Reference;
  /** The steps that are done for each item. */
  readonly steps?: readonly PlanStep[];
  /** What these steps return for each item. */
  readonly outputs?: Outputs;
}
/**
 * Where a value comes from: a step's result, the plan's input, or the item of the enclosing
 * `forEach`.
 */
type Reference =
  | {
      /** The id of a step. */ readonly resultOf: string /** A JSON Pointer into the step's result. */;
      readonly path?: string;
    }
  | {
      /** A JSON Pointer into the plan's input. */ readonly input: string;
    }
  | {
      /** A JSON Pointer into the item of the enclosing `forEach`. */ readonly item: string;
    };
/** The outputs of a plan or a `forEach`: one value, or named ones. */
type Outputs = Reference | Readonly<Record<string, Reference>>;
/** What applies to a whole plan. */
type PlanOptions = Pick<PlanDocument, "concurrency" | "onError" | "timeoutMs">;
/** A plan as a document, as its JSON text, or as a bare array of steps. */
type PlanText = string | PlanDocument | readonly PlanStep[];
/** Settings of one step, besides its parameters. */
interface StepOptions {
  /** The step's name in reports. Default: the name of its command. */
  readonly id?: string;
  /** How long the step may take. */
  readonly timeoutMs?: number;
  /** Handles of steps that must finish first, although this one does not use their results. */
  readonly dependsOn?: readonly unknown[];
}
declare const result: unique symbol;
/** A value that exists when the plan runs: a step's result, or a part of one. */
type Handle<T> = {
  readonly [result]: T;
} & Parts<NonNullable<T>>;
/** The parts of a result that a handle refers to. */
type Parts<T> = T extends Whole
  ? unknown
  : T extends Column
    ? {
        readonly [index: number]: Handle<T[number]>;
      }
    : T extends ArrayLike<infer Item>
      ? {
          readonly [index: number]: Handle<Item>;
        }
      : T extends object
        ? { readonly [Name in keyof T]: Handle<T[Name]> }
        : unknown;
/** What has no parts. */
type Whole =
  | string
  | number
  | bigint
  | boolean
  | Uint8Array
  | Date
  | ReadonlySet<unknown>
  | ResourceInstance;
/** A parameter of a step: a value, or a handle to a future one, at any depth. */
type Planned<T> = Handle<T> | PlannedValue<T>;
/** A resource only comes from a step or the input. */
type PlannedValue<T> = T extends ResourceInstance
  ? never
  : T extends Whole | Column | null | undefined
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Planned<Item>[]
      : T extends object
        ? { readonly [Name in keyof T]: Planned<T[Name]> }
        : T;
/** What handles become when the plan has run. */
type Resolved<T> = T extends {
  readonly [result]: infer Value;
}
  ? Value
  : T extends Whole | Column | null | undefined
    ? T
    : { readonly [Name in keyof T]: Resolved<T[Name]> };
/** The options of a run, besides its input. */
type RunOptions = CallOptions;
/** The outcome of one step. */
interface StepReport {
  readonly id: string;
  /** `skipped`: a step that it needs failed, or the plan stopped before it. */
  readonly status: "ok" | "error" | "skipped" | "cancelled";
  /** Its result, when the plan names no outputs. */
  readonly result?: unknown;
  /** Why it failed. The pointer leads into the plan's document. */
  readonly error?: PintleError;
  /** The item of a `forEach` at which it failed. */
  readonly item?: number;
  /** How long it ran. */
  readonly durationMs: number;
}
/** The outcome of a plan. */
interface PlanReport<Outputs = unknown> {
  /** Whether every step is ok and every output exists. */
  readonly ok: boolean;
  /** The plan's outputs; null for those of a failed step. */
  readonly outputs: Outputs;
  /** The steps in the order of the document. */
  readonly steps: readonly StepReport[];
  /** Why an output is missing although its step is ok: what it refers to is not in the result. */
  readonly error?: PintleError;
}
/** A plan that was checked once and can run many times. */
declare class Prepared {
  #private;
  /** Checks a plan, given as JSON text or as a document. */
  constructor(addon: Addon, plan: unknown);
  /**
   * Runs the plan and resolves to its outputs. Rejects with the error of the first step that
   * failed.
   */
  run(input?: unknown, options?: RunOptions): Promise<unknown>;
  /** Runs the plan and reports the outcome of every step. Failing steps do not reject it. */
  settle(input?: unknown, options?: RunOptions): Promise<PlanReport>;
}
/** Builds the steps of a plan: the commands by family, and `each` for lists. */
type PlanBuilder<Commands> = Commands & {
  /**
   * Runs the steps that `body` records for each item of a list, in parallel; returns the list of
   * its results.
   */
  each<Item, Given>(
    list: Handle<ArrayLike<Item>> | ArrayLike<Item>,
    body: (item: Handle<Item>) => Given,
  ): Handle<
    Resolved<Given>[]
  > /** The same builder, with settings for the steps that it records. */;
  with(options: StepOptions): PlanBuilder<Commands>;
};
/** The arguments of a run: the input may be left out if the plan has none. */
type RunArguments<Input> = unknown extends Input
  ? [input?: undefined, options?: RunOptions]
  : [input: Input, options?: RunOptions];
/** A plan that was checked once and can run many times. */
interface Plan<Input, Outputs> {
  /** The plan as it crosses the boundary. */
  readonly document: PlanDocument;
  /**
   * Runs the plan and resolves to its outputs. Rejects with the error of the first step that
   * failed.
   */
  run(...args: RunArguments<Input>): Promise<Outputs>;
  /** Runs the plan and reports the outcome of every step. Failing steps do not reject it. */
  settle(...args: RunArguments<Input>): Promise<PlanReport<Outputs>>;
}
/**
 * Builds a plan: runs `build` once to record its steps, and checks them. Nothing runs before
 * `run()`.
 */
type PlanFunction<Commands> = <Given, Input = unknown>(
  build: (p: PlanBuilder<Commands>, input: Input) => Given,
  options?: PlanOptions,
) => Plan<Input, Resolved<Given>>;
/** The commands of a family, as steps of a plan. */
type Steps<Signatures> = {
  readonly [Name in keyof Signatures as Sendable<Signatures, Name>]: Step<
    Written<Signatures[Name]>
  >;
};
type Step<Plain> = Plain extends (...args: infer Args) => infer Result
  ? (...args: { [Index in keyof Args]: Param<Args[Index]> }) => Handle<Result>
  : never;
/** An input also takes a handle to any list of its items: the results of a step that sends them. */
type Param<T> = [T] extends [Input<infer Item>]
  ? Handle<ArrayLike<Item>> | readonly Planned<Item>[]
  : Planned<T>;
/** Every code that an error of these commands can have. */
interface ErrorCodes {
  /** A file became shorter, or was replaced, while it was being packed. */
  readonly ERR_PINTLE_ARCHIVE_CHANGED: "ERR_PINTLE_ARCHIVE_CHANGED";
  /** The archive is damaged, ends too early, or contradicts itself. */
  readonly ERR_PINTLE_ARCHIVE_CORRUPT: "ERR_PINTLE_ARCHIVE_CORRUPT";
  /** The destination already has an entry with the same name. */
  readonly ERR_PINTLE_ARCHIVE_EXISTS: "ERR_PINTLE_ARCHIVE_EXISTS";
  /** The archive holds more than the limits allow. It may be designed to fill your disk. */
  readonly ERR_PINTLE_ARCHIVE_LIMIT: "ERR_PINTLE_ARCHIVE_LIMIT";
  /** The archive has an entry that would be written outside of the destination, would be a device, or has a name that the platform interprets as another file. */
  readonly ERR_PINTLE_ARCHIVE_UNSAFE: "ERR_PINTLE_ARCHIVE_UNSAFE";
  /** The archive has a format, a compression or an encryption that Pintle does not read. */
  readonly ERR_PINTLE_ARCHIVE_UNSUPPORTED: "ERR_PINTLE_ARCHIVE_UNSUPPORTED";
  /** A function that was passed to the command threw an exception, rejected, or returned a value of another type; or it was called after its call had ended. */
  readonly ERR_PINTLE_CALLBACK: "ERR_PINTLE_CALLBACK";
  /** The caller cancelled the call or the plan. */
  readonly ERR_PINTLE_CANCELLED: "ERR_PINTLE_CANCELLED";
  /** A file was changed by another process after it was read, so it was not replaced. */
  readonly ERR_PINTLE_CHANGED: "ERR_PINTLE_CHANGED";
  /** The host speaks another version of the protocol, or its commands differ from those that the client was generated for. */
  readonly ERR_PINTLE_CONTRACT_MISMATCH: "ERR_PINTLE_CONTRACT_MISMATCH";
  /** The caller's policy does not allow the call. Nothing was run. */
  readonly ERR_PINTLE_DENIED: "ERR_PINTLE_DENIED";
  /** The command changes an argument in place, so it can only be called directly. */
  readonly ERR_PINTLE_DIRECT_ONLY: "ERR_PINTLE_DIRECT_ONLY";
  /** A resource was used after its handle had been disposed of. */
  readonly ERR_PINTLE_DISPOSED: "ERR_PINTLE_DISPOSED";
  /** The divisor is zero. */
  readonly ERR_PINTLE_DIVISION_BY_ZERO: "ERR_PINTLE_DIVISION_BY_ZERO";
  /** Two steps of the plan have the same id. */
  readonly ERR_PINTLE_DUPLICATE_STEP: "ERR_PINTLE_DUPLICATE_STEP";
  /** A file begins with the byte order mark of UTF-16, but is not UTF-16. Pintle never substitutes similar text. */
  readonly ERR_PINTLE_ENCODING: "ERR_PINTLE_ENCODING";
  /** The command failed for a reason that has no code of its own. */
  readonly ERR_PINTLE_FAILED: "ERR_PINTLE_FAILED";
  /** Reading an argument ran a getter or a proxy, which threw an exception. */
  readonly ERR_PINTLE_GETTER_THREW: "ERR_PINTLE_GETTER_THREW";
  /** The guest ran and reported a failure. */
  readonly ERR_PINTLE_GUEST_ERROR: "ERR_PINTLE_GUEST_ERROR";
  /** One of the guest's limits is used up. */
  readonly ERR_PINTLE_GUEST_LIMIT: "ERR_PINTLE_GUEST_LIMIT";
  /** The guest trapped, recursed endlessly, or passed its host something invalid, such as a pointer outside its memory. */
  readonly ERR_PINTLE_GUEST_TRAP: "ERR_PINTLE_GUEST_TRAP";
  /** The iterable that was passed to the command threw an exception, so that the command cannot have all of its items. */
  readonly ERR_PINTLE_INPUT: "ERR_PINTLE_INPUT";
  /** The destination is the source itself, or is inside it. Nothing was copied. */
  readonly ERR_PINTLE_INSIDE_ITSELF: "ERR_PINTLE_INSIDE_ITSELF";
  /** The data does not match its integrity string. */
  readonly ERR_PINTLE_INTEGRITY: "ERR_PINTLE_INTEGRITY";
  /** The module is not a guest: it is not WebAssembly, imports something that a guest may not use, lacks a required export, or has more memory than allowed. */
  readonly ERR_PINTLE_INVALID_GUEST: "ERR_PINTLE_INVALID_GUEST";
  /** The text is not valid JSON (RFC 8259), or contains what I-JSON (RFC 7493) forbids: duplicate keys or lone surrogates. */
  readonly ERR_PINTLE_INVALID_JSON: "ERR_PINTLE_INVALID_JSON";
  /** The document is not a valid plan. */
  readonly ERR_PINTLE_INVALID_PLAN: "ERR_PINTLE_INVALID_PLAN";
  /** The policy is not valid, so it allows nothing. */
  readonly ERR_PINTLE_INVALID_POLICY: "ERR_PINTLE_INVALID_POLICY";
  /** A message to the host is valid JSON, but not a request as defined by JSON-RPC 2.0 and the protocol. */
  readonly ERR_PINTLE_INVALID_REQUEST: "ERR_PINTLE_INVALID_REQUEST";
  /** An argument does not have the type that the command takes. Nothing is converted silently. */
  readonly ERR_PINTLE_INVALID_TYPE: "ERR_PINTLE_INVALID_TYPE";
  /** An argument has the right type, but its value is not allowed. */
  readonly ERR_PINTLE_INVALID_VALUE: "ERR_PINTLE_INVALID_VALUE";
  /** The operating system refused an operation on a file or folder. */
  readonly ERR_PINTLE_IO: "ERR_PINTLE_IO";
  /** The native addon could not be loaded. */
  readonly ERR_PINTLE_LOAD: "ERR_PINTLE_LOAD";
  /** A message to or from the host is larger than the limits allow. */
  readonly ERR_PINTLE_MESSAGE_LIMIT: "ERR_PINTLE_MESSAGE_LIMIT";
  /** A required argument was not given. */
  readonly ERR_PINTLE_MISSING_ARG: "ERR_PINTLE_MISSING_ARG";
  /** Node-API refused an operation that Pintle needs. */
  readonly ERR_PINTLE_NODE_API: "ERR_PINTLE_NODE_API";
  /** A value that is only meaningful where it was made, such as a callback, cannot be carried this way. */
  readonly ERR_PINTLE_NOT_CARRIED: "ERR_PINTLE_NOT_CARRIED";
  /** A result is NaN or infinite. JSON cannot represent that, so it is an error on every transport. */
  readonly ERR_PINTLE_NOT_FINITE: "ERR_PINTLE_NOT_FINITE";
  /** The command needs an operating system, so it is not available in WebAssembly. */
  readonly ERR_PINTLE_NOT_PORTABLE: "ERR_PINTLE_NOT_PORTABLE";
  /** The recording has no answer to this request. */
  readonly ERR_PINTLE_NOT_RECORDED: "ERR_PINTLE_NOT_RECORDED";
  /** A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name. */
  readonly ERR_PINTLE_NOT_UTF8: "ERR_PINTLE_NOT_UTF8";
  /** The program wrote more than maxOutputBytes allows, and was terminated. */
  readonly ERR_PINTLE_OUTPUT_LIMIT: "ERR_PINTLE_OUTPUT_LIMIT";
  /** A number is outside the range of its type, has a fraction where an integer is needed, or is not finite. */
  readonly ERR_PINTLE_OUT_OF_RANGE: "ERR_PINTLE_OUT_OF_RANGE";
  /** The exact result does not fit into the type of the operation. */
  readonly ERR_PINTLE_OVERFLOW: "ERR_PINTLE_OVERFLOW";
  /** A Rust command panicked. This is a bug in the command; the process continues. */
  readonly ERR_PINTLE_PANIC: "ERR_PINTLE_PANIC";
  /** A reference's path does not exist in the result that it refers to. */
  readonly ERR_PINTLE_PATH_NOT_FOUND: "ERR_PINTLE_PATH_NOT_FOUND";
  /** Steps of the plan wait for each other in a cycle, so none of them can start. */
  readonly ERR_PINTLE_PLAN_CYCLE: "ERR_PINTLE_PLAN_CYCLE";
  /** The plan is larger than the limits allow. */
  readonly ERR_PINTLE_PLAN_LIMIT: "ERR_PINTLE_PLAN_LIMIT";
  /** A limit of the caller's policy is used up. */
  readonly ERR_PINTLE_POLICY_LIMIT: "ERR_PINTLE_POLICY_LIMIT";
  /** The program ended with an exit code other than 0, or a signal ended it. */
  readonly ERR_PINTLE_PROGRAM_FAILED: "ERR_PINTLE_PROGRAM_FAILED";
  /** There is no program with that name in the folders of PATH, or none at that path. */
  readonly ERR_PINTLE_PROGRAM_NOT_FOUND: "ERR_PINTLE_PROGRAM_NOT_FOUND";
  /** The folder is `/`, the home folder or the working folder, or contains one of these. Nothing was removed. */
  readonly ERR_PINTLE_PROTECTED: "ERR_PINTLE_PROTECTED";
  /** The caller would hold more resources at a time than it may. */
  readonly ERR_PINTLE_RESOURCE_LIMIT: "ERR_PINTLE_RESOURCE_LIMIT";
  /** A time limit ran out before the work was done. */
  readonly ERR_PINTLE_TIMEOUT: "ERR_PINTLE_TIMEOUT";
  /** The connection to the host was closed, or the host exited, before it answered. */
  readonly ERR_PINTLE_TRANSPORT_CLOSED: "ERR_PINTLE_TRANSPORT_CLOSED";
  /** An argument was given that the command does not take. */
  readonly ERR_PINTLE_UNKNOWN_ARG: "ERR_PINTLE_UNKNOWN_ARG";
  /** There is no command with that name. */
  readonly ERR_PINTLE_UNKNOWN_COMMAND: "ERR_PINTLE_UNKNOWN_COMMAND";
  /** A reference or dependsOn names a step that does not exist or is not visible from there. */
  readonly ERR_PINTLE_UNKNOWN_STEP: "ERR_PINTLE_UNKNOWN_STEP";
}
/** A code that an error of these commands can have. */
type ErrorCode = keyof ErrorCodes;
/** The details of errors, by code. Those of other codes may be anything. */
interface ErrorDetails {
  readonly ERR_PINTLE_ARCHIVE_CHANGED: ArchiveErrorDetails;
  readonly ERR_PINTLE_ARCHIVE_CORRUPT: ArchiveErrorDetails;
  readonly ERR_PINTLE_ARCHIVE_EXISTS: ArchiveErrorDetails;
  readonly ERR_PINTLE_ARCHIVE_LIMIT: ArchiveErrorDetails;
  readonly ERR_PINTLE_ARCHIVE_UNSAFE: ArchiveErrorDetails;
  readonly ERR_PINTLE_ARCHIVE_UNSUPPORTED: ArchiveErrorDetails;
  readonly ERR_PINTLE_INTEGRITY: IntegrityDetails;
  readonly ERR_PINTLE_IO: IoDetails;
  readonly ERR_PINTLE_OUTPUT_LIMIT: ProgramErrorDetails;
  readonly ERR_PINTLE_PROGRAM_FAILED: ProgramErrorDetails;
  readonly ERR_PINTLE_PROGRAM_NOT_FOUND: ProgramNotFoundDetails;
}
/** An error of these commands: its `code` says what its `details` are. */
type CommandError = ErrorOf<ErrorCode, ErrorDetails>;
/** A hash function. */
type Algorithm = "blake3" | "sha256" | "sha384" | "sha512" | "sha1" | "md5";
/** The details of an archive error. */
interface ArchiveErrorDetails {
  /** The entry, with U+FFFD in place of what is not UTF-8; null if it is the whole archive. */
  readonly entry: string | null;
}
/** How a digest is written. */
type Encoding = "hex" | "base64" | "sri";
/** How to hash. */
interface HashOptions {
  /**
   * The hash function.
   *
   * @default "blake3"
   */
  readonly algorithm?: Algorithm | undefined;
  /**
   * How the digest is written.
   *
   * @default "hex"
   */
  readonly encoding?: Encoding | undefined;
}
/** What was expected, and what was found instead. */
interface IntegrityDetails {
  /** The file, if it is one. */
  readonly path: string | null;
  /** The hashes of the strongest algorithm in the integrity string. */
  readonly expected: string[];
  /** That of the data. */
  readonly actual: string;
}
/** The details of `ERR_PINTLE_IO`. */
interface IoDetails {
  /** The file or folder, with U+FFFD in place of what is not Unicode; null if it is not known. */
  readonly path: string | null;
  /** The name of the system's error as in Node, such as `ENOENT`; null if it has none. */
  readonly errno: string | null;
}
/** How a program ended that did not end well. */
interface ProgramErrorDetails {
  /** Its exit code; null if a signal ended it. */
  readonly exitCode: number | null;
  /** The signal that ended it, such as `SIGKILL`. */
  readonly signal: string | null;
  /** A part of its output. */
  readonly stdout: string;
  /** A part of its error output. */
  readonly stderr: string;
  /** Whether another process still held one of its outputs. */
  readonly pipesOpen: boolean;
}
/** Where a program was looked for. */
interface ProgramNotFoundDetails {
  /** The program, as it was given. */
  readonly program: string;
  /** The folders. */
  readonly searched: string[];
}
/** The commands of the family `math`, as Rust has them. */
interface MathSignatures {
  /**
   * Adds two 32-bit integers.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly add: (a: number, b: number) => number;
  /**
   * Subtracts `b` from `a`, both 32-bit integers.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly subtract: (a: number, b: number) => number;
  /**
   * Multiplies two 32-bit integers.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly multiply: (a: number, b: number) => number;
  /**
   * Divides `a` by `b`, both 32-bit integers. The fraction is cut off, as in Rust and C.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   * @throws `ERR_PINTLE_DIVISION_BY_ZERO` The divisor is zero.
   */
  readonly divide: (a: number, b: number) => number;
  /**
   * Adds two 64-bit integers.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly addI64: (a: bigint, b: bigint) => bigint;
  /**
   * Subtracts `b` from `a`, both 64-bit integers.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly subtractI64: (a: bigint, b: bigint) => bigint;
  /**
   * Multiplies two 64-bit integers.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly multiplyI64: (a: bigint, b: bigint) => bigint;
  /**
   * Divides `a` by `b`, both 64-bit integers. The fraction is cut off, as in Rust and C.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   * @throws `ERR_PINTLE_DIVISION_BY_ZERO` The divisor is zero.
   */
  readonly divideI64: (a: bigint, b: bigint) => bigint;
  /**
   * Adds two floats. A result that is not finite is an error.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly addF64: (a: number, b: number) => number;
  /**
   * Subtracts `b` from `a`, both floats. A result that is not finite is an error.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly subtractF64: (a: number, b: number) => number;
  /**
   * Multiplies two floats. A result that is not finite is an error.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly multiplyF64: (a: number, b: number) => number;
  /**
   * Divides `a` by `b`, both floats. A result that is not finite is an error.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   * @throws `ERR_PINTLE_DIVISION_BY_ZERO` The divisor is zero.
   */
  readonly divideF64: (a: number, b: number) => number;
  /**
   * The sum of 32-bit integers, exactly. A sum that a number cannot hold exactly is an error.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly sum: (values: Int32Array) => number;
  /**
   * The sum of 64-bit integers. A sum that does not fit into 64 bits is an error, even if later
   * elements would bring it back into range.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly sumI64: (values: BigInt64Array) => bigint;
  /**
   * The sum of floats, added from first to last, like a loop in JavaScript. A sum that is
   * not finite is an error.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   */
  readonly sumF64: (values: Float64Array) => number;
  /**
   * Adds each element of `source` to the one at the same index in `target`, in place. If one of the
   * sums does not fit, that is an error and `target` stays as it was.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   */
  readonly addInto: Command<(target: Int32Array, source: Int32Array) => void, "directOnly">;
  /**
   * Adds each element of `source` to the one at the same index in `target`, in place. If one of the
   * sums does not fit, that is an error and `target` stays as it was.
   *
   * @throws `ERR_PINTLE_OVERFLOW` The exact result does not fit into the type of the operation.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   */
  readonly addIntoI64: Command<
    (target: BigInt64Array, source: BigInt64Array) => void,
    "directOnly"
  >;
  /**
   * Adds each element of `source` to the one at the same index in `target`, in place. Infinities and
   * NaN propagate as in IEEE 754.
   *
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   */
  readonly addIntoF64: Command<(target: Float64Array, source: Float64Array) => void, "directOnly">;
}
/** The commands of the family `hash`, as Rust has them. */
interface HashSignatures {
  /**
   * The hash of binary data. For text, pass `new TextEncoder().encode(text)`.
   *
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   */
  readonly bytes: Command<(data: Uint8Array, options?: HashOptions) => string, "options">;
  /**
   * Checks binary data against a Subresource Integrity string, and returns its hash.
   *
   * @throws `ERR_PINTLE_INTEGRITY` The data does not match its integrity string.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   */
  readonly checkBytes: (data: Uint8Array, integrity: string) => string;
}
/** The commands of the family `math`. */
interface MathCommands extends Direct<MathSignatures> {}
/** The commands of the family `hash`. */
interface HashCommands extends Direct<HashSignatures> {}
/** The commands of the family `math`, as steps of a plan. */
type MathSteps = Steps<MathSignatures>;
/** The commands of the family `hash`, as steps of a plan. */
type HashSteps = Steps<HashSignatures>;
/** Every command that can be a step of a plan. */
interface PlanCommands {
  readonly math: MathSteps;
  readonly hash: HashSteps;
}
/** The commands of the family `math`, over a transport. */
type MathClient = Remote<MathSignatures>;
/** The commands of the family `hash`, over a transport. */
type HashClient = Remote<HashSignatures>;
/** Every command that a transport can run. */
interface ClientCommands {
  readonly math: MathClient;
  readonly hash: HashClient;
}
/** Standard Schema objects of every command: its parameters by name, and its result. */
interface Schemas {
  readonly "math.add": CommandSchemas<
    {
      readonly a: number;
      readonly b: number;
    },
    number
  >;
  readonly "math.subtract": CommandSchemas<
    {
      readonly a: number;
      readonly b: number;
    },
    number
  >;
  readonly "math.multiply": CommandSchemas<
    {
      readonly a: number;
      readonly b: number;
    },
    number
  >;
  readonly "math.divide": CommandSchemas<
    {
      readonly a: number;
      readonly b: number;
    },
    number
  >;
  readonly "math.addI64": CommandSchemas<
    {
      readonly a: bigint;
      readonly b: bigint;
    },
    bigint
  >;
  readonly "math.subtractI64": CommandSchemas<
    {
      readonly a: bigint;
      readonly b: bigint;
    },
    bigint
  >;
  readonly "math.multiplyI64": CommandSchemas<
    {
      readonly a: bigint;
      readonly b: bigint;
    },
    bigint
  >;
  readonly "math.divideI64": CommandSchemas<
    {
      readonly a: bigint;
      readonly b: bigint;
    },
    bigint
  >;
  readonly "math.addF64": CommandSchemas<
    {
      readonly a: number;
      readonly b: number;
    },
    number
  >;
  readonly "math.subtractF64": CommandSchemas<
    {
      readonly a: number;
      readonly b: number;
    },
    number
  >;
  readonly "math.multiplyF64": CommandSchemas<
    {
      readonly a: number;
      readonly b: number;
    },
    number
  >;
  readonly "math.divideF64": CommandSchemas<
    {
      readonly a: number;
      readonly b: number;
    },
    number
  >;
  readonly "math.sum": CommandSchemas<
    {
      readonly values: Int32Array;
    },
    number
  >;
  readonly "math.sumI64": CommandSchemas<
    {
      readonly values: BigInt64Array;
    },
    bigint
  >;
  readonly "math.sumF64": CommandSchemas<
    {
      readonly values: Float64Array;
    },
    number
  >;
  readonly "math.addInto": CommandSchemas<
    {
      readonly target: Int32Array;
      readonly source: Int32Array;
    },
    void
  >;
  readonly "math.addIntoI64": CommandSchemas<
    {
      readonly target: BigInt64Array;
      readonly source: BigInt64Array;
    },
    void
  >;
  readonly "math.addIntoF64": CommandSchemas<
    {
      readonly target: Float64Array;
      readonly source: Float64Array;
    },
    void
  >;
  readonly "hash.bytes": CommandSchemas<
    {
      readonly data: Uint8Array;
    } & HashOptions,
    string
  >;
  readonly "hash.checkBytes": CommandSchemas<
    {
      readonly data: Uint8Array;
      readonly integrity: string;
    },
    string
  >;
}
declare const math: MathCommands;
declare const hash: HashCommands;
declare const plan: PlanFunction<PlanCommands>;
declare const schemas: Schemas;
/** Whether something that was caught is an error of these commands, with one of their codes. */
declare const isCommandError: (value: unknown) => value is CommandError;
/** The parameters of a call by name, as JavaScript values: bigints, typed arrays, `Uint8Array`s. */
type Params = Readonly<Record<string, unknown>>;
/** What a command sends, in batches. Whoever takes no more calls `return`. */
type Batches = AsyncIterable<unknown>;
/** The parameters of a plan's run. */
interface PlanCallOptions extends CallOptions {
  readonly input?: unknown;
}
/**
 * A way to reach the commands of a contract. Over every transport, values are as a direct call
 * takes and returns them, and errors are `PintleError`s with the code, the message, the command,
 * the pointer and the details that a direct call would throw.
 */
interface Transport {
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
/** The commands of a contract over a transport. Every one returns a promise. */
type ClientOf<Commands> = Commands & Connection;
/** What a client has besides its commands. */
interface Connection extends AsyncDisposable {
  /** What the commands are. */
  readonly contract: Contract;
  /** Runs a plan and reports the outcome of every step. */
  runPlan(plan: PlanText, options?: PlanCallOptions): Promise<PlanReport>;
  /** Rejects what is running, and leaves nothing behind. */
  close(): Promise<void>;
}
/** What `connect` takes. */
interface ConnectOptions {
  /** How calls reach Rust. */
  readonly transport: Transport;
}
/** What a handler may return as a result: any binary data is accepted for `Bytes`. */
type Mocked<T> = T extends Bytes
  ? Uint8Array
  : T extends ArrayBufferView | Date | ReadonlySet<unknown>
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Mocked<Item>[]
      : T extends object
        ? { readonly [Name in keyof T]: Mocked<T[Name]> }
        : T;
/** What a handler may return: the result or a promise of it; for a list also an iterable of its items. */
type MockedResult<Result> =
  | Mocked<Result>
  | Promise<Mocked<Result>>
  | (Result extends readonly (infer Item)[]
      ? Iterable<Mocked<Item>> | AsyncIterable<Mocked<Item>>
      : never);
/** The replacements of the commands, by method. Those that a test does not call can be left out. */
type HandlersOf<All> = {
  readonly [Method in keyof All]?: All[Method] extends CommandSchemas<infer Params, infer Result>
    ? (params: Params, options: LineCallOptions) => MockedResult<Result>
    : never;
} & {
  /** Replaces plans, which need Rust to run. */ readonly "pintle.runPlan"?: (
    params: {
      readonly plan: PlanText;
      readonly input: unknown;
    },
    options: CallOptions,
  ) => PlanReport | Promise<PlanReport>;
};
/** What `mock` takes beside its handlers. */
interface MockOptions {
  /** What the commands are, when they are not Pintle's own. */
  readonly contract?: Contract;
}
/** The commands of a contract over a transport, the portable ones unless others are named. Every one returns a promise. */
type Client<Commands = ClientCommands> = ClientOf<Commands>;
/** Makes the commands callable over a transport: `connect({ transport: mock(…) })`. */
declare function connect<Commands = ClientCommands>(
  options: ConnectOptions,
): Promise<Client<Commands>>;
/** The replacements of the commands, by method. Those that a test does not call can be left out. */
type MockHandlers<All = Schemas> = HandlersOf<All>;
/**
 * Commands that are your own functions. What they are given and what they return is checked against
 * the contract, so that a test cannot pass with a mock that no command could match.
 */
declare function mock<All = Schemas>(
  handlers: MockHandlers<NoInfer<All>>,
  options?: MockOptions,
): Transport;
/**
 * The portable commands as WebAssembly, in Node and in browsers. The others reject with
 * `ERR_PINTLE_NOT_PORTABLE`. Everything runs on the calling thread.
 */
declare function wasm(): Transport;
/** What the portable commands are. */
declare function contract(): Contract;
/** The version of Pintle's WebAssembly module. */
declare function version(): string;
/** Checks a plan of portable commands written as JSON, so that it can run many times. */
declare function preparePlan(plan: PlanText): Prepared;
/** Runs a plan of portable commands written as JSON and reports the outcome of every step. */
declare function runPlan(
  plan: PlanText,
  options?: RunOptions & {
    readonly input?: unknown;
  },
): Promise<PlanReport>;
export {
  Algorithm,
  ArchiveErrorDetails,
  Bytes,
  type CallOptions,
  type Client,
  ClientCommands,
  CommandError,
  type CommandSchemas,
  type ConnectOptions,
  type Connection,
  type Contract,
  type ContractCommand,
  type ContractError,
  type ContractParam,
  Encoding,
  ErrorCode,
  ErrorCodes,
  type ErrorData,
  ErrorDetails,
  type ErrorOf,
  type Handle,
  HashClient,
  HashCommands,
  HashOptions,
  HashSignatures,
  HashSteps,
  IntegrityDetails,
  IoDetails,
  type JsonSchema,
  MathClient,
  MathCommands,
  MathSignatures,
  MathSteps,
  type MockHandlers,
  type MockOptions,
  type Params,
  PintleError,
  type Plan,
  type PlanBuilder,
  type PlanCallOptions,
  PlanCommands,
  type PlanDocument,
  type PlanFunction,
  type PlanOptions,
  type PlanReport,
  type PlanStep,
  type PlanText,
  type Planned,
  ProgramErrorDetails,
  ProgramNotFoundDetails,
  type Progress,
  type Reference,
  type RunOptions,
  Schemas,
  type StandardResult,
  type StandardSchema,
  type StepReport,
  type Transport,
  type TypedArray,
  type UnknownDetails,
  connect,
  contract,
  hash,
  isCommandError,
  math,
  mock,
  plan,
  preparePlan,
  runPlan,
  schemas,
  transfer,
  version,
  wasm,
};
