import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { external } from "./external.ts";
import type { Failure } from "./reason.ts";

/** Whether a bundler has put this script into a file of another package. */
export function isBundled(): boolean {
  const here = dirname(fileURLToPath(import.meta.url));
  // From dist/, pintle's folder is the parent; from the sources, it is one level higher.
  return ![join(here, ".."), join(here, "..", "..")].some((folder) => nameIn(folder) === "pintle");
}

function nameIn(folder: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).name;
  } catch {
    return undefined;
  }
}

/** Why a bundled script does not find what is installed next to the original. */
export function bundled(missing: string): Failure {
  const here = fileURLToPath(import.meta.url);
  const cause = `a bundler has copied pintle into ${here}, and ${missing} cannot be found from there`;
  return { reason: "bundled", cause, fix: external };
}
