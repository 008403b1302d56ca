import { type ErrorData, PintleError } from "../../errors/pintle-error.ts";

/** A Pintle error. One without data comes from JSON-RPC itself. */
export function errorOf({ message, data }: { message?: unknown; data?: ErrorData }): PintleError {
  if (typeof data?.code === "string" && typeof data.message === "string") {
    return new PintleError({ ...data, pointer: data.pointer ?? "" });
  }
  return new PintleError({
    code: "ERR_PINTLE_TRANSPORT_CLOSED",
    message: `the host refused the request: ${message}`,
    pointer: "",
  });
}
