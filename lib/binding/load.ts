import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { PintleError } from "../errors/pintle-error.ts";
import type { Binding } from "./binding.ts";
import { target } from "./target.ts";

const require: NodeJS.Require = createRequire(import.meta.url);

const rebuild = "check the path, and build the addon for this platform and this version of Pintle";

/** Loads an addon from a file. */
export function loadBinding(file: string): Binding {
  let binding: Partial<Binding>;
  try {
    binding = require(resolve(file));
  } catch (cause) {
    throw loadError(`${file} cannot be loaded`, [file], rebuild, cause);
  }
  if (typeof binding.initialize !== "function") {
    throw loadError(`${file} is not an addon built with Pintle`, [file], rebuild);
  }
  return binding as Binding;
}

/** Where Pintle's own addon was found. */
export function findBinding(): string {
  const chosen = process.env.PINTLE_BINARY;
  if (chosen !== undefined && chosen !== "") {
    return chosen;
  }
  const here = dirname(fileURLToPath(import.meta.url));
  const name = `pintle.${target()}.node`;
  // From the sources this module stands beside the addon, from dist/ one folder away.
  const candidates = [join(here, name), join(here, "..", "lib", "binding", name)];
  const found = candidates.find((candidate) => existsSync(candidate));
  if (found === undefined) {
    const hint =
      "run `npm run build` in Pintle's checkout, or set PINTLE_BINARY to the addon's file";
    throw loadError(`there is no native addon for ${target()}`, candidates, hint);
  }
  return found;
}

function loadError(
  what: string,
  tried: readonly string[],
  hint: string,
  cause?: unknown,
): PintleError {
  const reason = cause instanceof Error ? `\n  cause: ${cause.message}` : "";
  const message = [
    `${what}${reason}`,
    `  running: Node ${process.versions.node} on ${target()}`,
    `  tried:\n${tried.map((file) => `    ${file}`).join("\n")}`,
    `  hint: ${hint}`,
  ].join("\n");
  return new PintleError({ code: "ERR_PINTLE_LOAD", message, pointer: "", cause });
}
