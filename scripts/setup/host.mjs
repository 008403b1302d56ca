import { readFileSync } from "node:fs";
import { at } from "./root.mjs";

/**
 * A platform that Pintle is built for.
 *
 * @typedef {object} Platform
 * @property {string} name such as `linux-x64-gnu`
 * @property {string} os as `process.platform` names it
 * @property {string} cpu as `process.arch` names it
 * @property {"glibc" | "musl"} [libc]
 */

/** @type {readonly Platform[]} every platform that has a package */
export const platforms = JSON.parse(readFileSync(at("lib", "binding", "platforms.json"), "utf8"));

/** The name of this machine's platform, whether it has a package or not. */
export const host = tuple();

/** Where the addon for this machine is built. */
export const addon = at("lib", "binding", `pintle.${host}.node`);

function tuple() {
  const machine = `${process.platform}-${process.arch}`;
  return process.platform === "linux" ? `${machine}-${isMusl() ? "musl" : "gnu"}` : machine;
}

function isMusl() {
  const report = /** @type {any} */ (process.report);
  report.excludeNetwork = true; // Else it looks up the name of every open socket.
  return report.getReport().header.glibcVersionRuntime === undefined;
}
