import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isBundled } from "../../binding/bundled.ts";
import { external } from "../../binding/external.ts";
import { PintleError } from "../../errors/pintle-error.ts";

/**
 * The WebAssembly module in a file, read synchronously, so that Node can `require()` what imports
 * it. File tracing and bundlers find the file by the `new URL(…, import.meta.url)` in `locate`; in
 * an arrow function without braces file tracing would not see it.
 */
export function read(locate: () => URL): WebAssembly.Module {
  try {
    return new WebAssembly.Module(readFileSync(fileURLToPath(locate())));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const isBundle = !String(import.meta.url).startsWith("file:") || isBundled();
    const fix = isBundle ? external : "reinstall pintle; in a checkout, run `npm run build:wasm`";
    throw new PintleError({
      code: "ERR_PINTLE_LOAD",
      message: `pintle.wasm cannot be loaded: ${why}; ${fix}`,
      pointer: "",
      cause: error,
    });
  }
}
