import { PintleError } from "../errors/pintle-error.ts";
import { ownOf } from "../options/own.ts";
import type { LineCallOptions } from "./call-options.ts";
import { cancelled } from "./cancelled.ts";

/** Throws when the options of a call are invalid, or its signal is already aborted. */
export function checkOptions(method: string, options: LineCallOptions): void {
  const { signal, onProgress, onLine } = ownOf(options);
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw invalid(method, "signal", "an AbortSignal");
  }
  if (onProgress !== undefined && typeof onProgress !== "function") {
    throw invalid(method, "onProgress", "a function");
  }
  if (onLine !== undefined && typeof onLine !== "function") {
    throw invalid(method, "onLine", "a function");
  }
  if (signal?.aborted) {
    throw cancelled(method, signal);
  }
}

function invalid(method: string, name: string, expected: string): PintleError {
  return new PintleError({
    code: "ERR_PINTLE_INVALID_TYPE",
    message: `${method}: ${name}: expected ${expected}`,
    command: method,
    pointer: `/${name}`,
  });
}
