import { constants } from "node:os";
import { onAbort } from "../client/abort.ts";

/** The signals that ask a process to end: Ctrl-C, `kill` and `timeout`, a terminal that is closed. */
const asking = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

type Signal = (typeof asking)[number] | "SIGPIPE";

/**
 * One wish to end may come as several signals: `timeout` sends its signal to the program and then to
 * the program's group, and so do npm and a shell whose terminal is closed.
 */
const oneWishMs = 100;

/** Cancels what runs now. */
let running = new AbortController();
/** How much runs now. */
let count = 0;
/** What asked this process to end. */
let heard: Signal | undefined;
const onHeard = new Set<() => void>();

/**
 * Runs something that is cancelled when the process is asked to end; `endAsAsked` is for afterwards. The
 * second time the process ends immediately. Before and after, the system ends it the first time: also when
 * JavaScript does not get to hear of it.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  count += 1;
  if (count === 1 && heard === undefined) {
    for (const signal of asking) {
      process.on(signal, interrupt);
    }
  }
  try {
    return await work(running.signal);
  } finally {
    count -= 1;
    if (count === 0) {
      stopListening();
    }
  }
}

/**
 * Calls the function when what runs now is cancelled, until the returned function is called. Unlike `interruptible`,
 * this does not keep a signal from ending the process the first time.
 */
export function onInterrupt(cancel: () => void): () => void {
  return onAbort(running.signal, cancel);
}

/** Does what the signal asks for: cancels what runs, or ends the process if nothing does. */
export function interrupt(signal: Signal): void {
  if (heard !== undefined) {
    return;
  }
  heard = signal;
  if (count === 0) {
    endAsAsked();
  }
  setTimeout(stopListening, oneWishMs).unref();
  running.abort();
  for (const listener of onHeard) {
    listener();
  }
}

/** Cancels what runs now, and nothing else. */
export function cancelRunning(): void {
  const cancelled = running;
  running = new AbortController();
  cancelled.abort();
}

/** Calls the function when the process is asked to end while something runs. */
export function whenAsked(listener: () => void): void {
  onHeard.add(listener);
}

/**
 * If the process was asked to end, ends it by that signal: a shell ends its loop then, too, and whatever else
 * waits for the process sees why it ended. Returns whether it was.
 */
export function endAsAsked(): boolean {
  if (heard === undefined) {
    return false;
  }
  stopListening();
  if (process.platform !== "win32") {
    // Node ignores SIGPIPE. Without its last listener a signal does what it does by default.
    const nothing = () => {};
    process.on(heard, nothing).removeListener(heard, nothing);
    process.kill(process.pid, heard);
  }
  process.exit(128 + (constants.signals[heard] ?? 0));
}

function stopListening(): void {
  for (const signal of asking) {
    process.removeListener(signal, interrupt);
  }
}
