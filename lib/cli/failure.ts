import { PintleError } from "../errors/pintle-error.ts";
import type { Io } from "./io.ts";

/** What the exit codes mean. */
export const exit = { ok: 0, failed: 1, usage: 2, environment: 3 } as const;

/** The command line is wrong: what was typed, or a file that it names. */
export class UsageError extends Error {
  /** What to run for more. */
  readonly hint: string | undefined;

  constructor(message: string, cause?: unknown, hint?: string) {
    super(message, { cause });
    this.hint = hint;
  }
}

/** What a usage error says of a Pintle error: that it was found before anything ran. */
export function asUsage(error: unknown, where?: string): unknown {
  if (!PintleError.is(error) || error.code === "ERR_PINTLE_LOAD") {
    return error;
  }
  const prefix = where === undefined ? "" : `${where}: `;
  return new UsageError(`${prefix}${error.message}`, error);
}

/** Does something with a document that was named. Its faults are those of the command line. */
export function usageIn<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asUsage(error, name);
  }
}

/** Reports why the command line ended, and returns the exit code. */
export function report(error: unknown, io: Io, json: boolean): number {
  const known = error instanceof UsageError ? error.cause : error;
  if (json && PintleError.is(known)) {
    io.stdout.write(`${JSON.stringify({ error: known })}\n`);
  }
  if (error instanceof UsageError) {
    io.stderr.write(`error: ${error.message}\n${facts(known, error.hint)}`);
    return exit.usage;
  }
  if (PintleError.is(error)) {
    io.stderr.write(`error: ${error.message}\n${facts(error)}`);
    return error.code === "ERR_PINTLE_LOAD" ? exit.environment : exit.failed;
  }
  throw error;
}

function facts(error: unknown, hint?: string): string {
  if (!PintleError.is(error)) {
    return "";
  }
  const pointer = error.pointer === "" ? "" : `  pointer: ${error.pointer}\n`;
  return `  code: ${error.code}\n${pointer}  hint: ${hint ?? `pintle explain ${error.code}`}\n`;
}
