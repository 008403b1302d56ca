// Generated from the contract of search (sha256-e924b9926119d1d77c6a91e0864845b4fb5dffde0a08e6a39722216682a33f6b). Do not edit.

import { fileURLToPath } from "node:url";
import type {
  Bytes,
  Call,
  Command,
  CommandSchemas,
  Direct,
  ErrorOf,
  Method,
  Methods,
  PlanFunction,
  Remote,
  ResourceClass,
  ResourceInstance,
  Steps,
} from "pintle/runtime";
import { errorsOf, loadAddon, planFor } from "pintle/runtime";

const addon = loadAddon(
  fileURLToPath(new URL("../../target/examples/search.node", import.meta.url)),
  { contract: "sha256-e924b9926119d1d77c6a91e0864845b4fb5dffde0a08e6a39722216682a33f6b" },
);

/** Every code that an error of these commands can have. */
export interface ErrorCodes {
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
  /** A document has the id of another. */
  readonly ERR_SEARCH_DUPLICATE: "ERR_SEARCH_DUPLICATE";
  /** A stream of rows of this database is being read. */
  readonly ERR_SQLITE_BUSY: "ERR_SQLITE_BUSY";
  /** SQLite refuses the statement or the database. */
  readonly ERR_SQLITE_FAILED: "ERR_SQLITE_FAILED";
  /** A value in the database cannot be represented in JavaScript. */
  readonly ERR_SQLITE_VALUE: "ERR_SQLITE_VALUE";
}

/** A code that an error of these commands can have. */
export type ErrorCode = keyof ErrorCodes;

/** The details of errors, by code. Those of other codes may be anything. */
export interface ErrorDetails {
  readonly ERR_PINTLE_IO: IoDetails;
  readonly ERR_SQLITE_FAILED: SqliteDetails;
}

/** An error of these commands: its `code` says what its `details` are. */
export type CommandError = ErrorOf<ErrorCode, ErrorDetails>;

/** What was changed. */
export interface Changes {
  /** How many rows were inserted, changed or deleted. */
  readonly changes: number;
  /** The row id of the last row that was inserted on this connection. */
  readonly lastRowId: bigint;
}

/** A text to find. */
export interface Document {
  /** What `find` returns for it; unique in the index. */
  readonly id: string;
  /** The text. */
  readonly text: string;
}

/** What to find. */
export interface FindOptions {
  /**
   * How many documents to return at most.
   *
   * @default 10
   */
  readonly limit?: number | undefined;
}

/** A document that was found. */
export interface Hit {
  /** Its id. */
  readonly id: string;
  /** How well it matches (BM25): higher is better. */
  readonly score: number;
}

/** The details of `ERR_PINTLE_IO`. */
export interface IoDetails {
  /** The file or folder, with U+FFFD in place of what is not Unicode; null if it is not known. */
  readonly path: string | null;
  /** The name of the system's error as in Node, such as `ENOENT`; null if it has none. */
  readonly errno: string | null;
}

/** How rows are read. */
export interface QueryOptions {
  /**
   * Whether integers are bigints. Otherwise they are numbers, and one beyond 2^53 is an error.
   *
   * @default false
   */
  readonly bigints?: boolean | undefined;
}

/** What SQLite says besides its message. */
export interface SqliteDetails {
  /** Its extended result code. */
  readonly code: number | null;
}

/** A database. It is closed with the last handle to it. */
export interface Database
  extends ResourceInstance<"Database", DatabaseClient>,
    Methods<Direct<Pick<SqliteSignatures, "all" | "execute" | "rows" | "script">>> {
  /** Like `all`, but waits for the result on the calling thread. */
  readonly allSync: Method<Call<SqliteSignatures["all"]>>;
  /** Like `execute`, but waits for the result on the calling thread. */
  readonly executeSync: Method<Call<SqliteSignatures["execute"]>>;
  /** Like `rows`, but waits for the result on the calling thread. */
  readonly rowsSync: Method<Call<SqliteSignatures["rows"]>>;
  /** Like `script`, but waits for the result on the calling thread. */
  readonly scriptSync: Method<Call<SqliteSignatures["script"]>>;
}

/** A resource of type `Database`, over a transport. */
export interface DatabaseClient
  extends ResourceInstance<"Database">,
    Methods<Remote<Pick<SqliteSignatures, "all" | "execute" | "rows" | "script">>> {}

/** An index of texts, in memory. It is dropped with the last handle to it. */
export interface Index
  extends ResourceInstance<"Index", IndexClient>,
    Methods<Direct<Pick<SearchSignatures, "add" | "find" | "size">>> {
  /** Like `add`, but waits for the result on the calling thread. */
  readonly addSync: Method<Call<SearchSignatures["add"]>>;
}

/** A resource of type `Index`, over a transport. */
export interface IndexClient
  extends ResourceInstance<"Index">,
    Methods<Remote<Pick<SearchSignatures, "add" | "find" | "size">>> {}

/** The commands of the family `search`, as Rust has them. */
export interface SearchSignatures {
  /**
   * Adds documents: all of them, or none if there is an error. Returns how many the index has then.
   *
   * @throws `ERR_SEARCH_DUPLICATE` A document has the id of another.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly add: Command<
    (index: Index, documents: readonly Document[]) => number,
    "blocking" | "resources"
  >;
  /** A new index, without documents. */
  readonly createIndex: Command<() => Index, "resources">;
  /** The documents with any word of the query, the best first. */
  readonly find: Command<
    (index: Index, query: string, options?: FindOptions) => Hit[],
    "options" | "resources"
  >;
  /** How many documents there are. */
  readonly size: Command<(index: Index) => number, "resources">;
}

/** The commands of the family `sqlite`, as Rust has them. */
export interface SqliteSignatures {
  /**
   * All rows that a statement returns.
   *
   * @throws `ERR_SQLITE_FAILED` SQLite refuses the statement or the database.
   * @throws `ERR_SQLITE_BUSY` A stream of rows of this database is being read.
   * @throws `ERR_SQLITE_VALUE` A value in the database cannot be represented in JavaScript.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly all: Command<
    (
      database: Database,
      sql: string,
      params?: readonly unknown[] | null | undefined,
      options?: QueryOptions,
    ) => Readonly<Record<string, unknown>>[],
    "blocking" | "options" | "resources"
  >;
  /**
   * Runs one statement that returns no rows.
   *
   * @throws `ERR_SQLITE_FAILED` SQLite refuses the statement or the database.
   * @throws `ERR_SQLITE_BUSY` A stream of rows of this database is being read.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly execute: Command<
    (database: Database, sql: string, params?: readonly unknown[] | null | undefined) => Changes,
    "blocking" | "resources"
  >;
  /**
   * Opens a database; `:memory:` is a new one in memory.
   *
   * It does not return a promise because SQLite reads the environment when it is used first, which only
   * JavaScript's thread may do.
   *
   * @throws `ERR_SQLITE_FAILED` SQLite refuses the statement or the database.
   */
  readonly open: Command<(path: string) => Database, "resources">;
  /**
   * The rows that a statement returns, as they are read. Until the stream has ended, other calls on the
   * database fail, since it has one connection.
   *
   * @throws `ERR_SQLITE_FAILED` SQLite refuses the statement or the database.
   * @throws `ERR_SQLITE_BUSY` A stream of rows of this database is being read.
   * @throws `ERR_SQLITE_VALUE` A value in the database cannot be represented in JavaScript.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly rows: Command<
    (
      database: Database,
      sql: string,
      params?: readonly unknown[] | null | undefined,
      options?: QueryOptions,
    ) => Readonly<Record<string, unknown>>[],
    "blocking" | "options" | "output" | "resources",
    Readonly<Record<string, unknown>>[]
  >;
  /**
   * Runs statements without parameters, separated by semicolons.
   *
   * @throws `ERR_SQLITE_FAILED` SQLite refuses the statement or the database.
   * @throws `ERR_SQLITE_BUSY` A stream of rows of this database is being read.
   * @throws `ERR_PINTLE_CANCELLED` The caller cancelled the call or the plan.
   * @throws `ERR_PINTLE_TIMEOUT` A time limit ran out before the work was done.
   */
  readonly script: Command<(database: Database, sql: string) => void, "blocking" | "resources">;
}

/** The commands of the family `search`. */
export interface SearchCommands extends Direct<SearchSignatures> {
  /** Like `add`, but waits for the result on the calling thread. */
  readonly addSync: Call<SearchSignatures["add"]>;
}

/** The commands of the family `sqlite`. */
export interface SqliteCommands extends Direct<SqliteSignatures> {
  /** Like `all`, but waits for the result on the calling thread. */
  readonly allSync: Call<SqliteSignatures["all"]>;
  /** Like `execute`, but waits for the result on the calling thread. */
  readonly executeSync: Call<SqliteSignatures["execute"]>;
  /** Like `rows`, but waits on the calling thread, and returns the list of all results. */
  readonly rowsSync: Call<SqliteSignatures["rows"]>;
  /** Like `script`, but waits for the result on the calling thread. */
  readonly scriptSync: Call<SqliteSignatures["script"]>;
}

/** The commands of the family `search`, as steps of a plan. */
export type SearchSteps = Steps<SearchSignatures>;

/** The commands of the family `sqlite`, as steps of a plan. */
export type SqliteSteps = Steps<SqliteSignatures>;

/** Every command that can be a step of a plan. */
export interface PlanCommands {
  readonly search: SearchSteps;
  readonly sqlite: SqliteSteps;
}

/** The commands of the family `search`, over a transport. */
export type SearchClient = Remote<SearchSignatures>;

/** The commands of the family `sqlite`, over a transport. */
export type SqliteClient = Remote<SqliteSignatures>;

/** Every command that a transport can run. */
export interface ClientCommands {
  readonly search: SearchClient;
  readonly sqlite: SqliteClient;
}

/** Standard Schema objects of every command: its parameters by name, and its result. */
export interface Schemas {
  readonly "search.add": CommandSchemas<
    { readonly index: Index; readonly documents: readonly Document[] },
    number
  >;
  readonly "search.createIndex": CommandSchemas<Record<string, never>, Index>;
  readonly "search.find": CommandSchemas<
    { readonly index: Index; readonly query: string } & FindOptions,
    Hit[]
  >;
  readonly "search.size": CommandSchemas<{ readonly index: Index }, number>;
  readonly "sqlite.all": CommandSchemas<
    {
      readonly database: Database;
      readonly sql: string;
      readonly params?: readonly unknown[] | null | undefined;
    } & QueryOptions,
    Readonly<Record<string, unknown>>[]
  >;
  readonly "sqlite.execute": CommandSchemas<
    {
      readonly database: Database;
      readonly sql: string;
      readonly params?: readonly unknown[] | null | undefined;
    },
    Changes
  >;
  readonly "sqlite.open": CommandSchemas<{ readonly path: string }, Database>;
  readonly "sqlite.rows": CommandSchemas<
    {
      readonly database: Database;
      readonly sql: string;
      readonly params?: readonly unknown[] | null | undefined;
    } & QueryOptions,
    Readonly<Record<string, unknown>>[]
  >;
  readonly "sqlite.script": CommandSchemas<
    { readonly database: Database; readonly sql: string },
    void
  >;
}

export const search: SearchCommands = addon.commands["search"] as never;
export const sqlite: SqliteCommands = addon.commands["sqlite"] as never;
export const Database: ResourceClass<Database> = addon.resources["Database"] as never;
export const Index: ResourceClass<Index> = addon.resources["Index"] as never;
export const plan: PlanFunction<PlanCommands> = planFor(addon) as never;
export const schemas: Schemas = addon.schemas as never;
/** Whether something that was caught is an error of these commands, with one of their codes. */
export const isCommandError: (value: unknown) => value is CommandError = errorsOf(addon) as never;
