import { AsyncResource } from "node:async_hooks";
import type { Binding, Control } from "../binding/binding.ts";
import { PintleError } from "../errors/pintle-error.ts";
import { onAbort } from "./abort.ts";
import type { CallOptions } from "./call-options.ts";

/** Runs a native call that can be cancelled and tells how far it is. */
export async function controlled<T>(
  binding: Binding,
  method: string,
  { signal, onProgress }: CallOptions,
  call: (control: Control) => Promise<T>,
): Promise<T> {
  check(method, signal, onProgress);
  if (signal?.aborted) {
    throw cancelled(method, signal);
  }
  // The listener runs in the caller's asynchronous context, not in that of the addon.
  const control = binding.createControl(onProgress && AsyncResource.bind(onProgress));
  const stopListening = signal && onAbort(signal, () => binding.cancel(control));
  try {
    return await call(control);
  } catch (error) {
    const stopped = PintleError.is(error) && error.code === "ERR_PINTLE_CANCELLED";
    throw stopped && signal?.aborted ? cancelled(method, signal, error.details) : error;
  } finally {
    stopListening?.();
  }
}

/** The error for a call whose signal was aborted. */
export function cancelled(
  method: string,
  signal: AbortSignal,
  details: PintleError["details"] = null,
): PintleError {
  return new PintleError({
    code: "ERR_PINTLE_CANCELLED",
    message: `${method}: the caller cancelled`,
    command: method,
    pointer: "",
    details,
    cause: signal.reason,
  });
}

function check(method: string, signal: unknown, onProgress: unknown): void {
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw invalid(method, "signal", "an AbortSignal");
  }
  if (onProgress !== undefined && typeof onProgress !== "function") {
    throw invalid(method, "onProgress", "a function");
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
