import type { PrepareCallback } from "../binding/binding.ts";
import { inContext } from "./context.ts";

/**
 * A function that was passed to a command, as the addon calls it: with the number of the question before the
 * arguments. It runs in the asynchronous context of the call that it was passed to, and never throws.
 */
export const prepareCallback: PrepareCallback = (listener, takeAnswer) =>
  inContext((number: number, ...args: unknown[]) => {
    const take = (value: unknown) => takeAnswer(number, true, value);
    const fail = (error: unknown) => takeAnswer(number, false, error, textOf(error));
    let value: unknown;
    try {
      value = listener(...args);
      if (isThenable(value)) {
        Promise.resolve(value).then(take, fail);
        return;
      }
    } catch (error) {
      fail(error);
      return;
    }
    take(value);
  });

function isThenable(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as { then?: unknown }).then === "function"
  );
}

/** What was thrown, in words. It may be anything. */
export function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return "a value that cannot be a text";
  }
}
