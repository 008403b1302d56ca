import { PintleError } from "../errors/pintle-error.ts";

/** How a host ended. */
export interface Ending {
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The last lines that it wrote to stderr. */
  readonly stderr: string;
}

/** The error of a call that can no longer be answered. */
export function closedError(
  command: string | null,
  reason: string,
  ending: Ending | null = null,
  cause?: unknown,
): PintleError {
  const stderr = ending === null || ending.stderr === "" ? "" : `; it wrote:\n${ending.stderr}`;
  return new PintleError({
    code: "ERR_PINTLE_TRANSPORT_CLOSED",
    message: `${command === null ? "" : `${command}: `}${reason}${stderr}`,
    command,
    pointer: "",
    details: ending === null ? null : { ...ending },
    cause,
  });
}
