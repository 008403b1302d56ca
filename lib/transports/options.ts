import type { CallOptions } from "../client/call-options.ts";
import { cancelled } from "../client/controlled.ts";
import type { PintleError } from "../errors/pintle-error.ts";
import { Fault } from "./check/fault.ts";

/** Throws when the options of a call are not what they should be, or its signal is aborted already. */
export function checkOptions(method: string, { signal, onProgress }: CallOptions): void {
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw invalid(method, "signal", "an AbortSignal");
  }
  if (onProgress !== undefined && typeof onProgress !== "function") {
    throw invalid(method, "onProgress", "a function");
  }
  if (signal?.aborted) {
    throw cancelled(method, signal);
  }
}

function invalid(method: string, name: string, what: string): PintleError {
  const fault = new Fault("INVALID_TYPE", `expected ${what}`);
  fault.path.push(name);
  return fault.of(method);
}
