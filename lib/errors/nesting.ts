import { nesting } from "../generated/limits.ts";
import { PintleError } from "./pintle-error.ts";

/** The message for a value that nests too deeply, the same as in Rust. */
export const tooDeep: string = `expected at most ${nesting} levels of nesting, got more (or a cycle)`;

/** The JSON text of a caller's value, which may nest endlessly. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
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
