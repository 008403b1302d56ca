import { PintleError } from "../errors/pintle-error.ts";
import { plain } from "./plain.ts";

/** The error for a module that is not a guest. */
export function invalidGuest(message: string, cause?: unknown): PintleError {
  return failure("ERR_PINTLE_INVALID_GUEST", `the module is not a guest: ${message}`, { cause });
}

/** The error for a guest that broke a rule. */
export function trapped(message: string, cause?: unknown): PintleError {
  return failure("ERR_PINTLE_GUEST_TRAP", `the guest ${message}`, { cause });
}

/** What an exception says about the guest that it ended. */
export function asGuestError(error: unknown, says = ""): PintleError {
  if (PintleError.is(error)) {
    return error;
  }
  if (error instanceof RangeError && error.message.includes("call stack")) {
    return trapped("recursed endlessly", error);
  }
  const message = error instanceof Error ? error.message : "an uncaught exception";
  return trapped(`trapped: ${message}${says === "" ? "" : `; it says: ${plain(says)}`}`, error);
}

/** The error for a guest that has used up one of its limits. */
export function usedUp(limit: string, value: number, unit: string): PintleError {
  const message = `the guest's limit "${limit}" of ${value} ${unit} is used up`;
  return failure("ERR_PINTLE_GUEST_LIMIT", message, { details: { limit, value } });
}

/** The error for an addon that other threads cannot load. */
export function needsNative(): PintleError {
  return failure(
    "ERR_PINTLE_LOAD",
    "guests need the native addon, but this is the WebAssembly build",
    {},
  );
}

/** The error for a guest that takes too long. */
export function tooLong(timeoutMs: number): PintleError {
  const message = `the guest did not end within ${timeoutMs} ms`;
  return failure("ERR_PINTLE_TIMEOUT", message, {
    details: { limit: "timeoutMs", value: timeoutMs },
  });
}

function failure(
  code: string,
  message: string,
  more: { readonly cause?: unknown; readonly details?: Record<string, unknown> },
): PintleError {
  return new PintleError({ code, message, pointer: "", ...more });
}
