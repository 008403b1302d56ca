// Generated from the contract of csv (sha256-97738766a454988a108a55328cfa8a4d2c400c67f8d58ad44386bed363e42a03). Do not edit.

import { fileURLToPath } from "node:url";
import type {
  Bytes,
  Call,
  Command,
  CommandSchemas,
  Direct,
  ErrorOf,
  Input,
  PlanFunction,
  Remote,
  Steps,
} from "pintle/runtime";
import { errorsOf, loadAddon, planFor } from "pintle/runtime";

const addon = loadAddon(fileURLToPath(new URL("../../target/examples/csv.node", import.meta.url)), {
  contract: "sha256-97738766a454988a108a55328cfa8a4d2c400c67f8d58ad44386bed363e42a03",
});

/** Every code that an error of these commands can have. */
export interface ErrorCodes {
  /** The file has no header: it is empty. */
  readonly ERR_CSV_HEADER: "ERR_CSV_HEADER";
  /** A field is not UTF-8. */
  readonly ERR_CSV_NOT_TEXT: "ERR_CSV_NOT_TEXT";
  /** A row does not have as many fields as the first. */
  readonly ERR_CSV_ROW_LENGTH: "ERR_CSV_ROW_LENGTH";
  /** A function that was passed to the command threw an exception, rejected, or returned a value of another type; or it was called after its call had ended. */
  readonly ERR_PINTLE_CALLBACK: "ERR_PINTLE_CALLBACK";
  /** The caller cancelled the call or the plan. */
  readonly ERR_PINTLE_CANCELLED: "ERR_PINTLE_CANCELLED";
  /** The host speaks another version of the protocol, or its commands differ from those that the client was generated for. */
  readonly ERR_PINTLE_CONTRACT_MISMATCH: "ERR_PINTLE_CONTRACT_MISMATCH";
  /** The caller's policy does not allow the call. Nothing was run. */
  readonly ERR_PINTLE_DENIED: "ERR_PINTLE_DENIED";
  /** The command changes an argument in place, so it can only be called directly. */
  readonly ERR_PINTLE_DIRECT_ONLY: "ERR_PINTLE_DIRECT_ONLY";
  /** A resource was used after its handle had been disposed of. */
  readonly ERR_PINTLE_DISPOSED: "ERR_PINTLE_DISPOSED";
  /** Two steps of the plan have the same id. */
  readonly ERR_PINTLE_DUPLICATE_STEP: "ERR_PINTLE_DUPLICATE_STEP";
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
  /** A number is outside the range of its type, has a fraction where an integer is needed, or is not finite. */
  readonly ERR_PINTLE_OUT_OF_RANGE: "ERR_PINTLE_OUT_OF_RANGE";
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
export type ErrorCode = keyof ErrorCodes;

/** The details of errors, by code. Those of other codes may be anything. */
export interface ErrorDetails {
  readonly ERR_CSV_NOT_TEXT: Place;
  readonly ERR_CSV_ROW_LENGTH: Place;
  readonly ERR_PINTLE_IO: IoDetails;
}

/** An error of these commands: its `code` says what its `details` are. */
export type CommandError = ErrorOf<ErrorCode, ErrorDetails>;

/** A column: of numbers if all of its fields are numbers. */
export type Column =
  /** Numbers. */
  | {
      readonly kind: "numbers";
      /** What the header says. */
      readonly name: string;
      /** A number for each row. */
      readonly values: Float64Array;
    }
  /** Texts. */
  | {
      readonly kind: "texts";
      /** What the header says. */
      readonly name: string;
      /** A text for each row. */
      readonly values: string[];
    };

/** What the CSV looks like. */
export interface CsvOptions {
  /**
   * The character between two fields; one of ASCII.
   *
   * @default ","
   */
  readonly delimiter?: string | undefined;
  /**
   * The character around a field that contains others of these; one of ASCII.
   *
   * @default "\""
   */
  readonly quote?: string | undefined;
  /**
   * Whether rows may have more or fewer fields than the first.
   *
   * @default false
   */
  readonly flexible?: boolean | undefined;
}

/** The details of `ERR_PINTLE_IO`. */
export interface IoDetails {
  /** The file or folder, with U+FFFD in place of what is not Unicode; null if it is not known. */
  readonly path: string | null;
  /** The name of the system's error as in Node, such as `ENOENT`; null if it has none. */
  readonly errno: string | null;
}

/** Where the fault is. */
export interface Place {
  /** The line in which the row begins, from 1. */
  readonly line: number;
  /** The number of the row, from 1. */
  readonly row: number;
}

/** A file as columns. */
export interface Table {
  /** How many rows it has, without the header. */
  readonly rows: number;
  /** The columns, in the order of the file. */
  readonly columns: Column[];
}

/** The commands of the family `csv`, as Rust has them. */
export interface CsvSignatures {
  /**
   * A file with a header, as a column of numbers or of texts for each name in it.
   *
   * @throws `ERR_CSV_HEADER` The file has no header: it is empty.
   * @throws `ERR_CSV_NOT_TEXT` A field is not UTF-8.
   * @throws `ERR_CSV_ROW_LENGTH` A row does not have as many fields as the first.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly columns: Command<(path: string, options?: CsvOptions) => Table, "blocking" | "options">;
  /**
   * The rows of what comes in, as it comes.
   *
   * @throws `ERR_CSV_NOT_TEXT` A field is not UTF-8.
   * @throws `ERR_CSV_ROW_LENGTH` A row does not have as many fields as the first.
   */
  readonly parse: Command<
    (input: Input<Uint8Array>, options?: CsvOptions) => string[][],
    "blocking" | "inputs" | "options" | "output",
    string[][]
  >;
  /**
   * The rows of a file, as they are read.
   *
   * @throws `ERR_CSV_NOT_TEXT` A field is not UTF-8.
   * @throws `ERR_CSV_ROW_LENGTH` A row does not have as many fields as the first.
   * @throws `ERR_PINTLE_IO` The operating system refused an operation on a file or folder.
   */
  readonly rows: Command<
    (path: string, options?: CsvOptions) => string[][],
    "blocking" | "options" | "output",
    string[][]
  >;
}

/** The commands of the family `csv`. */
export interface CsvCommands extends Direct<CsvSignatures> {
  /** Like `columns`, but waits for the result on the calling thread. */
  readonly columnsSync: Call<CsvSignatures["columns"]>;
  /** Like `parse`, but waits on the calling thread, and returns the list of all results. */
  readonly parseSync: Call<CsvSignatures["parse"]>;
  /** Like `rows`, but waits on the calling thread, and returns the list of all results. */
  readonly rowsSync: Call<CsvSignatures["rows"]>;
}

/** The commands of the family `csv`, as steps of a plan. */
export type CsvSteps = Steps<CsvSignatures>;

/** Every command that can be a step of a plan. */
export interface PlanCommands {
  readonly csv: CsvSteps;
}

/** The commands of the family `csv`, over a transport. */
export type CsvClient = Remote<CsvSignatures>;

/** Every command that a transport can run. */
export interface ClientCommands {
  readonly csv: CsvClient;
}

/** Standard Schema objects of every command: its parameters by name, and its result. */
export interface Schemas {
  readonly "csv.columns": CommandSchemas<{ readonly path: string } & CsvOptions, Table>;
  readonly "csv.parse": CommandSchemas<
    { readonly input: readonly Uint8Array[] } & CsvOptions,
    string[][]
  >;
  readonly "csv.rows": CommandSchemas<{ readonly path: string } & CsvOptions, string[][]>;
}

export const csv: CsvCommands = addon.commands["csv"] as never;
export const plan: PlanFunction<PlanCommands> = planFor(addon) as never;
export const schemas: Schemas = addon.schemas as never;
/** Whether something that was caught is an error of these commands, with one of their codes. */
export const isCommandError: (value: unknown) => value is CommandError = errorsOf(addon) as never;
