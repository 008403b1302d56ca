import { homedir } from "node:os";
import { join } from "node:path";
import { root } from "./root.mjs";

/**
 * Flags of rustc. Panics name the file they come from: nobody needs to know where we keep it, and what
 * is built in another folder is to be the same.
 */
export const remapped = [
  `--remap-path-prefix=${root}=/pintle`,
  `--remap-path-prefix=${process.env.CARGO_HOME ?? join(homedir(), ".cargo")}=/cargo`,
];

/**
 * Environment in which Cargo passes these flags and no others to rustc.
 *
 * @param {readonly string[]} flags
 */
export function withFlags(flags) {
  return { CARGO_ENCODED_RUSTFLAGS: flags.join("\x1f") };
}
