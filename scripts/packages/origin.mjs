import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { at } from "../setup/root.mjs";

/**
 * The file beside what was built for a platform that says what it was built from. It is not published.
 * The contract's hash is not in the addon, which computes it, and the machine that publishes cannot load
 * addons of other systems and ask them.
 */
export const originFile = "built.json";

/**
 * What was built, such as the addon, with where it is.
 *
 * @typedef {Readonly<Record<string, string>>} Built
 */

/**
 * Notes that files were built from this checkout.
 *
 * @param {string} folder of the platform's package
 * @param {Built} built
 */
export function noteOrigin(folder, built) {
  const origin = { contract: contractHash(), sha256: digests(built) };
  writeFileSync(join(folder, originFile), `${JSON.stringify(origin, null, 2)}\n`);
}

/**
 * Which files were not built from sources with the contract of this checkout, or may not have been. A
 * `pintle` with another contract refuses to load them.
 *
 * @param {string} folder of the platform's package
 * @param {Built} built
 * @returns {string[]}
 */
export function staleIn(folder, built) {
  const there = Object.fromEntries(Object.entries(built).filter(([, file]) => existsSync(file)));
  const origin = readOrigin(folder);
  const expected = contractHash();
  return Object.entries(digests(there)).flatMap(([what, digest]) => {
    if (origin?.sha256?.[what] !== digest) {
      return [`nothing says what ${built[what]} was built from`];
    }
    return origin.contract === expected
      ? []
      : [`${built[what]} has the contract ${origin.contract}, this checkout ${expected}`];
  });
}

/**
 * @param {string} folder
 * @returns {{ contract?: string, sha256?: Record<string, string> } | undefined}
 */
function readOrigin(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, originFile), "utf8")) ?? undefined;
  } catch {
    return undefined; // None, or torn by a killed process.
  }
}

/** @returns {string} */
function contractHash() {
  const text = readFileSync(at("lib", "generated", "contract.json"), "utf8");
  return JSON.parse(text)["x-contract"].hash;
}

/**
 * The SHA-256 of each file: a note must not speak for files that were put there later.
 *
 * @param {Built} built
 * @returns {Record<string, string>}
 */
function digests(built) {
  return Object.fromEntries(
    Object.entries(built).map(([what, file]) => [
      what,
      createHash("sha256").update(readFileSync(file)).digest("hex"),
    ]),
  );
}
