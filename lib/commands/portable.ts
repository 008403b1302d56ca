// Generated from the contract of pintle (sha256-b9f353a24e71706b4137466c36e8fc6570c04f525586ef5f5dd385ee6b08f81a). Do not edit.

import type {
  Bytes,
  Command,
  CommandSchemas,
  Direct,
  ErrorOf,
  PlanFunction,
  Remote,
  Steps,
} from "../wasm/runtime.ts";
import { builtin as addon, errorsOf, planFor } from "../wasm/runtime.ts";

/** Every code that an error of these commands can have. */
export interface ErrorCodes {
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
export type ErrorCode = keyof ErrorCodes;

/** The details of errors, by code. Those of other codes may be anything. */
export interface ErrorDetails {
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
export type CommandError = ErrorOf<ErrorCode, ErrorDetails>;

/** A hash function. */
export type Algorithm =
  /** BLAKE3, 256 bits: by far the fastest, on several cores for large data. */
  | "blake3"
  /** SHA-256 (FIPS 180-4). */
  | "sha256"
  /** SHA-384 (FIPS 180-4). */
  | "sha384"
  /** SHA-512 (FIPS 180-4). */
  | "sha512"
  /** SHA-1 (FIPS 180-4), only for compatibility: two files with the same digest can be made. */
  | "sha1"
  /**
   * MD5 (RFC 1321), only for compatibility: two files with the same digest can be made in
   * seconds.
   */
  | "md5";

/** The details of an archive error. */
export interface ArchiveErrorDetails {
  /** The entry, with U+FFFD in place of what is not UTF-8; null if it is the whole archive. */
  readonly entry: string | null;
}

/** How a digest is written. */
export type Encoding =
  /** Lower-case hexadecimal digits. */
  | "hex"
  /** Base64 with padding (RFC 4648, section 4). */
  | "base64"
  /**
   * A Subresource Integrity string such as `sha512-…`, as in lock files; only for SHA-256, SHA-384
   * and SHA-512, the only ones in the specification.
   */
  | "sri";

/** How to hash. */
export interface HashOptions {
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
export interface IntegrityDetails {
  /** The file, if it is one. */
  readonly path: string | null;
  /** The hashes of the strongest algorithm in the integrity string. */
  readonly expected: string[];
  /** That of the data. */
  readonly actual: string;
}

/** The details of `ERR_PINTLE_IO`. */
export interface IoDetails {
  /** The file or folder, with U+FFFD in place of what is not Unicode; null if it is not known. */
  readonly path: string | null;
  /** The name of the system's error as in Node, such as `ENOENT`; null if it has none. */
  readonly errno: string | null;
}

/** How a program ended that did not end well. */
export interface ProgramErrorDetails {
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
export interface ProgramNotFoundDetails {
  /** The program, as it was given. */
  readonly program: string;
  /** The folders. */
  readonly searched: string[];
}

/** The commands of the family `math`, as Rust has them. */
export interface MathSignatures {
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
export interface HashSignatures {
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
export interface MathCommands extends Direct<MathSignatures> {}

/** The commands of the family `hash`. */
export interface HashCommands extends Direct<HashSignatures> {}

/** The commands of the family `math`, as steps of a plan. */
export type MathSteps = Steps<MathSignatures>;

/** The commands of the family `hash`, as steps of a plan. */
export type HashSteps = Steps<HashSignatures>;

/** Every command that can be a step of a plan. */
export interface PlanCommands {
  readonly math: MathSteps;
  readonly hash: HashSteps;
}

/** The commands of the family `math`, over a transport. */
export type MathClient = Remote<MathSignatures>;

/** The commands of the family `hash`, over a transport. */
export type HashClient = Remote<HashSignatures>;

/** Every command that a transport can run. */
export interface ClientCommands {
  readonly math: MathClient;
  readonly hash: HashClient;
}

/** Standard Schema objects of every command: its parameters by name, and its result. */
export interface Schemas {
  readonly "math.add": CommandSchemas<{ readonly a: number; readonly b: number }, number>;
  readonly "math.subtract": CommandSchemas<{ readonly a: number; readonly b: number }, number>;
  readonly "math.multiply": CommandSchemas<{ readonly a: number; readonly b: number }, number>;
  readonly "math.divide": CommandSchemas<{ readonly a: number; readonly b: number }, number>;
  readonly "math.addI64": CommandSchemas<{ readonly a: bigint; readonly b: bigint }, bigint>;
  readonly "math.subtractI64": CommandSchemas<{ readonly a: bigint; readonly b: bigint }, bigint>;
  readonly "math.multiplyI64": CommandSchemas<{ readonly a: bigint; readonly b: bigint }, bigint>;
  readonly "math.divideI64": CommandSchemas<{ readonly a: bigint; readonly b: bigint }, bigint>;
  readonly "math.addF64": CommandSchemas<{ readonly a: number; readonly b: number }, number>;
  readonly "math.subtractF64": CommandSchemas<{ readonly a: number; readonly b: number }, number>;
  readonly "math.multiplyF64": CommandSchemas<{ readonly a: number; readonly b: number }, number>;
  readonly "math.divideF64": CommandSchemas<{ readonly a: number; readonly b: number }, number>;
  readonly "math.sum": CommandSchemas<{ readonly values: Int32Array }, number>;
  readonly "math.sumI64": CommandSchemas<{ readonly values: BigInt64Array }, bigint>;
  readonly "math.sumF64": CommandSchemas<{ readonly values: Float64Array }, number>;
  readonly "math.addInto": CommandSchemas<
    { readonly target: Int32Array; readonly source: Int32Array },
    void
  >;
  readonly "math.addIntoI64": CommandSchemas<
    { readonly target: BigInt64Array; readonly source: BigInt64Array },
    void
  >;
  readonly "math.addIntoF64": CommandSchemas<
    { readonly target: Float64Array; readonly source: Float64Array },
    void
  >;
  readonly "hash.bytes": CommandSchemas<{ readonly data: Uint8Array } & HashOptions, string>;
  readonly "hash.checkBytes": CommandSchemas<
    { readonly data: Uint8Array; readonly integrity: string },
    string
  >;
}

export const math: MathCommands = addon.commands["math"] as never;
export const hash: HashCommands = addon.commands["hash"] as never;
export const plan: PlanFunction<PlanCommands> = planFor(addon) as never;
export const schemas: Schemas = addon.schemas as never;
/** Whether something that was caught is an error of these commands, with one of their codes. */
export const isCommandError: (value: unknown) => value is CommandError = errorsOf(addon) as never;
