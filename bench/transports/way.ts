/** One way to make a call. */
export interface Way {
  readonly name: string;
  /** How many calls are one sample, so that the clock is precise enough. */
  readonly batch: number;
  /** Makes that many calls, and returns the last result. */
  readonly run: (calls: number) => unknown;
  /** What every sample costs beside its calls is measured with this many, and taken off. */
  readonly idle?: number;
  readonly end?: () => Promise<void>;
}

/** A way that makes one call after the other. */
export function awaited(call: () => Promise<unknown>): Way["run"] {
  return async (calls) => {
    let result: unknown;
    for (let i = 0; i < calls; i += 1) {
      result = await call();
    }
    return result;
  };
}
