import { ownOf } from "../options/own.ts";

/** What every Pintle error contains, as it crosses the boundary. */
export interface ErrorData {
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

/** Marks our errors, so that those of another copy of this module are recognised too. */
const brand = Symbol.for("pintle.error");

/** The details of an error of which no more is known. */
export type UnknownDetails = Readonly<Record<string, unknown>> | null;

/**
 * The error that every command and plan throws. Where it is known which codes there may be, as in the
 * type `CommandError` of a generated module, the code says what the details are.
 */
export class PintleError<Code extends string = string, Known = UnknownDetails> extends Error {
  override readonly name: string = "PintleError";
  readonly code: Code;
  readonly command: string | null;
  readonly pointer: string;
  readonly details: Known;

  constructor(data: ErrorData) {
    const { code, message, command, pointer, details, cause } = ownOf(data);
    super(message, cause === undefined || cause === null ? undefined : { cause });
    this.code = code as Code;
    this.command = command ?? null;
    this.pointer = pointer;
    this.details = (details ?? null) as Known;
    Object.defineProperty(this, brand, ownOf({ value: true }));
  }

  /** Whether a value is a Pintle error, from this copy of the module or another. */
  static is(value: unknown): value is PintleError {
    try {
      return value instanceof Error && brand in value;
    } catch {
      return false; // A proxy threw.
    }
  }

  /** The error as plain data, for a log or another process. */
  toJSON(): ErrorData {
    const { code, message, command, pointer } = this;
    const details = this.details as UnknownDetails;
    return { code, message, command, pointer, details, cause: causeText(causeOf(this)) };
  }
}

/** The cause of an error; most have none. */
function causeOf(error: Error): unknown {
  return Object.hasOwn(error, "cause") ? error.cause : undefined;
}

/** Causes may be anything; only their text can leave the process. */
function causeText(cause: unknown): string | null {
  return cause === undefined || cause === null ? null : String(cause);
}
