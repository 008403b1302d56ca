import module from "node:module";
import { fileURLToPath } from "node:url";
import type { Binding } from "./binding.ts";
import { isThere } from "./files.ts";
import type { PintleLoadError } from "./load-error.ts";

/**
 * The WebAssembly that stands in for the addon: a script beside the bundle, or why it does not. It is
 * loaded synchronously, as an addon is, and only now: nobody else is to pay for it.
 */
export function openFallback():
  | { readonly binding: Binding; readonly file: string }
  | { readonly cause: string } {
  if (process.env.PINTLE_FALLBACK === "error") {
    return { cause: "PINTLE_FALLBACK=error forbids it" };
  }
  // As file tracing and bundlers can read it.
  const file = fileURLToPath(new URL("./fallback.js", import.meta.url));
  if (!isThere(file)) {
    return { cause: `there is no ${file}` };
  }
  try {
    return { binding: module.createRequire(import.meta.url)(file).binding, file };
  } catch (error) {
    return { cause: error instanceof Error ? error.message : String(error) };
  }
}

/** Says, once for each thread, that WebAssembly runs, and why. */
export function warn(failure: PintleLoadError): void {
  process.emitWarning("Pintle runs as WebAssembly, which has only the portable commands", {
    type: "PintleWarning",
    code: "PINTLE_FALLBACK",
    detail: `${failure.message}\nPINTLE_FALLBACK=error makes this an error`,
  });
}
