import { type ErrorData, PintleError } from "./pintle-error.ts";

/** Creates the error for a native failure. Its stack begins where the command was called. */
export function createError(data: ErrorData): PintleError {
  const error = new PintleError(data);
  withStackOf(error, createError);
  return error;
}

/**
 * Sets the stack of an error from another thread to that of the function that awaited it, which is
 * `caller`'s caller.
 */
export function withStackOf(error: unknown, caller: (...args: never[]) => unknown): unknown {
  if (PintleError.is(error)) {
    Error.captureStackTrace?.(error, caller); // Not every browser has it.
  }
  return error;
}
