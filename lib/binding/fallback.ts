import module from "node:module";
import { fileURLToPath } from "node:url";
import type { Binding } from "./binding.ts";
import { isThere } from "./files.ts";
import type { PintleLoadError } from "./load-error.ts";

/**
 * The WebAssembly that replaces the addon: a script next to the bundle, or why it cannot. It is
 * loaded synchronously, like an addon, and only when needed: others should not pay for it.
 */
export function openFallback():
  | { readonly binding: Binding; readonly file: string }
  | { readonly cause: string } {
  if (process.env.PINTLE_FALLBACK === "error") {
    return { cause: "PINTLE_FALLBACK=error forbids it" };
  }
  // In a form that file tracing and bundlers can read.
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

/** Warns, once for each thread, that WebAssembly is used, and why. */
export function warn(failure: PintleLoadError): void {
  process.emitWarning("Pintle runs as WebAssembly, which has only the portable commands", {
    type: "PintleWarning",
    code: "PINTLE_FALLBACK",
    detail: `${failure.message}\nPINTLE_FALLBACK=error makes this an error`,
  });
}
