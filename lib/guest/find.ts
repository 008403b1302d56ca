import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PintleError } from "../errors/pintle-error.ts";

const name = "guest-worker.js";

/** The bundled script of a guest's thread: beside this module in dist/, or there from the sources. */
export function findWorker(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const candidates = [join(here, name), join(here, "..", "..", "dist", name)];
  const found = candidates.find((file) => existsSync(file));
  if (found === undefined) {
    throw new PintleError({
      code: "ERR_PINTLE_LOAD",
      message: `the script of a guest's thread is not there; tried ${candidates.join(" and ")}`,
      pointer: "",
    });
  }
  return found;
}
