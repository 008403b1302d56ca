// Generated from index.ts by `npm run build`. Do not edit.

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
/** The contract of Pintle's own commands, from which the types are generated. */
declare function contract(): Contract;
/** The version of Pintle's native addon. */
declare function version(): string;
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
/**
 * What a native addon exports, Pintle's own or another. `crates/pintle-napi/src/export/`
 * is the other side.
 */
interface Binding extends CommandBinding {
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
/** Why an addon was not loaded, for programs. */
type LoadReason =
  | "no-such-file"
  | "not-installed"
  | "missing-addon"
  | "bundled"
  | "wrong-architecture"
  | "wrong-libc"
  | "old-glibc"
  | "no-addons"
  | "permission"
  | "corrupt"
  | "version-mismatch"
  | "not-pintle"
  | "unknown";
/** Why an addon was not loaded, and what to do. */
interface Failure {
  readonly reason: LoadReason;
  readonly cause: string;
  readonly fix: string;
  readonly error?: unknown;
}
/** The facts when no addon could be loaded. */
interface LoadFacts {
  /** What would have worked. */
  readonly needed: string;
  /** What was found instead. */
  readonly found: string;
  /** Each place that was tried, and the outcome. */
  readonly tried: readonly string[];
}
/** No native addon could be loaded. The message says what was tried, why it failed, and what to do. */
declare class PintleLoadError extends PintleError {
  override readonly name: string;
  /** Why, for programs. */
  readonly reason: LoadReason;
  constructor(facts: LoadFacts, { reason, cause, fix, error }: Failure);
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
type ResourceClass$1 = typeof Resource;
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
  get resources(): Readonly<Record<string, ResourceClass$1>>;
  /** Standard Schema objects of every command, by method. */
  get schemas(): Readonly<Record<string, CommandSchemas<unknown, unknown>>>;
}
/** Pintle's own commands. */
declare const builtin: Addon<Binding>;
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
/** The class of a type of resources. Only commands make instances. */
interface ResourceClass<Instance> {
  readonly prototype: Instance;
  readonly name: string;
  [Symbol.hasInstance](value: unknown): value is Instance;
}
/** Commands as methods of their first parameter. */
type Methods<Commands> = { readonly [Name in keyof Commands]: Method$1<Commands[Name]> };
/** A command as a method of its first parameter. */
type Method$1<Command> = Command extends (first: never, ...rest: infer Rest) => infer Result
  ? (...args: Rest) => Result
  : never;
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
/** What an addon has to be. */
interface LoadAddonOptions {
  /**
   * The hash of its contract, as generated modules name it: an addon with other commands, or with other
   * types, is not loaded.
   */
  readonly contract?: string;
}
/**
 * Loads an addon built with `pintle::addon!`. `pintle schema --format typescript` generates its
 * types.
 */
declare function loadAddon(file: string, options?: LoadAddonOptions): Addon<Binding>;
/** An error with one of these codes; `Known` has the details of those codes of which they are known. */
type ErrorOf<Codes extends string, Known> = {
  readonly [Code in Codes]: PintleError<
    Code,
    Code extends keyof Known ? Known[Code] : UnknownDetails
  >;
}[Codes];
/** What says which errors there may be. */
interface Errors {
  readonly contract: {
    readonly "x-errors": Readonly<Record<string, unknown>>;
  };
}
/** Whether a value is an error with a code that is in the contract of an addon. */
declare function errorsOf(addon: Errors): (value: unknown) => boolean;
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
/** The function that builds plans of an addon's commands. */
declare function planFor(addon: Addon): PlanFunction<Record<string, unknown>>;
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
/** One entry of an archive. */
interface ArchivedEntry {
  /** Its path as written in the archive. It may be unsafe. */
  readonly path: string;
  /** What it is. */
  readonly kind: ArchivedKind;
  /** Its size in bytes; 0 unless it is a file. */
  readonly size: number;
  /** Its permission bits such as 0o644; 0 if the archive has none. */
  readonly mode: number;
  /** The time of its last change in milliseconds since 1970. */
  readonly mtimeMs: number;
  /** The target of a link; empty for anything else. */
  readonly linkTarget: string;
}
/** What an entry of an archive is. */
type ArchivedKind = "file" | "directory" | "symlink" | "other" | "hardLink" | "label";
/** Whether letter case matters. */
type Case = "sensitive" | "insensitive" | "smart";
/** How to check files. */
interface CheckOptions {
  /** The folder that relative paths start from. Default: the working folder. */
  readonly root?: string | null | undefined;
}
/** Files that match their integrity strings. */
interface CheckResult {
  /** The hash of each file, such as `sha512-…`. */
  readonly integrities: string[];
  /** How many files there are. */
  readonly count: number;
  /** How many bytes were read. */
  readonly bytes: number;
}
/** How to copy. */
interface CopyOptions {
  /**
   * What to do with a file or a link that already exists.
   *
   * @default "always"
   */
  readonly overwrite?: Overwrite | undefined;
  /**
   * Creates hard links instead of copying files. Files that cannot be linked, such as those on
   * another file system, are copied; under a policy all are.
   *
   * @default false
   */
  readonly hardLink?: boolean | undefined;
  /**
   * Only entries whose path matches one of these: `*` and `?` within a name, `**` across
   * folders, `[a-z]`, `{a,b}`.
   */
  readonly glob?: readonly string[] | null | undefined;
  /** No entry whose path matches one of these; a folder that matches is not entered. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * Skips what git ignores: `.gitignore` files in the tree and in the folders above it up to the
   * repository's root, `.git/info/exclude` and `core.excludesFile`. Works outside a
   * repository too, and never enters `.git`.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
  /**
   * The names of other files with rules like those in `.gitignore`, such as `.ignore`. They are
   * read in the same folders and take precedence; later names take precedence over earlier ones.
   */
  readonly ignoreFiles?: readonly string[] | null | undefined;
  /**
   * Skips names that begin with a dot.
   *
   * @default false
   */
  readonly skipHidden?: boolean | undefined;
  /** How many levels to descend; 1 means the root's direct children. */
  readonly maxDepth?: number | null | undefined;
  /** The minimum file size in bytes; smaller files are skipped, and so is everything that is not a file. */
  readonly minSize?: number | null | undefined;
  /** The maximum file size in bytes; larger files are skipped, and so is everything that is not a file. */
  readonly maxSize?: number | null | undefined;
  /** Only entries of these kinds. Default: all. */
  readonly kinds?: readonly EntryKind[] | null | undefined;
  /**
   * Continues when something cannot be copied, and lists it in `errors`. Otherwise the first
   * error ends the call.
   *
   * @default false
   */
  readonly keepGoing?: boolean | undefined;
}
/** What was copied. */
interface CopyResult {
  /** How many files were copied, cloned or linked. */
  readonly files: number;
  /** How many folders there are in the copy. */
  readonly folders: number;
  /** How many symbolic links were copied. */
  readonly links: number;
  /** How many files and links were left as they are because of `overwrite`. */
  readonly skipped: number;
  /** How many of the files share their data with the original until one is changed (reflinks). */
  readonly cloned: number;
  /** How many of the files are hard links to the original. */
  readonly hardLinked: number;
  /** The sum of the sizes of the files, except those with `hardLink`. */
  readonly bytes: number;
  /** What could not be copied, with `keepGoing`. */
  readonly errors: WalkError[];
}
/** How to create an archive. */
interface CreateOptions {
  /** How to pack. Default: by the name of the archive. */
  readonly format?: Format | null | undefined;
  /**
   * Only these files, links and folders, as paths below the root; a folder does not include its
   * contents. Default: all. The other options select among them, except `gitignore` and `ignoreFiles`,
   * which cannot be given with it.
   */
  readonly files?: readonly string[] | null | undefined;
  /**
   * Only entries whose path matches one of these: `*` and `?` within a name, `**` across
   * folders, `[a-z]`, `{a,b}`.
   */
  readonly glob?: readonly string[] | null | undefined;
  /** No entry whose path matches one of these; a folder that matches is not entered. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * Skips what git ignores: `.gitignore` files in the tree and in the folders above it up to the
   * repository's root, `.git/info/exclude` and `core.excludesFile`. Works outside a
   * repository too, and never enters `.git`.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
  /**
   * The names of other files with rules like those in `.gitignore`, such as `.ignore`. They are
   * read in the same folders and take precedence; later names take precedence over earlier ones.
   */
  readonly ignoreFiles?: readonly string[] | null | undefined;
  /**
   * Skips names that begin with a dot.
   *
   * @default false
   */
  readonly skipHidden?: boolean | undefined;
  /** How many levels to descend; 1 means the root's direct children. */
  readonly maxDepth?: number | null | undefined;
  /** The minimum file size in bytes; smaller files are skipped, and so is everything that is not a file. */
  readonly minSize?: number | null | undefined;
  /** The maximum file size in bytes; larger files are skipped, and so is everything that is not a file. */
  readonly maxSize?: number | null | undefined;
  /** Only entries of these kinds. Default: all. */
  readonly kinds?: readonly EntryKind[] | null | undefined;
  /** A folder inside the archive that everything is put into, such as `package`. */
  readonly prefix?: string | null | undefined;
  /** How hard to compress: 0 to 9 for gzip and zip (default 6), 1 to 19 for Zstandard (default 3). */
  readonly level?: number | null | undefined;
  /** One time for every entry, in milliseconds since 1970. Default: that of each file. */
  readonly mtimeMs?: number | null | undefined;
  /**
   * Makes the same contents result in the same bytes: with a fixed time, unless `mtimeMs` sets
   * another, and modes that only record whether a file is executable.
   *
   * @default false
   */
  readonly reproducible?: boolean | undefined;
}
/** What was packed. */
interface Created {
  /** How many files there are. */
  readonly files: number;
  /** How many folders there are. */
  readonly directories: number;
  /** How many symbolic links there are. */
  readonly symlinks: number;
  /** How many bytes the files have in total. */
  readonly bytes: number;
  /** How many bytes the archive has. */
  readonly size: number;
  /** What was skipped: devices, pipes and sockets. */
  readonly skipped: Skipped[];
}
/** The lines that change, as columns. */
interface Edits {
  /** The file of each line, as its index in `paths`. */
  readonly files: Uint32Array;
  /** Line numbers before the change; the first line of a file is 1. */
  readonly numbers: Uint32Array;
  /** The lines as they were, without their line endings. */
  readonly before: string[];
  /** The lines as they become. */
  readonly after: string[];
  /**
   * The indices in these columns of lines that are not UTF-8; the texts here have U+FFFD in
   * place of invalid bytes, which the files keep. Usually empty.
   */
  readonly lossy: Uint32Array;
}
/** How a digest is written. */
type Encoding = "hex" | "base64" | "sri";
/** What was found, as columns: an entry has the same index in every column. */
interface Entries {
  /** How many entries there are. */
  readonly count: number;
  /** Paths relative to the root, with `/` on every platform. */
  readonly paths: string[];
  /** What each is: 0 a file, 1 a folder, 2 a symbolic link, 3 something else. */
  readonly kinds: Bytes;
  /** Sizes in bytes, with `stat`. */
  readonly sizes: Float64Array | null;
  /** Times of the last change in milliseconds since 1970, with `stat`. */
  readonly mtimesMs: Float64Array | null;
  /** What could not be read. The walk continues regardless. */
  readonly errors: WalkError[];
}
/** What to list. */
interface EntriesOptions {
  /**
   * Only entries whose path matches one of these: `*` and `?` within a name, `**` across
   * folders, `[a-z]`, `{a,b}`.
   */
  readonly glob?: readonly string[] | null | undefined;
  /** No entry whose path matches one of these; a folder that matches is not entered. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * Skips what git ignores: `.gitignore` files in the tree and in the folders above it up to the
   * repository's root, `.git/info/exclude` and `core.excludesFile`. Works outside a
   * repository too, and never enters `.git`.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
  /**
   * The names of other files with rules like those in `.gitignore`, such as `.ignore`. They are
   * read in the same folders and take precedence; later names take precedence over earlier ones.
   */
  readonly ignoreFiles?: readonly string[] | null | undefined;
  /**
   * Skips names that begin with a dot.
   *
   * @default false
   */
  readonly skipHidden?: boolean | undefined;
  /** How many levels to descend; 1 means the root's direct children. */
  readonly maxDepth?: number | null | undefined;
  /** The minimum file size in bytes; smaller files are skipped, and so is everything that is not a file. */
  readonly minSize?: number | null | undefined;
  /** The maximum file size in bytes; larger files are skipped, and so is everything that is not a file. */
  readonly maxSize?: number | null | undefined;
  /** Only entries of these kinds. Default: everything except folders. */
  readonly kinds?: readonly EntryKind[] | null | undefined;
  /**
   * Follows symbolic links. A link that leads back to a folder above it cannot be read.
   *
   * @default false
   */
  readonly followSymlinks?: boolean | undefined;
  /**
   * Also returns sizes and times, at the cost of one more file system call per entry.
   *
   * @default false
   */
  readonly stat?: boolean | undefined;
}
/** The kind of an entry in a folder. */
type EntryKind = "file" | "directory" | "symlink" | "other";
/** How to extract. */
interface ExtractOptions {
  /** How the archive is packed. Default: detected from its first bytes. */
  readonly format?: Format | null | undefined;
  /**
   * How many leading components of each path to remove. Entries with no more components are
   * skipped.
   *
   * @default 0
   */
  readonly stripComponents?: number | undefined;
  /** Only entries whose path, without the stripped components, matches one of these globs. */
  readonly glob?: readonly string[] | null | undefined;
  /** No entry whose path matches one of these globs, nor anything below a folder that does. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * What to do with a file or a link that already exists; neither ever replaces a folder.
   *
   * @default "error"
   */
  readonly overwrite?: Overwrite | undefined;
  /**
   * What to do with an entry that is unsafe.
   *
   * @default "refuse"
   */
  readonly unsafe?: Unsafe | undefined;
  /**
   * Which names of entries are safe.
   *
   * @default "native"
   */
  readonly names?: Names | undefined;
  /**
   * The maximum number of entries in the archive.
   *
   * @default 1000000
   */
  readonly maxEntries?: number | undefined;
  /**
   * The maximum number of bytes when unpacked.
   *
   * @default 17179869184
   */
  readonly maxBytes?: number | undefined;
  /**
   * How many times larger than the archive its content may be. The first GiB is free.
   *
   * @default 250
   */
  readonly maxRatio?: number | undefined;
}
/** What was extracted. */
interface Extracted {
  /** How many files there are, including hard links. */
  readonly files: number;
  /** How many folders the archive has entries for. */
  readonly directories: number;
  /** How many symbolic links there are. */
  readonly symlinks: number;
  /** How many bytes the files have in total. */
  readonly bytes: number;
  /**
   * What was skipped: volume labels, which have no content to extract, and with
   * `unsafe: "skip"` what is unsafe.
   */
  readonly skipped: Skipped[];
}
/** How to hash files. */
interface FilesOptions {
  /** The folder that relative paths start from. Default: the working folder. */
  readonly root?: string | null | undefined;
  /**
   * The hash function.
   *
   * @default "blake3"
   */
  readonly algorithm?: Algorithm | undefined;
  /**
   * How the digests are written.
   *
   * @default "hex"
   */
  readonly encoding?: Encoding | undefined;
}
/** The hashes of files. */
interface FilesResult {
  /** The digest of each file, in the order of the paths. */
  readonly digests: string[];
  /** The digest of all files: the hash of the concatenated binary digests. */
  readonly digest: string;
  /** How many files there are. */
  readonly count: number;
  /** How many bytes were read. */
  readonly bytes: number;
}
/** How an archive is packed. */
type Format = "tar" | "tarGz" | "tarZst" | "zip";
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
/** Lines, as columns. */
interface Lines {
  /** The file of each line, as its index in `paths`. */
  readonly files: Uint32Array;
  /** Line numbers; the first line of a file is 1. */
  readonly numbers: Uint32Array;
  /**
   * The lines without their line endings. A match over several lines has all of them in one
   * text.
   */
  readonly texts: string[];
  /** What each is: 0 a line with matches, 1 a context line. */
  readonly kinds: Bytes;
  /**
   * The indices in these columns of lines that are not UTF-8; their texts have U+FFFD in place
   * of invalid bytes. Usually empty.
   */
  readonly lossy: Uint32Array;
}
/** How to make links. */
interface LinkOptions {
  /**
   * What to do with a file or a link that already exists. A new link counts as newer than
   * anything.
   *
   * @default "always"
   */
  readonly overwrite?: Overwrite | undefined;
  /**
   * Makes the targets of the links executable for everyone who may read them, as npm does with
   * the programs of packages. They must be regular files below the root.
   *
   * @default false
   */
  readonly executable?: boolean | undefined;
}
/** What was made. */
interface LinkResult {
  /** How many links were made. */
  readonly links: number;
  /** How many files and links were left as they are because of `overwrite`. */
  readonly skipped: number;
}
/** How to list an archive. */
interface ListOptions {
  /** How the archive is packed. Default: detected from its first bytes. */
  readonly format?: Format | null | undefined;
  /**
   * The maximum number of entries in the archive.
   *
   * @default 1000000
   */
  readonly maxEntries?: number | undefined;
  /**
   * The maximum number of bytes when unpacked.
   *
   * @default 17179869184
   */
  readonly maxBytes?: number | undefined;
  /**
   * How many times larger than the archive its content may be. The first GiB is free.
   *
   * @default 250
   */
  readonly maxRatio?: number | undefined;
}
/** The contents of an archive, as columns: an entry has the same index in every column. */
interface Listed {
  /** How the archive is packed. */
  readonly format: Format;
  /** How many entries there are. */
  readonly count: number;
  /** Paths as written in the archive. They may be unsafe. */
  readonly paths: string[];
  /**
   * What each is: 0 a file, 1 a folder, 2 a symbolic link, 3 a device or a pipe, 4 a hard link,
   * 5 a volume label.
   */
  readonly kinds: Bytes;
  /** Sizes in bytes. */
  readonly sizes: Float64Array;
  /** Permission bits such as 0o644; 0 where the archive has none. */
  readonly modes: Uint32Array;
  /** Times of the last change in milliseconds since 1970. */
  readonly mtimesMs: Float64Array;
  /** The targets of links; empty for anything else. */
  readonly linkTargets: string[];
}
/** Matches, as columns. */
interface Matches {
  /** The line of each match, as its index in the columns of `lines`. */
  readonly lines: Uint32Array;
  /** Where each begins in the text of its line, so that `text.slice(start, end)` is the match. */
  readonly starts: Uint32Array;
  /** Where each ends in the text of its line. */
  readonly ends: Uint32Array;
}
/** What a search returns. */
type Mode = "lines" | "count" | "files";
/** Which names of entries are safe. */
type Names = "safeEverywhere" | "native";
/** What happens to output beyond what is kept. */
type Overflow = "error" | "truncate";
/** What to do with a file or a link that already exists. Folders are always merged. */
type Overwrite = "always" | "ifNewer" | "never" | "error";
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
/** A line that a program wrote. */
interface ProgramLine {
  /** The output that it wrote it to. */
  readonly stream: ProgramStream;
  /**
   * The line without its line ending, with U+FFFD in place of what is not UTF-8. A line of more
   * than 1 MiB comes in pieces.
   */
  readonly text: string;
}
/** Where a program was looked for. */
interface ProgramNotFoundDetails {
  /** The program, as it was given. */
  readonly program: string;
  /** The folders. */
  readonly searched: string[];
}
/** An output of a program. */
type ProgramStream = "stdout" | "stderr";
/** How to remove. */
interface RemoveOptions {
  /**
   * Fails when there is nothing at the path.
   *
   * @default false
   */
  readonly mustExist?: boolean | undefined;
  /**
   * Empties a folder, but keeps the folder itself.
   *
   * @default false
   */
  readonly keepRoot?: boolean | undefined;
  /**
   * Removes even the home folder, the working folder, and folders that contain them.
   *
   * @default false
   */
  readonly allowProtected?: boolean | undefined;
}
/** What was removed. */
interface RemoveResult {
  /** How many files, links and others. */
  readonly files: number;
  /** How many folders. */
  readonly folders: number;
}
/** How to replace. */
interface ReplaceOptions {
  /**
   * Only entries whose path matches one of these: `*` and `?` within a name, `**` across
   * folders, `[a-z]`, `{a,b}`.
   */
  readonly glob?: readonly string[] | null | undefined;
  /** No entry whose path matches one of these; a folder that matches is not entered. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * Skips what git ignores: `.gitignore` files in the tree and in the folders above it up to the
   * repository's root, `.git/info/exclude` and `core.excludesFile`. Works outside a
   * repository too, and never enters `.git`.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
  /**
   * The names of other files with rules like those in `.gitignore`, such as `.ignore`. They are
   * read in the same folders and take precedence; later names take precedence over earlier ones.
   */
  readonly ignoreFiles?: readonly string[] | null | undefined;
  /**
   * Skips names that begin with a dot.
   *
   * @default false
   */
  readonly skipHidden?: boolean | undefined;
  /** How many levels to descend; 1 means the root's direct children. */
  readonly maxDepth?: number | null | undefined;
  /** The minimum file size in bytes; smaller files are skipped, and so is everything that is not a file. */
  readonly minSize?: number | null | undefined;
  /** The maximum file size in bytes; larger files are skipped, and so is everything that is not a file. */
  readonly maxSize?: number | null | undefined;
  /**
   * Takes the pattern and the replacement literally.
   *
   * @default false
   */
  readonly literal?: boolean | undefined;
  /**
   * Whether letter case matters.
   *
   * @default "sensitive"
   */
  readonly case?: Case | undefined;
  /**
   * Only matches with no letter, digit or `_` directly before or after them.
   *
   * @default false
   */
  readonly wholeWords?: boolean | undefined;
  /**
   * Lets a match span several lines.
   *
   * @default false
   */
  readonly multiline?: boolean | undefined;
  /**
   * Changes the files. Otherwise the result says what would be changed.
   *
   * @default false
   */
  readonly write?: boolean | undefined;
}
/** What was replaced, or would be. */
interface ReplaceResult {
  /** How many matches are replaced. */
  readonly count: number;
  /**
   * The files that change, relative to the root, with `/` on every platform, in the order of
   * their bytes.
   */
  readonly paths: string[];
  /** For each of `paths`, how many matches are replaced. */
  readonly counts: Uint32Array;
  /** The lines that change. */
  readonly edits: Edits;
  /** Whether the files were changed: the option `write`. */
  readonly written: boolean;
  /** How many files were searched. */
  readonly searched: number;
  /** How many of them contain a NUL, and so were considered binary and left alone. */
  readonly binary: number;
  /** What could not be read or written. The rest is replaced regardless. */
  readonly errors: WalkError[];
}
/** How to run a program. */
interface RunOptions$1 {
  /** The folder to run in. Default: that of this process. */
  readonly cwd?: string | null | undefined;
  /**
   * Environment variables to set for the program, in addition to those of this process; null
   * removes one.
   */
  readonly env?: Readonly<Record<string, string | null | undefined>> | null | undefined;
  /**
   * Whether the program gets only the variables in `env`.
   *
   * @default false
   */
  readonly clearEnv?: boolean | undefined;
  /** What the program reads from its standard input. Default: nothing. */
  readonly stdin?: Uint8Array | null | undefined;
  /** The same as text, passed to the program in UTF-8. */
  readonly stdinText?: string | null | undefined;
  /** The file that the program reads its standard input from. */
  readonly stdinFile?: string | null | undefined;
  /**
   * The file that the program's standard output is written to; it is created, or emptied, when
   * the program starts. The result contains none of this output.
   */
  readonly stdoutFile?: string | null | undefined;
  /**
   * The same for its standard error. If both are the same file, everything appears in the order
   * in which it was written.
   */
  readonly stderrFile?: string | null | undefined;
  /**
   * Whether both outputs are one, so that what the program writes to its
   * standard error is in `stdout`, in the order in which it was written.
   *
   * @default false
   */
  readonly mergeStderr?: boolean | undefined;
  /** How many milliseconds the program may take. Default: no limit. */
  readonly timeoutMs?: number | null | undefined;
  /**
   * How many milliseconds a program has to exit after SIGTERM (sent on a time limit, a
   * cancellation or too much output) before it is killed (SIGKILL). 0 kills it
   * immediately.
   *
   * @default 5000
   */
  readonly killGraceMs?: number | undefined;
  /**
   * After the program has exited, processes that it left behind may still hold its pipes. The
   * call ends once they have been silent for this many milliseconds. 0 takes what
   * has been written; null waits until they have closed the pipes.
   *
   * @default 1000
   */
  readonly lingerMs?: number | null | undefined;
  /**
   * How many bytes of output are kept, counted separately for each of the two.
   *
   * @default 67108864
   */
  readonly maxOutputBytes?: number | undefined;
  /**
   * What happens to output beyond that.
   *
   * @default "error"
   */
  readonly overflow?: Overflow | undefined;
  /**
   * Whether an exit code other than 0, or a signal, is an error.
   *
   * @default true
   */
  readonly check?: boolean | undefined;
}
/** How a program ended, and what it wrote. */
interface RunResult {
  /** The exit code; null when a signal ended the program. */
  readonly exitCode: number | null;
  /** The signal that ended the program, such as `SIGTERM`; null when it exited by itself. */
  readonly signal: string | null;
  /** What it wrote to its standard output. */
  readonly stdout: Bytes;
  /** What it wrote to its standard error. */
  readonly stderr: Bytes;
  /** How many bytes are missing in the middle of `stdout`, with `overflow: "truncate"`. */
  readonly stdoutDropped: number;
  /** How many bytes are missing in the middle of `stderr`. */
  readonly stderrDropped: number;
  /**
   * Whether processes that it left behind still held its pipes when the call ended: an output,
   * which may then lack what they write later, or an input that was not fully read.
   */
  readonly pipesOpen: boolean;
  /** Milliseconds from before the program started until the call ended. */
  readonly durationMs: number;
}
/** How to search. */
interface SearchOptions {
  /**
   * Only entries whose path matches one of these: `*` and `?` within a name, `**` across
   * folders, `[a-z]`, `{a,b}`.
   */
  readonly glob?: readonly string[] | null | undefined;
  /** No entry whose path matches one of these; a folder that matches is not entered. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * Skips what git ignores: `.gitignore` files in the tree and in the folders above it up to the
   * repository's root, `.git/info/exclude` and `core.excludesFile`. Works outside a
   * repository too, and never enters `.git`.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
  /**
   * The names of other files with rules like those in `.gitignore`, such as `.ignore`. They are
   * read in the same folders and take precedence; later names take precedence over earlier ones.
   */
  readonly ignoreFiles?: readonly string[] | null | undefined;
  /**
   * Skips names that begin with a dot.
   *
   * @default false
   */
  readonly skipHidden?: boolean | undefined;
  /** How many levels to descend; 1 means the root's direct children. */
  readonly maxDepth?: number | null | undefined;
  /** The minimum file size in bytes; smaller files are skipped, and so is everything that is not a file. */
  readonly minSize?: number | null | undefined;
  /** The maximum file size in bytes; larger files are skipped, and so is everything that is not a file. */
  readonly maxSize?: number | null | undefined;
  /**
   * Takes the pattern literally, not as a regular expression.
   *
   * @default false
   */
  readonly literal?: boolean | undefined;
  /**
   * Whether letter case matters.
   *
   * @default "sensitive"
   */
  readonly case?: Case | undefined;
  /**
   * Only matches with no letter, digit or `_` directly before or after them.
   *
   * @default false
   */
  readonly wholeWords?: boolean | undefined;
  /**
   * Lets a match span several lines. Each file is then read as a whole.
   *
   * @default false
   */
  readonly multiline?: boolean | undefined;
  /**
   * What to return.
   *
   * @default "lines"
   */
  readonly mode?: Mode | undefined;
  /**
   * How many lines to return before each line with a match.
   *
   * @default 0
   */
  readonly before?: number | undefined;
  /**
   * How many lines to return after each line with a match.
   *
   * @default 0
   */
  readonly after?: number | undefined;
  /** Ends the search of a file when it has this many matches. */
  readonly maxPerFile?: number | null | undefined;
  /** Ends the search when there are this many matches: the first ones, in path order. */
  readonly maxMatches?: number | null | undefined;
}
/** What was found. */
interface SearchResult {
  /** How many matches there are; with `mode: "files"` how many files. */
  readonly count: number;
  /**
   * The files with matches, relative to the root, with `/` on every platform, in the order of
   * their bytes.
   */
  readonly paths: string[];
  /** For each of `paths`, how many matches it has; with `mode: "files"` 1. */
  readonly counts: Uint32Array;
  /** The lines with matches and those around them. Empty unless `mode` is `"lines"`. */
  readonly lines: Lines;
  /** The matches. Empty unless `mode` is `"lines"`. */
  readonly matches: Matches;
  /** Whether the search stopped at `maxMatches`, so that there may be more. */
  readonly truncated: boolean;
  /** How many files were searched. */
  readonly searched: number;
  /** How many of them contain a NUL, and so were considered binary. */
  readonly binary: number;
  /** What could not be read. The search continues regardless. */
  readonly errors: WalkError[];
}
/** What to measure. */
interface SizeOptions {
  /**
   * Only entries whose path matches one of these: `*` and `?` within a name, `**` across
   * folders, `[a-z]`, `{a,b}`.
   */
  readonly glob?: readonly string[] | null | undefined;
  /** No entry whose path matches one of these; a folder that matches is not entered. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * Skips what git ignores: `.gitignore` files in the tree and in the folders above it up to the
   * repository's root, `.git/info/exclude` and `core.excludesFile`. Works outside a
   * repository too, and never enters `.git`.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
  /**
   * The names of other files with rules like those in `.gitignore`, such as `.ignore`. They are
   * read in the same folders and take precedence; later names take precedence over earlier ones.
   */
  readonly ignoreFiles?: readonly string[] | null | undefined;
  /**
   * Skips names that begin with a dot.
   *
   * @default false
   */
  readonly skipHidden?: boolean | undefined;
  /** How many levels to descend; 1 means the root's direct children. */
  readonly maxDepth?: number | null | undefined;
  /** The minimum file size in bytes; smaller files are skipped, and so is everything that is not a file. */
  readonly minSize?: number | null | undefined;
  /** The maximum file size in bytes; larger files are skipped, and so is everything that is not a file. */
  readonly maxSize?: number | null | undefined;
  /** Only entries of these kinds. Default: all. */
  readonly kinds?: readonly EntryKind[] | null | undefined;
}
/** How large a tree is. */
interface SizeResult {
  /** The sum of the sizes of the files. A file with several names counts once. */
  readonly bytes: number;
  /** How much space everything takes on disk, including folders and the root. */
  readonly diskBytes: number;
  /** How many files there are, counted by name. */
  readonly files: number;
  /** How many folders there are below the root. */
  readonly folders: number;
  /** How many links, pipes, sockets and devices there are. */
  readonly others: number;
  /** What could not be read, and is not counted. */
  readonly errors: WalkError[];
}
/** An entry that was skipped. */
interface Skipped {
  /** Its path in the archive or below the root, with U+FFFD in place of what is not UTF-8. */
  readonly path: string;
  /** Why. */
  readonly reason: string;
}
/**
 * A line with matches, or one around it; unless `mode` is `"lines"`, a file with matches. Or a place
 * that could not be read.
 */
interface TextFinding {
  /** The file, relative to the root, with `/` on every platform. */
  readonly path: string;
  /**
   * How many matches the line or the file has; 0 for a line around others, and with
   * `mode: "files"` 1.
   */
  readonly count: number;
  /** The number of the line; the first line of a file is 1. Null unless `mode` is `"lines"`. */
  readonly number: number | null;
  /** The line without its line ending. A match over several lines has all of them in one text. */
  readonly text: string | null;
  /** Where each match begins in the text, so that `text.slice(start, end)` is the match. */
  readonly starts: Uint32Array;
  /** Where each match ends in the text. */
  readonly ends: Uint32Array;
  /** Whether the line is not UTF-8; the text has U+FFFD in place of invalid bytes. */
  readonly lossy: boolean;
  /** The code of the error, if it could not be read. */
  readonly errorCode: string | null;
  /** What went wrong, if it could not be read. */
  readonly errorMessage: string | null;
}
/** An entry of a tree, or a place in it that could not be read. */
interface TreeEntry {
  /** Its path relative to the root, with `/` on every platform. */
  readonly path: string;
  /** What it is; null if it could not be read. */
  readonly kind: EntryKind | null;
  /** Its size in bytes, with `stat`. */
  readonly size: number | null;
  /** The time of its last change in milliseconds since 1970, with `stat`. */
  readonly mtimeMs: number | null;
  /**
   * The code of the error, if it could not be read: `ERR_PINTLE_IO`, or `ERR_PINTLE_NOT_UTF8`
   * for a name that is not UTF-8.
   */
  readonly errorCode: string | null;
  /** What went wrong, if it could not be read. */
  readonly errorMessage: string | null;
}
/** How to fingerprint a tree. */
interface TreeOptions {
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
  /**
   * Only entries whose path matches one of these: `*` and `?` within a name, `**` across
   * folders, `[a-z]`, `{a,b}`.
   */
  readonly glob?: readonly string[] | null | undefined;
  /** No entry whose path matches one of these; a folder that matches is not entered. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * Skips what git ignores: `.gitignore` files in the tree and in the folders above it up to the
   * repository's root, `.git/info/exclude` and `core.excludesFile`. Works outside a
   * repository too, and never enters `.git`.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
  /**
   * The names of other files with rules like those in `.gitignore`, such as `.ignore`. They are
   * read in the same folders and take precedence; later names take precedence over earlier ones.
   */
  readonly ignoreFiles?: readonly string[] | null | undefined;
  /**
   * Skips names that begin with a dot.
   *
   * @default false
   */
  readonly skipHidden?: boolean | undefined;
  /** How many levels to descend; 1 means the root's direct children. */
  readonly maxDepth?: number | null | undefined;
  /** The minimum file size in bytes; smaller files are skipped, and so is everything that is not a file. */
  readonly minSize?: number | null | undefined;
  /** The maximum file size in bytes; larger files are skipped, and so is everything that is not a file. */
  readonly maxSize?: number | null | undefined;
}
/** The fingerprint of a tree. */
interface TreeResult {
  /** The digest. */
  readonly digest: string;
  /** How many files and links are in it. */
  readonly count: number;
  /** How many bytes were read. */
  readonly bytes: number;
}
/** What to do with an entry that is unsafe. */
type Unsafe = "refuse" | "skip";
/** Something that could not be read. */
interface WalkError {
  /** Where, with U+FFFD in place of what is not UTF-8. */
  readonly path: string;
  /** The error's code: `ERR_PINTLE_IO`, or `ERR_PINTLE_NOT_UTF8` for a name that is not UTF-8. */
  readonly code: string;
  /** What went wrong. */
  readonly message: string;
}
/** How to walk. */
interface WalkOptions {
  /**
   * Only entries whose path matches one of these: `*` and `?` within a name, `**` across
   * folders, `[a-z]`, `{a,b}`.
   */
  readonly glob?: readonly string[] | null | undefined;
  /** No entry whose path matches one of these; a folder that matches is not entered. */
  readonly exclude?: readonly string[] | null | undefined;
  /**
   * Skips what git ignores: `.gitignore` files in the tree and in the folders above it up to the
   * repository's root, `.git/info/exclude` and `core.excludesFile`. Works outside a
   * repository too, and never enters `.git`.
   *
   * @default false
   */
  readonly gitignore?: boolean | undefined;
  /**
   * The names of other files with rules like those in `.gitignore`, such as `.ignore`. They are
   * read in the same folders and take precedence; later names take precedence over earlier ones.
   */
  readonly ignoreFiles?: readonly string[] | null | undefined;
  /**
   * Skips names that begin with a dot.
   *
   * @default false
   */
  readonly skipHidden?: boolean | undefined;
  /** How many levels to descend; 1 means the root's direct children. */
  readonly maxDepth?: number | null | undefined;
  /** The minimum file size in bytes; smaller files are skipped, and so is everything that is not a file. */
  readonly minSize?: number | null | undefined;
  /** The maximum file size in bytes; larger files are skipped, and so is everything that is not a file. */
  readonly maxSize?: number | null | undefined;
  /** Only entries of these kinds. Default: everything except folders. */
  readonly kinds?: readonly EntryKind[] | null | undefined;
  /**
   * Follows symbolic links. A link that leads back to a folder above it is an error in the
   * result.
   *
   * @default false
   */
  readonly followSymlinks?: boolean | undefined;
  /**
   * Also returns sizes and times, at the cost of one more file system call per entry.
   *
   * @default false
   */
  readonly stat?: boolean | undefined;
  /**
   * Sorts by the bytes of the path. Otherwise the order is that of the file system, and may
   * change.
   *
   * @default true
   */
  readonly sorted?: boolean | undefined;
}
/** Where to look for a program. */
interface WhichOptions {
  /** The folders to search, written like the environment variable PATH. Default: that variable. */
  readonly path?: string | null | undefined;
  /** The folder that relative paths start from. Default: that of this process. */
  readonly cwd?: string | null | undefined;
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
/** The commands of the family `program`, as Rust has them. */
interface ProgramSignatures {
  /**
   * Runs a program and waits for its end. No shell is involved: arguments reach it as they are.
   *
   * The program is found like `which` does, with the PATH that it will see itself. It runs in its
   * own session, without a terminal. On a time limit, a cancellation or too much output, it and
   * everything that it started get SIGTERM, and SIGKILL `killGraceMs` later; on Windows all are
   * killed immediately.
   *
   * `onLine` receives each line of the outputs as it arrives.
   *
   * The result is ready when the program has exited and its outputs are closed. If processes that it
   * left behind still hold them, the call waits until they have been silent for `lingerMs`; then
   * `pipesOpen` is true. After a success they keep running.
   *
   * @throws `ERR_PINTLE_PROGRAM_NOT_FOUND` There is no program with that name in the folders of PATH, or none at that path.
   * @throws `ERR_PINTLE_PROGRAM_FAILED` The program ended with an exit code other than 0, or a signal ended it.
   * @throws `ERR_PINTLE_OUTPUT_LIMIT` The program wrote more than maxOutputBytes allows, and was terminated.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_OUT_OF_RANGE` A number is outside the range of its type, has a fraction where an integer is needed, or is not finite.
   */
  readonly run: Command<
    (
      program: string,
      args?: readonly string[] | null | undefined,
      options?: RunOptions$1,
    ) => RunResult,
    "blocking" | "lines" | "options"
  >;
  /**
   * Runs a program, and returns each line of its outputs as it arrives.
   *
   * The options mean the same as in `run`, and it fails like `run`, after all its lines. Nothing is
   * kept: `maxOutputBytes` limits what the program may write, unless `overflow` is `"truncate"`. The
   * program waits while nobody takes its lines. Leaving the loop cancels the call, which terminates it and
   * everything that it started.
   *
   * @throws `ERR_PINTLE_PROGRAM_NOT_FOUND` There is no program with that name in the folders of PATH, or none at that path.
   * @throws `ERR_PINTLE_PROGRAM_FAILED` The program ended with an exit code other than 0, or a signal ended it.
   * @throws `ERR_PINTLE_OUTPUT_LIMIT` The program wrote more than maxOutputBytes allows, and was terminated.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_OUT_OF_RANGE` A number is outside the range of its type, has a fraction where an integer is needed, or is not finite.
   */
  readonly lines: Command<
    (
      program: string,
      args?: readonly string[] | null | undefined,
      options?: RunOptions$1,
    ) => ProgramLine[],
    "blocking" | "options" | "output",
    {
      readonly stream: ProgramStream[];
      readonly text: string[];
    }
  >;
  /**
   * Finds a program, as `run` does.
   *
   * A name without a slash is looked up in the folders of `path`, in order; an empty entry
   * means the folder `cwd`. A name with a slash is a path, relative to `cwd`. The result is absolute,
   * and links are not resolved. On Windows the extensions in the variable PATHEXT are tried.
   *
   * @throws `ERR_PINTLE_PROGRAM_NOT_FOUND` There is no program with that name in the folders of PATH, or none at that path.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   */
  readonly which: Command<
    (program: string, options?: WhichOptions) => string,
    "blocking" | "options"
  >;
}
/** The commands of the family `tree`, as Rust has them. */
interface TreeSignatures {
  /**
   * Lists what is below `root`.
   *
   * What cannot be read does not end the walk: it is listed in the `errors` of the result. Folders
   * are not listed unless `kinds` asks for them.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly walk: Command<(root: string, options?: WalkOptions) => Entries, "blocking" | "options">;
  /**
   * Lists what is below `root`, each entry when it is found, in no particular order.
   *
   * What cannot be read does not end the walk: it is an item with an `errorCode`. Folders are not
   * listed unless `kinds` asks for them.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly entries: Command<
    (root: string, options?: EntriesOptions) => TreeEntry[],
    "blocking" | "options" | "output",
    {
      readonly path: string[];
      readonly kind: (EntryKind | null)[];
      readonly size: (number | null)[];
      readonly mtimeMs: (number | null)[];
      readonly errorCode: (string | null)[];
      readonly errorMessage: (string | null)[];
    }
  >;
  /**
   * Copies a file, a link, or a folder with all its contents, to `to`.
   *
   * Modes and times are kept, links are copied as links. Each file gets its name once it is
   * complete: whatever happens, the name refers to what was there before or to the complete copy.
   * Existing folders are merged.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INSIDE_ITSELF` The destination is the source itself, or is inside it. Nothing was copied.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly copy: Command<
    (from: string, to: string, options?: CopyOptions) => CopyResult,
    "blocking" | "options"
  >;
  /**
   * Makes symbolic links below a folder: at each of the paths, one that points to the target at the
   * same index in the other list. Missing folders are created.
   *
   * A target is written into the link as it is, so it is relative to the link's folder. The first
   * error ends the call, and the links made before it remain.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_DENIED` The caller's policy does not allow the call. Nothing was run.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly link: Command<
    (
      root: string,
      paths: readonly string[],
      targets: readonly string[],
      options?: LinkOptions,
    ) => LinkResult,
    "blocking" | "options"
  >;
  /**
   * Removes a file, a link, or a folder with all its contents. Links are never followed.
   *
   * What cannot be removed does not keep the rest from being removed: the call fails once everything
   * else is done. Refuses the home folder, the working folder, and folders that contain them.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_PROTECTED` The folder is `/`, the home folder or the working folder, or contains one of these. Nothing was removed.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly remove: Command<
    (path: string, options?: RemoveOptions) => RemoveResult,
    "blocking" | "options"
  >;
  /**
   * The apparent size and the disk usage of everything below `root`.
   *
   * Links are not followed. What cannot be read does not end the call: it is listed in `errors`.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly size: Command<
    (root: string, options?: SizeOptions) => SizeResult,
    "blocking" | "options"
  >;
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
   * The hash of a file. Symbolic links are followed.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly file: Command<(path: string, options?: HashOptions) => string, "blocking" | "options">;
  /**
   * The hashes of many files, read on several threads. Fails as a whole if one cannot be read.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly files: Command<
    (paths: readonly string[], options?: FilesOptions) => FilesResult,
    "blocking" | "options"
  >;
  /**
   * The fingerprint of the files and symbolic links below `root`.
   *
   * It depends only on their relative paths and contents: not on the order in which the file system
   * lists them, the platform, times, owners, permissions, or empty folders. For a link, the text of
   * its target counts. Fails as a whole if something cannot be read.
   *
   * The hash is taken over `pintle-tree-1` and a zero byte, then for each entry, sorted by the bytes
   * of its path: one byte, 0 for a file and 2 for a link; the length of the path in bytes as 64 bits,
   * little-endian; the path, with `/`; for a file its binary digest, for a link the length of its
   * target, encoded the same way, and the target.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly tree: Command<
    (root: string, options?: TreeOptions) => TreeResult,
    "blocking" | "options"
  >;
  /**
   * Checks binary data against a Subresource Integrity string, and returns its hash.
   *
   * @throws `ERR_PINTLE_INTEGRITY` The data does not match its integrity string.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   */
  readonly checkBytes: (data: Uint8Array, integrity: string) => string;
  /**
   * Checks a file against a Subresource Integrity string, and returns its hash. Symbolic
   * links are followed.
   *
   * @throws `ERR_PINTLE_INTEGRITY` The data does not match its integrity string.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly checkFile: Command<(path: string, integrity: string) => string, "blocking">;
  /**
   * Checks many files, each against a Subresource Integrity string, on several threads. Fails as a
   * whole if one does not match its string or cannot be read.
   *
   * @throws `ERR_PINTLE_INTEGRITY` The data does not match its integrity string.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly checkFiles: Command<
    (
      paths: readonly string[],
      integrities: readonly string[],
      options?: CheckOptions,
    ) => CheckResult,
    "blocking" | "options"
  >;
}
/** The commands of the family `archive`, as Rust has them. */
interface ArchiveSignatures {
  /**
   * Extracts an archive into a folder, which is created if missing.
   *
   * Nothing is written outside the folder, and nothing is left behind if any part of the archive is
   * bad. Owners are not kept, nor are bits such as set-user-ID.
   *
   * @throws `ERR_PINTLE_ARCHIVE_UNSAFE` The archive has an entry that would be written outside of the destination, would be a device, or has a name that the platform interprets as another file.
   * @throws `ERR_PINTLE_ARCHIVE_CORRUPT` The archive is damaged, ends too early, or contradicts itself.
   * @throws `ERR_PINTLE_ARCHIVE_LIMIT` The archive holds more than the limits allow. It may be designed to fill your disk.
   * @throws `ERR_PINTLE_ARCHIVE_UNSUPPORTED` The archive has a format, a compression or an encryption that Pintle does not read.
   * @throws `ERR_PINTLE_ARCHIVE_EXISTS` The destination already has an entry with the same name.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly extract: Command<
    (archive: string, into: string, options?: ExtractOptions) => Extracted,
    "blocking" | "options"
  >;
  /**
   * Extracts an archive in memory.
   *
   * @throws `ERR_PINTLE_ARCHIVE_UNSAFE` The archive has an entry that would be written outside of the destination, would be a device, or has a name that the platform interprets as another file.
   * @throws `ERR_PINTLE_ARCHIVE_CORRUPT` The archive is damaged, ends too early, or contradicts itself.
   * @throws `ERR_PINTLE_ARCHIVE_LIMIT` The archive holds more than the limits allow. It may be designed to fill your disk.
   * @throws `ERR_PINTLE_ARCHIVE_UNSUPPORTED` The archive has a format, a compression or an encryption that Pintle does not read.
   * @throws `ERR_PINTLE_ARCHIVE_EXISTS` The destination already has an entry with the same name.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly extractBytes: Command<
    (data: Uint8Array, into: string, options?: ExtractOptions) => Extracted,
    "blocking" | "options"
  >;
  /**
   * Lists the contents of an archive. Only what is needed for reading it is checked.
   *
   * @throws `ERR_PINTLE_ARCHIVE_CORRUPT` The archive is damaged, ends too early, or contradicts itself.
   * @throws `ERR_PINTLE_ARCHIVE_LIMIT` The archive holds more than the limits allow. It may be designed to fill your disk.
   * @throws `ERR_PINTLE_ARCHIVE_UNSUPPORTED` The archive has a format, a compression or an encryption that Pintle does not read.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly list: Command<
    (archive: string, options?: ListOptions) => Listed,
    "blocking" | "options"
  >;
  /**
   * Lists the contents of an archive in memory.
   *
   * @throws `ERR_PINTLE_ARCHIVE_CORRUPT` The archive is damaged, ends too early, or contradicts itself.
   * @throws `ERR_PINTLE_ARCHIVE_LIMIT` The archive holds more than the limits allow. It may be designed to fill your disk.
   * @throws `ERR_PINTLE_ARCHIVE_UNSUPPORTED` The archive has a format, a compression or an encryption that Pintle does not read.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly listBytes: Command<
    (data: Uint8Array, options?: ListOptions) => Listed,
    "blocking" | "options"
  >;
  /**
   * Lists the contents of an archive, each entry when it is read, in the order of the archive.
   *
   * @throws `ERR_PINTLE_ARCHIVE_CORRUPT` The archive is damaged, ends too early, or contradicts itself.
   * @throws `ERR_PINTLE_ARCHIVE_LIMIT` The archive holds more than the limits allow. It may be designed to fill your disk.
   * @throws `ERR_PINTLE_ARCHIVE_UNSUPPORTED` The archive has a format, a compression or an encryption that Pintle does not read.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly entries: Command<
    (archive: string, options?: ListOptions) => ArchivedEntry[],
    "blocking" | "options" | "output",
    {
      readonly path: string[];
      readonly kind: ArchivedKind[];
      readonly size: Float64Array;
      readonly mode: Uint32Array;
      readonly mtimeMs: Float64Array;
      readonly linkTarget: string[];
    }
  >;
  /**
   * Packs the contents of a folder into an archive, which appears once it is completely written.
   *
   * @throws `ERR_PINTLE_ARCHIVE_CHANGED` A file became shorter, or was replaced, while it was being packed.
   * @throws `ERR_PINTLE_ARCHIVE_UNSUPPORTED` The archive has a format, a compression or an encryption that Pintle does not read.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly create: Command<
    (root: string, archive: string, options?: CreateOptions) => Created,
    "blocking" | "options"
  >;
  /**
   * Packs the contents of a folder into an archive in memory. Without `format` it is a tar.gz.
   *
   * @throws `ERR_PINTLE_ARCHIVE_CHANGED` A file became shorter, or was replaced, while it was being packed.
   * @throws `ERR_PINTLE_ARCHIVE_UNSUPPORTED` The archive has a format, a compression or an encryption that Pintle does not read.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly createBytes: Command<
    (root: string, options?: CreateOptions) => Bytes,
    "blocking" | "options"
  >;
}
/** The commands of the family `text`, as Rust has them. */
interface TextSignatures {
  /**
   * Searches for a pattern in the files below `root`.
   *
   * The syntax is that of Rust's crate `regex`, which has no look-around or backreferences, and
   * whose running time depends only on the sizes of the text and the pattern. Files that contain a
   * NUL are considered binary and skipped. What cannot be read does not end the search: it is listed
   * in the `errors` of the result.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_ENCODING` A file begins with the byte order mark of UTF-16, but is not UTF-16. Pintle never substitutes similar text.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly search: Command<
    (root: string, pattern: string, options?: SearchOptions) => SearchResult,
    "blocking" | "options"
  >;
  /**
   * Searches for a pattern in the files below `root`, and returns each line with matches when its file
   * has been searched.
   *
   * The pattern and the options mean the same as in `search`. The files come in no particular order,
   * each with all its lines in order; `maxMatches` ends the search when there are this many, whichever
   * come first. What cannot be read does not end the search: it is an item with an `errorCode`.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_ENCODING` A file begins with the byte order mark of UTF-16, but is not UTF-16. Pintle never substitutes similar text.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly matches: Command<
    (root: string, pattern: string, options?: SearchOptions) => TextFinding[],
    "blocking" | "options" | "output",
    TextFinding[]
  >;
  /**
   * Replaces what a pattern matches in the files below `root`, or reports what it would replace.
   *
   * Nothing is written without `write: true`. Each file is replaced atomically and keeps its mode;
   * this cannot be undone, and the files are replaced in no particular order. In the replacement,
   * `$1`, `$name` and `${name}` stand for groups of the pattern, `$0` for the whole match and `$$`
   * for a dollar sign. The pattern has the syntax of `text.search`. What cannot be read or written
   * is listed in the `errors` of the result.
   *
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_INVALID_VALUE` An argument has the right type, but its value is not allowed.
   * @throws `ERR_PINTLE_NOT_UTF8` A file name is not valid UTF-8, so it cannot be a JavaScript string. Pintle never substitutes a similar name.
   * @throws `ERR_PINTLE_ENCODING` A file begins with the byte order mark of UTF-16, but is not UTF-16. Pintle never substitutes similar text.
   * @throws `ERR_PINTLE_CHANGED` A file was changed by another process after it was read, so it was not replaced.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly replace: Command<
    (root: string, pattern: string, replacement: string, options?: ReplaceOptions) => ReplaceResult,
    "blocking" | "options"
  >;
}
/** The commands of the family `math`. */
interface MathCommands extends Direct<MathSignatures> {}
/** The commands of the family `program`. */
interface ProgramCommands extends Direct<ProgramSignatures> {
  /** Like `run`, but waits for the result on the calling thread. */
  readonly runSync: Call<ProgramSignatures["run"]>;
  /** Like `lines`, but waits on the calling thread, and returns the list of all results. */
  readonly linesSync: Call<ProgramSignatures["lines"]>;
  /** Like `which`, but waits for the result on the calling thread. */
  readonly whichSync: Call<ProgramSignatures["which"]>;
}
/** The commands of the family `tree`. */
interface TreeCommands extends Direct<TreeSignatures> {
  /** Like `walk`, but waits for the result on the calling thread. */
  readonly walkSync: Call<TreeSignatures["walk"]>;
  /** Like `entries`, but waits on the calling thread, and returns the list of all results. */
  readonly entriesSync: Call<TreeSignatures["entries"]>;
  /** Like `copy`, but waits for the result on the calling thread. */
  readonly copySync: Call<TreeSignatures["copy"]>;
  /** Like `link`, but waits for the result on the calling thread. */
  readonly linkSync: Call<TreeSignatures["link"]>;
  /** Like `remove`, but waits for the result on the calling thread. */
  readonly removeSync: Call<TreeSignatures["remove"]>;
  /** Like `size`, but waits for the result on the calling thread. */
  readonly sizeSync: Call<TreeSignatures["size"]>;
}
/** The commands of the family `hash`. */
interface HashCommands extends Direct<HashSignatures> {
  /** Like `file`, but waits for the result on the calling thread. */
  readonly fileSync: Call<HashSignatures["file"]>;
  /** Like `files`, but waits for the result on the calling thread. */
  readonly filesSync: Call<HashSignatures["files"]>;
  /** Like `tree`, but waits for the result on the calling thread. */
  readonly treeSync: Call<HashSignatures["tree"]>;
  /** Like `checkFile`, but waits for the result on the calling thread. */
  readonly checkFileSync: Call<HashSignatures["checkFile"]>;
  /** Like `checkFiles`, but waits for the result on the calling thread. */
  readonly checkFilesSync: Call<HashSignatures["checkFiles"]>;
}
/** The commands of the family `archive`. */
interface ArchiveCommands extends Direct<ArchiveSignatures> {
  /** Like `extract`, but waits for the result on the calling thread. */
  readonly extractSync: Call<ArchiveSignatures["extract"]>;
  /** Like `extractBytes`, but waits for the result on the calling thread. */
  readonly extractBytesSync: Call<ArchiveSignatures["extractBytes"]>;
  /** Like `list`, but waits for the result on the calling thread. */
  readonly listSync: Call<ArchiveSignatures["list"]>;
  /** Like `listBytes`, but waits for the result on the calling thread. */
  readonly listBytesSync: Call<ArchiveSignatures["listBytes"]>;
  /** Like `entries`, but waits on the calling thread, and returns the list of all results. */
  readonly entriesSync: Call<ArchiveSignatures["entries"]>;
  /** Like `create`, but waits for the result on the calling thread. */
  readonly createSync: Call<ArchiveSignatures["create"]>;
  /** Like `createBytes`, but waits for the result on the calling thread. */
  readonly createBytesSync: Call<ArchiveSignatures["createBytes"]>;
}
/** The commands of the family `text`. */
interface TextCommands extends Direct<TextSignatures> {
  /** Like `search`, but waits for the result on the calling thread. */
  readonly searchSync: Call<TextSignatures["search"]>;
  /** Like `matches`, but waits on the calling thread, and returns the list of all results. */
  readonly matchesSync: Call<TextSignatures["matches"]>;
  /** Like `replace`, but waits for the result on the calling thread. */
  readonly replaceSync: Call<TextSignatures["replace"]>;
}
/** The commands of the family `math`, as steps of a plan. */
type MathSteps = Steps<MathSignatures>;
/** The commands of the family `program`, as steps of a plan. */
type ProgramSteps = Steps<ProgramSignatures>;
/** The commands of the family `tree`, as steps of a plan. */
type TreeSteps = Steps<TreeSignatures>;
/** The commands of the family `hash`, as steps of a plan. */
type HashSteps = Steps<HashSignatures>;
/** The commands of the family `archive`, as steps of a plan. */
type ArchiveSteps = Steps<ArchiveSignatures>;
/** The commands of the family `text`, as steps of a plan. */
type TextSteps = Steps<TextSignatures>;
/** Every command that can be a step of a plan. */
interface PlanCommands {
  readonly math: MathSteps;
  readonly program: ProgramSteps;
  readonly tree: TreeSteps;
  readonly hash: HashSteps;
  readonly archive: ArchiveSteps;
  readonly text: TextSteps;
}
/** The commands of the family `math`, over a transport. */
type MathClient = Remote<MathSignatures>;
/** The commands of the family `program`, over a transport. */
type ProgramClient = Remote<ProgramSignatures>;
/** The commands of the family `tree`, over a transport. */
type TreeClient = Remote<TreeSignatures>;
/** The commands of the family `hash`, over a transport. */
type HashClient = Remote<HashSignatures>;
/** The commands of the family `archive`, over a transport. */
type ArchiveClient = Remote<ArchiveSignatures>;
/** The commands of the family `text`, over a transport. */
type TextClient = Remote<TextSignatures>;
/** Every command that a transport can run. */
interface ClientCommands {
  readonly math: MathClient;
  readonly program: ProgramClient;
  readonly tree: TreeClient;
  readonly hash: HashClient;
  readonly archive: ArchiveClient;
  readonly text: TextClient;
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
  readonly "program.run": CommandSchemas<
    {
      readonly program: string;
      readonly args?: readonly string[] | null | undefined;
    } & RunOptions$1,
    RunResult
  >;
  readonly "program.lines": CommandSchemas<
    {
      readonly program: string;
      readonly args?: readonly string[] | null | undefined;
    } & RunOptions$1,
    ProgramLine[]
  >;
  readonly "program.which": CommandSchemas<
    {
      readonly program: string;
    } & WhichOptions,
    string
  >;
  readonly "tree.walk": CommandSchemas<
    {
      readonly root: string;
    } & WalkOptions,
    Entries
  >;
  readonly "tree.entries": CommandSchemas<
    {
      readonly root: string;
    } & EntriesOptions,
    TreeEntry[]
  >;
  readonly "tree.copy": CommandSchemas<
    {
      readonly from: string;
      readonly to: string;
    } & CopyOptions,
    CopyResult
  >;
  readonly "tree.link": CommandSchemas<
    {
      readonly root: string;
      readonly paths: readonly string[];
      readonly targets: readonly string[];
    } & LinkOptions,
    LinkResult
  >;
  readonly "tree.remove": CommandSchemas<
    {
      readonly path: string;
    } & RemoveOptions,
    RemoveResult
  >;
  readonly "tree.size": CommandSchemas<
    {
      readonly root: string;
    } & SizeOptions,
    SizeResult
  >;
  readonly "hash.bytes": CommandSchemas<
    {
      readonly data: Uint8Array;
    } & HashOptions,
    string
  >;
  readonly "hash.file": CommandSchemas<
    {
      readonly path: string;
    } & HashOptions,
    string
  >;
  readonly "hash.files": CommandSchemas<
    {
      readonly paths: readonly string[];
    } & FilesOptions,
    FilesResult
  >;
  readonly "hash.tree": CommandSchemas<
    {
      readonly root: string;
    } & TreeOptions,
    TreeResult
  >;
  readonly "hash.checkBytes": CommandSchemas<
    {
      readonly data: Uint8Array;
      readonly integrity: string;
    },
    string
  >;
  readonly "hash.checkFile": CommandSchemas<
    {
      readonly path: string;
      readonly integrity: string;
    },
    string
  >;
  readonly "hash.checkFiles": CommandSchemas<
    {
      readonly paths: readonly string[];
      readonly integrities: readonly string[];
    } & CheckOptions,
    CheckResult
  >;
  readonly "archive.extract": CommandSchemas<
    {
      readonly archive: string;
      readonly into: string;
    } & ExtractOptions,
    Extracted
  >;
  readonly "archive.extractBytes": CommandSchemas<
    {
      readonly data: Uint8Array;
      readonly into: string;
    } & ExtractOptions,
    Extracted
  >;
  readonly "archive.list": CommandSchemas<
    {
      readonly archive: string;
    } & ListOptions,
    Listed
  >;
  readonly "archive.listBytes": CommandSchemas<
    {
      readonly data: Uint8Array;
    } & ListOptions,
    Listed
  >;
  readonly "archive.entries": CommandSchemas<
    {
      readonly archive: string;
    } & ListOptions,
    ArchivedEntry[]
  >;
  readonly "archive.create": CommandSchemas<
    {
      readonly root: string;
      readonly archive: string;
    } & CreateOptions,
    Created
  >;
  readonly "archive.createBytes": CommandSchemas<
    {
      readonly root: string;
    } & CreateOptions,
    Bytes
  >;
  readonly "text.search": CommandSchemas<
    {
      readonly root: string;
      readonly pattern: string;
    } & SearchOptions,
    SearchResult
  >;
  readonly "text.matches": CommandSchemas<
    {
      readonly root: string;
      readonly pattern: string;
    } & SearchOptions,
    TextFinding[]
  >;
  readonly "text.replace": CommandSchemas<
    {
      readonly root: string;
      readonly pattern: string;
      readonly replacement: string;
    } & ReplaceOptions,
    ReplaceResult
  >;
}
declare const math: MathCommands;
declare const program: ProgramCommands;
declare const tree: TreeCommands;
declare const hash: HashCommands;
declare const archive: ArchiveCommands;
declare const text: TextCommands;
declare const plan: PlanFunction<PlanCommands>;
declare const schemas: Schemas;
/** Whether something that was caught is an error of these commands, with one of their codes. */
declare const isCommandError: (value: unknown) => value is CommandError;
/** Where an addon of a package may be. */
interface AddonPlace {
  /** The name of the addon, which is that of its crate. */
  readonly name: string;
  /** The package that it belongs to. */
  readonly package: string;
  /** The folder of that package. */
  readonly folder: string;
}
/**
 * Finds the addon of a package for this platform: what `pintle build` has built in the folder, or the one in the
 * optional package for the platform, whose name is that of the package with the platform's after it.
 */
declare function addonFile(place: AddonPlace): string;
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
/** The commands of a contract over a transport, Pintle's own unless others are named. Every one returns a promise. */
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
/** What JSON can hold. A property that is `undefined` is not there. */
type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | {
      readonly [name: string]: JsonValue | undefined;
    };
/** A folder and what may be done there. */
interface Root {
  /** The folder; a relative path starts from the policy's own folder. */
  readonly path: string;
  readonly access?: "read" | "write";
  /** Whether files with several names may be read. */
  readonly hardLinks?: boolean;
}
/** What a parameter of a command may be. `true` means anything; `false` means it must be omitted. */
type ParamRule =
  | boolean
  | Under
  | {
      readonly oneOf: readonly unknown[];
    }
  | PatternRule
  | IntegerRule;
/** What an argument of a program, or a variable, may be. A text allows exactly that text. */
type ArgumentRule =
  | string
  | {
      readonly path: Folders;
    }
  | {
      /** An address of a git repository, which is not a path to where callers may write. */ readonly remote: ArgumentRule;
    }
  | {
      readonly oneOf: readonly string[];
    }
  | PatternRule
  | IntegerRule;
/** One or more folders that a value must be under, by the names of the policy's roots. */
interface Under {
  readonly under: string | readonly string[];
}
/** Folders for a program, and what it does there. */
interface Folders {
  readonly under: string | readonly string[];
  /** What the program does there. What it writes must be in a root that may be written. */
  readonly access?: "read" | "write";
}
/** A text that matches a pattern. */
interface PatternRule {
  /** What a text must match as a whole: a regular expression in the syntax of Rust's crate regex. */
  readonly pattern: string;
}
/** A whole number within bounds, both inclusive. */
interface IntegerRule {
  readonly integer: {
    readonly min: number;
    readonly max: number;
  };
}
/** A program that may be run, and how. */
interface ProgramRule {
  /** Its file. PATH is not searched. */
  readonly program: string;
  /** Arguments that precede those of the caller. */
  readonly prefix?: readonly string[];
  /** The caller's arguments, one by one; `fixed` ones are added without being passed by the caller. */
  readonly args: readonly (
    | ArgumentRule
    | {
        readonly fixed: string;
      }
  )[];
  /** What further arguments may be, and how many. */
  readonly rest?: {
    readonly each: ArgumentRule;
    readonly max: number;
  };
  /** The folders to run in; the first is the default. */
  readonly cwd: Folders;
  /** The program's environment: fixed values, and what the caller may set. Nothing else. */
  readonly env?: Readonly<Record<string, ArgumentRule>>;
  /** Whether the caller may send it input. */
  readonly stdin?: boolean;
  /** The maximum number of milliseconds that it may take. */
  readonly timeoutMs?: number;
  /** The maximum number of bytes that it may write, counted separately for each of its two outputs. */
  readonly maxOutputBytes?: number;
  /** Names that must not exist in its working folder; `*` is any name. */
  readonly without?: readonly string[];
  /** Requires its working folder to be a git repository whose own configuration only sets what `git clone` writes, and restricts the addresses of its remotes. */
  readonly repository?: ArgumentRule;
  /** A remote that the repository's configuration must define. */
  readonly remote?: string;
  /** Whether its working folder must have an npm lock file that lists only registry packages. */
  readonly packages?: boolean;
}
/** A rule that comes with Pintle, with its parameters: see docs/policy.md. */
interface PresetRule {
  readonly preset:
    | "git-clone"
    | "git-fetch"
    | "git-status"
    | "npm-ci"
    | "tar-list"
    | "tar-extract"
    | "tar-create";
  readonly program: string;
  readonly under: string | readonly string[];
  readonly from?: ArgumentRule;
  readonly path?: ArgumentRule;
  readonly cache?: string;
  readonly timeoutMs?: number;
  readonly maxOutputBytes?: number;
}
/** What an untrusted caller may do. What is not allowed here is denied. */
interface Policy {
  readonly $schema?: string;
  readonly version: 1;
  /** Folders by name. The default for `access` is `read`. */
  readonly roots?: Readonly<Record<string, Root>>;
  /** Commands by name, or all of a family as family.*, and what their parameters may be. */
  readonly commands?: Readonly<Record<string, boolean | Readonly<Record<string, ParamRule>>>>;
  /** Programs that program.run may run, by a name for the rule. */
  readonly programs?: Readonly<Record<string, PresetRule | ProgramRule>>;
  /** How much a caller may use, from its first call to its last. */
  readonly limits?: {
    readonly calls?: number;
    readonly outputBytes?: number;
    readonly concurrency?: number;
    readonly resources?: number;
    readonly timeoutMs?: number;
  };
}
/** How much a guest may use. What its commands may use is specified in the policy. */
interface GuestLimits {
  /** The maximum size of its module in bytes. 16 MiB by default. */
  readonly moduleBytes?: number | undefined;
  /** Its maximum memory in bytes, rounded down to pages of 65,536 bytes. 64 MiB by default. */
  readonly memoryBytes?: number | undefined;
  /**
   * How many milliseconds it may take, from loading to its result, including its requests. 30,000
   * by default.
   */
  readonly timeoutMs?: number | undefined;
  /** How many requests it may make. 10,000 by default. */
  readonly calls?: number | undefined;
  /** How many bytes its requests and its result may have in total. 4 MiB by default. */
  readonly outputBytes?: number | undefined;
}
/** A policy: an object, its JSON text, or its file. */
type GivenPolicy = Policy | string | URL;
/** What an untrusted caller runs under. */
interface UnderPolicy {
  /** The policy: an object, JSON text, or a file. Without one, nothing may run. */
  readonly policy?: GivenPolicy | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The addon whose commands may be run. Default: Pintle's own. */
  readonly addon?: Addon<Binding> | undefined;
}
interface GuestOptions extends UnderPolicy {
  /** The guest's input, as JSON. */
  readonly input?: unknown;
  readonly limits?: GuestLimits | undefined;
}
/**
 * A transport that also writes every request and its answer to a file, one line of JSON each, for
 * `replay`. Requests that the contract rejects are not recorded: a replay rejects them too.
 */
declare function record(transport: Transport, file: string): Transport;
/**
 * Answers as recorded. A request that was recorded several times is answered in that
 * order, and with the last answer from then on.
 */
declare function replay(
  file: string,
  options?: {
    readonly contract?: Contract;
  },
): Transport;
/** How the host is started, and how to communicate with it. */
interface StdioOptions {
  /** The host's program. Default: `PINTLE_HOST`, or `pintle-host`. */
  readonly command?: string | undefined;
  /** Arguments that precede the host's own. */
  readonly args?: readonly string[] | undefined;
  /** `blobs` sends bytes unchanged, `lines` as base64. `blobs` by default. */
  readonly framing?: "lines" | "blobs" | undefined;
  /** Variables to set for the host, in addition to those of this process. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** The folder that the host runs in. */
  readonly cwd?: string | undefined;
  /** The contract that the host must have. Pintle's own by default. */
  readonly contract?: Contract | undefined;
  /** The file of a policy that says what may run. Without one, everything may. */
  readonly policy?: string | undefined;
  /**
   * How many milliseconds the host may take to end its work when the client is closed. 7000 by
   * default.
   */
  readonly closeMs?: number | undefined;
}
/**
 * The commands in a separate process. It is started by the first call, and restarted by the next
 * call after it has exited; calls that were running then are rejected with
 * `ERR_PINTLE_TRANSPORT_CLOSED`.
 */
declare function stdio(options?: StdioOptions): Transport & {
  readonly pid: number | undefined;
};
/**
 * Runs a guest: a WebAssembly module that can only request commands, of which those run that the
 * policy allows. It runs in its own thread, which has ended when the promise settles.
 *
 * @param wasm the module: its bytes, or its file
 * @returns the guest's result, as JSON
 */
declare function runGuest(
  wasm: Uint8Array | string | URL,
  options?: GuestOptions,
): Promise<unknown>;
/**
 * Runs a request of an untrusted caller, such as a guest's result: a call
 * (`{ "method", "params" }`, or `{ "action": "run_binary", "program", "args" }`) or a plan.
 *
 * @returns the result of the command, or the report of the plan, as JSON
 */
declare function runRequest(request: unknown, options?: UnderPolicy): Promise<unknown>;
/** Checks a plan written as JSON, so that it can run many times. */
declare function preparePlan(plan: PlanText): Prepared;
/** Runs a plan written as JSON and reports the outcome of every step. */
declare function runPlan(
  plan: PlanText,
  options?: RunOptions & {
    readonly input?: unknown;
  },
): Promise<PlanReport>;
/** The native addon in this process. */
declare function native(addon?: Addon): Transport;
/**
 * The portable commands as WebAssembly, in Node and in browsers. The others reject with
 * `ERR_PINTLE_NOT_PORTABLE`. Everything runs on the calling thread.
 */
declare function wasm(): Transport;
export {
  Addon,
  AddonPlace,
  Algorithm,
  ArchiveClient,
  ArchiveCommands,
  ArchiveErrorDetails,
  ArchiveSignatures,
  ArchiveSteps,
  ArchivedEntry,
  ArchivedKind,
  ArgumentRule,
  Batches,
  Binding,
  Bytes,
  Call,
  CallOptions,
  Case,
  CheckOptions,
  CheckResult,
  Client,
  ClientCommands,
  Command,
  CommandBinding,
  CommandError,
  CommandSchemas,
  CommandTrait,
  ConnectOptions,
  Connection,
  Contract,
  ContractCommand,
  ContractError,
  ContractOutput,
  ContractParam,
  CopyOptions,
  CopyResult,
  CreateOptions,
  Created,
  Direct,
  Edits,
  Encoding,
  Entries,
  EntriesOptions,
  EntryKind,
  ErrorCode,
  ErrorCodes,
  ErrorData,
  ErrorDetails,
  ErrorOf,
  ExtractOptions,
  Extracted,
  Feed,
  FilesOptions,
  FilesResult,
  Folders,
  Format,
  GivenPolicy,
  GuestLimits,
  GuestOptions,
  Handle,
  HashClient,
  HashCommands,
  HashOptions,
  HashSignatures,
  HashSteps,
  Input,
  IntegerRule,
  IntegrityDetails,
  IoDetails,
  JsonSchema,
  JsonValue,
  LineCallOptions,
  Lines,
  LinkOptions,
  LinkResult,
  ListOptions,
  Listed,
  LoadAddonOptions,
  LoadReason,
  Matches,
  MathClient,
  MathCommands,
  MathSignatures,
  MathSteps,
  Method$1 as Method,
  Methods,
  MockHandlers,
  MockOptions,
  Mode,
  Names,
  Overflow,
  Overwrite,
  ParamRule,
  Params,
  PatternRule,
  PintleError,
  PintleLoadError,
  Plan,
  PlanBuilder,
  PlanCallOptions,
  PlanCommands,
  type PlanDocument,
  PlanFunction,
  type PlanOptions,
  PlanReport,
  type PlanStep,
  PlanText,
  Planned,
  Policy,
  PresetRule,
  ProgramClient,
  ProgramCommands,
  ProgramErrorDetails,
  ProgramLine,
  ProgramNotFoundDetails,
  ProgramRule,
  ProgramSignatures,
  ProgramSteps,
  ProgramStream,
  Progress,
  type Reference,
  Remote,
  RemoveOptions,
  RemoveResult,
  ReplaceOptions,
  ReplaceResult,
  ResourceClass,
  ResourceInstance,
  type RunOptions,
  RunResult,
  Schemas,
  SearchOptions,
  SearchResult,
  SizeOptions,
  SizeResult,
  Skipped,
  StandardResult,
  StandardSchema,
  StdioOptions,
  StepReport,
  Steps,
  Stream,
  TextClient,
  TextCommands,
  TextFinding,
  TextSignatures,
  TextSteps,
  Transport,
  TreeClient,
  TreeCommands,
  TreeEntry,
  TreeOptions,
  TreeResult,
  TreeSignatures,
  TreeSteps,
  TypedArray,
  Under,
  UnderPolicy,
  UnknownDetails,
  Unsafe,
  WalkError,
  WalkOptions,
  WhichOptions,
  addonFile,
  archive,
  builtin,
  connect,
  contract,
  errorsOf,
  hash,
  isCommandError,
  loadAddon,
  math,
  mock,
  native,
  plan,
  planFor,
  preparePlan,
  program,
  record,
  replay,
  runGuest,
  runPlan,
  runRequest,
  schemas,
  stdio,
  text,
  transfer,
  tree,
  version,
  wasm,
};
