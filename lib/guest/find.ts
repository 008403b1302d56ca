import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isBundled } from "../binding/bundled.ts";
import { external } from "../binding/external.ts";
import { PintleError } from "../errors/pintle-error.ts";

/**
 * The bundled script for guest threads: next to this module in dist/, or found there from the
 * sources.
 */
export function findWorker(): string {
  // As file tracing and bundlers can read it.
  const beside = fileURLToPath(new URL("./guest-worker.js", import.meta.url));
  const candidates = [beside, join(dirname(beside), "..", "..", "dist", "guest-worker.js")];
  const found = candidates.find((file) => existsSync(file));
  if (found === undefined) {
    const fix = isBundled() ? external : "reinstall pintle";
    throw new PintleError({
      code: "ERR_PINTLE_LOAD",
      message: `the script for guest threads is missing; tried ${candidates.join(" and ")}; ${fix}`,
      pointer: "",
    });
  }
  return found;
}
