/** The calls that run with one signal. */
interface Calls {
  readonly cancels: Set<() => void>;
  readonly listener: () => void;
}

const running = new WeakMap<AbortSignal, Calls>();

/**
 * Calls `cancel` when the signal is aborted, until the returned function is called.
 *
 * All calls with one signal share one listener: Node warns of a leak when there are more than ten.
 */
export function onAbort(signal: AbortSignal, cancel: () => void): () => void {
  const calls = running.get(signal) ?? listen(signal);
  calls.cancels.add(cancel);
  return () => {
    calls.cancels.delete(cancel);
    if (calls.cancels.size === 0) {
      signal.removeEventListener("abort", calls.listener);
      running.delete(signal);
    }
  };
}

function listen(signal: AbortSignal): Calls {
  const cancels = new Set<() => void>();
  const listener = () => {
    for (const cancel of cancels) {
      cancel();
    }
  };
  signal.addEventListener("abort", listener, { once: true });
  const calls = { cancels, listener };
  running.set(signal, calls);
  return calls;
}

/** A signal that is aborted when either is. One that is not a signal is returned: whoever takes it says so. */
export function either(one: AbortSignal, other: AbortSignal | undefined): AbortSignal {
  if (other === undefined) {
    return one;
  }
  return other instanceof AbortSignal ? AbortSignal.any([one, other]) : other;
}
