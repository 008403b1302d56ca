import { causeOf, PintleError } from "../../errors/pintle-error.ts";
import { pointerOf } from "../../errors/pointer.ts";

/** What is wrong with a value, while its place in the parameters is not known yet. */
export class Fault extends Error {
  readonly code: string;
  readonly path: string[] = [];

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = `ERR_PINTLE_${code}`;
  }

  /** The error, once the command is known. Its message has the same form as in Rust. */
  of(command: string | null): PintleError {
    const parts = [command, readable(this.path), this.message];
    const error = new PintleError({
      code: this.code,
      message: parts.filter((part) => part !== null && part !== "").join(": "),
      command,
      pointer: pointerOf(this.path),
      cause: causeOf(this),
    });
    return error;
  }
}

/** Checks the value at `name`. */
export function within<T>(name: string | number, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof Fault) {
      error.path.unshift(String(name));
    }
    throw error;
  }
}

/** Runs a check of something that belongs to a command, or to none. */
export function asPintleError<T>(command: string | null, check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw error instanceof Fault ? error.of(command) : error;
  }
}

/** A place as JavaScript would write it: `glob[0]`. */
function readable(path: readonly string[]): string {
  const [first = "", ...rest] = path.map((name) =>
    /^(0|[1-9]\d*)$/.test(name) ? `[${name}]` : `.${name}`,
  );
  return [first.replace(/^\./, ""), ...rest].join("");
}
