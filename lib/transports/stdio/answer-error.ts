import { type ErrorData, PintleError } from "../../errors/pintle-error.ts";
import type { Thrown } from "./functions.ts";

/** The member `error` of an answer. */
export interface AnswerError {
  readonly message?: unknown;
  /** With the number of the question at which a function of the client threw the cause. */
  readonly data?: ErrorData & { readonly question?: number };
}

/** A Pintle error. One without data comes from JSON-RPC itself. */
export function errorOf({ message, data }: AnswerError, thrown?: Thrown): PintleError {
  if (typeof data?.code === "string" && typeof data.message === "string") {
    const cause = thrown === undefined ? data.cause : thrown.value;
    return new PintleError({ ...data, pointer: data.pointer ?? "", cause });
  }
  return new PintleError({
    code: "ERR_PINTLE_TRANSPORT_CLOSED",
    message: `the host refused the request: ${message}`,
    pointer: "",
  });
}
