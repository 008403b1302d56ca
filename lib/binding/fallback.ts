import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Binding } from "./binding.ts";
import { isThere } from "./files.ts";
import type { PintleLoadError } from "./load-error.ts";

/** The WebAssembly that stands in for the addon: a script beside the bundle, or why it does not. */
export function findFallback(): { readonly file: string } | { readonly cause: string } {
  if (process.env.PINTLE_FALLBACK === "error") {
    return { cause: "PINTLE_FALLBACK=error forbids it" };
  }
  const file = join(dirname(fileURLToPath(import.meta.url)), "fallback.js");
  return isThere(file) ? { file } : { cause: "there is none" };
}

/** Loads it at once, as an addon is, and only now: nobody else is to pay for it. */
export function loadFallback(file: string, failure: PintleLoadError): Binding {
  const { binding } = createRequire(import.meta.url)(file);
  process.emitWarning("Pintle runs as WebAssembly, which has the portable commands only", {
    type: "PintleWarning",
    code: "PINTLE_FALLBACK",
    detail: `${failure.message}\nPINTLE_FALLBACK=error makes this an error`,
  });
  return binding;
}
