import { PintleError } from "../errors/pintle-error.ts";

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

/** The error of a call, with the signal's reason as its cause if the signal cancelled it. */
export function withReason(
  error: unknown,
  method: string,
  signal: AbortSignal | undefined,
): unknown {
  const stopped = PintleError.is(error) && error.code === "ERR_PINTLE_CANCELLED";
  return stopped && signal?.aborted ? cancelled(method, signal, error.details) : error;
}
