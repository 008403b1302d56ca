import { nesting } from "../generated/limits.ts";
import { PintleError } from "./pintle-error.ts";

/** The message for a value that nests too deeply, the same as in Rust. */
export const tooDeep: string = `expected at most ${nesting} levels of nesting, got more (or a cycle)`;

/** The JSON text of a caller's value, which may nest endlessly. */
export function jsonText(value: unknown): string {
  try {
    return stringify(value);
  } catch (cause) {
    const endless =
      cause instanceof RangeError ||
      (cause instanceof TypeError && /circular/i.test(cause.message));
    if (!endless) {
      throw cause;
    }
    const code = "ERR_PINTLE_INVALID_VALUE";
    throw new PintleError({ code, message: tooDeep, pointer: "", cause });
  }
}

/** As `JSON.stringify`, which writes -0 as 0. */
function stringify(value: unknown): string {
  let hasMinusZero = false;
  const text = JSON.stringify(value, (_name, item) => {
    hasMinusZero ||= Object.is(item, -0);
    return item;
  });
  if (!hasMinusZero) {
    return text;
  }
  // A text that is nowhere else in it.
  let mark = "-0";
  while (text.includes(JSON.stringify(mark))) {
    mark += "0";
  }
  const marked = JSON.stringify(value, (_name, item) => (Object.is(item, -0) ? mark : item));
  return marked.replaceAll(JSON.stringify(mark), "-0");
}
