import { PintleError } from "./pintle-error.ts";

/** The error for a command that WebAssembly does not have; Rust says the same. */
export function notPortableError(method: string): PintleError {
  return new PintleError({
    code: "ERR_PINTLE_NOT_PORTABLE",
    message: `${method}: it is not portable, so it is not available in WebAssembly`,
    command: method,
    pointer: "",
  });
}
