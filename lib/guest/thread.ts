import type { Worker } from "node:worker_threads";
import { onAbort } from "../client/abort.ts";
import { cancelled } from "../client/cancelled.ts";
import { PintleError } from "../errors/pintle-error.ts";
import { ownOf } from "../options/own.ts";
import { readAnswer } from "./answer.ts";
import { tooLong, trapped, usedUp } from "./errors.ts";
import { findWorker } from "./find.ts";
import type { Answer, Job, Told } from "./job.ts";

/** How much memory JavaScript may use in a guest's thread. A guest's own memory does not count. */
const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };

/** When a thread must be terminated before it has answered. */
export interface Ends {
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Does a job in its own thread, which has ended when the promise settles. `stop` must end what the
 * thread may be waiting for: a thread cannot be terminated inside a native call.
 */
export async function inThread(job: Job, ends: Ends, stop: () => void): Promise<Answer> {
  // Loaded here, since few programs that import Pintle run guests.
  const threads = process.getBuiltinModule("node:worker_threads");
  let worker: Worker | undefined;
  try {
    const options = { workerData: job, env: {}, execArgv: [], resourceLimits };
    worker = new threads.Worker(findWorker(), ownOf(options));
    return readAnswer(await outcome(worker, ends));
  } finally {
    stop();
    await worker?.terminate();
  }
}

function outcome(worker: Worker, ends: Ends): Promise<string> {
  const { timeoutMs, signal } = ownOf(ends);
  const { promise, resolve, reject } = withResolvers<string>();
  let timer: NodeJS.Timeout | undefined;
  worker.on("message", (message: Told) => {
    const told = message === "begins" ? message : ownOf(message);
    if (told === "begins") {
      timer =
        timeoutMs === undefined ? timer : setTimeout(() => reject(tooLong(timeoutMs)), timeoutMs);
    } else if ("answer" in told) {
      resolve(told.answer);
    } else {
      reject(new PintleError(told.error));
    }
  });
  worker.on("error", (error) => reject(broken(error)));
  worker.on("exit", () => reject(trapped("ended its thread")));
  const stopListening = signal && onAbort(signal, () => reject(cancelled("guest", signal)));
  return promise.finally(() => {
    clearTimeout(timer);
    stopListening?.();
  });
}

/** What ended a thread, although every error of a guest is caught in it. */
function broken(error: Error & { readonly code?: string }): Error {
  if (error.code === "ERR_WORKER_OUT_OF_MEMORY") {
    return usedUp("heap", resourceLimits.maxOldGenerationSizeMb, "MiB");
  }
  return error;
}

/** `Promise.withResolvers`, which Node has from 22 on. */
function withResolvers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((resolveIt, rejectIt) => {
    resolve = resolveIt;
    reject = rejectIt;
  });
  return { promise, resolve, reject };
}
