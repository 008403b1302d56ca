import { readFileSync } from "node:fs";
import { at } from "../setup/root.mjs";

/**
 * The files that state a version of Pintle, with what finds it there. What is generated from them,
 * such as npm/, is not here.
 *
 * @type {readonly { path: string, pattern: RegExp }[]}
 */
export const places = [
  { path: "package.json", pattern: /^ {2}"version": "(.*)"/gm },
  { path: "package-lock.json", pattern: /^(?: {2}| {6})"name": "pintle",\n +"version": "(.*)"/gm },
  { path: "Cargo.toml", pattern: /^\[workspace\.package\]\nversion = "(.*)"/gm },
  { path: "Cargo.toml", pattern: /^pintle[\w-]* = \{ path = ".*", version = "(.*)" \}/gm },
  { path: "Cargo.lock", pattern: /^name = "pintle[\w-]*"\nversion = "(.*)"/gm },
];

/**
 * Every version of Pintle that is stated, with where.
 *
 * @returns {{ path: string, version: string }[]}
 */
export function statedVersions() {
  return places.flatMap(({ path, pattern }) =>
    [...readFileSync(at(path), "utf8").matchAll(pattern)].map(([, version = ""]) => ({
      path,
      version,
    })),
  );
}
