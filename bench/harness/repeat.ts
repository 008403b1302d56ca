import type { Side } from "./compare.ts";

/**
 * A side that calls a function with one argument. All such sides share this loop, which costs each
 * of them the same few nanoseconds: for calls of 50 ns and more. What is faster has loops of its
 * own.
 */
export function repeat<T>(call: (argument: T) => unknown, argument: T): Side {
  return (times) => {
    let result: unknown;
    for (let i = 0; i < times; i++) {
      result = call(argument);
    }
    return result;
  };
}

/** The same for functions that give a promise: each call waits for the one before. */
export function repeatAwaited(call: () => Promise<unknown>): Side {
  return async (times) => {
    let result: unknown;
    for (let i = 0; i < times; i++) {
      result = await call();
    }
    return result;
  };
}
