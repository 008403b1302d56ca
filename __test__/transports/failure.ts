import type { PintleError } from "../../index.ts";
import { failure as failureOf } from "../failure.ts";

/** The error that a call which was made already rejects with. */
export function failure(call: Promise<unknown>): Promise<PintleError> {
  return failureOf(() => call);
}

/** Whether a process runs. One that has ended, but was not waited for, does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until something is so. */
export async function until(holds: () => boolean, ms = 5000): Promise<void> {
  const end = Date.now() + ms;
  while (!holds()) {
    if (Date.now() > end) {
      throw new Error(`it did not happen within ${ms} ms`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
