import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { replaceFile } from "../setup/replace.mjs";
import { at } from "../setup/root.mjs";
import { noteOrigin } from "./origin.mjs";

/** @typedef {import("../setup/host.mjs").Platform} Platform */

/**
 * Where a platform's package keeps what is built.
 *
 * @param {Platform} platform
 * @param {string} [folder] of the package; that in the checkout by default
 */
export function placesOf({ name, os, cpu, libc }, folder = at("npm", name)) {
  const tag = libc === undefined ? "" : `.${libc}`;
  return {
    addon: join(folder, "prebuilds", `${os}-${cpu}`, `pintle${tag}.node`),
    host: join(folder, "bin", os === "win32" ? "pintle-host.exe" : "pintle-host"),
  };
}

/**
 * Puts what was built for a platform into its package: the addon by prebuildify, whose layout it is,
 * and pintle-host beside it, with a note of what both were built from.
 *
 * @param {Platform} platform
 * @param {{ addon: string, host: string }} built
 * @param {string} [folder] of the package; that in the checkout by default
 */
export async function place(platform, built, folder = at("npm", platform.name)) {
  const places = placesOf(platform, folder);
  rmSync(join(folder, "prebuilds"), { recursive: true, force: true });
  await prebuildify(platform, folder, built.addon);
  mkdirSync(join(folder, "bin"), { recursive: true });
  replaceFile(built.host, places.host);
  chmodSync(places.host, 0o755);
  noteOrigin(folder, places);
}

/**
 * @param {Platform} platform
 * @param {string} out
 * @param {string} addon
 */
function prebuildify({ name, os, cpu, libc }, out, addon) {
  const run = createRequire(import.meta.url)("prebuildify");
  const cwd = at("target", "prebuild", name);
  mkdirSync(cwd, { recursive: true });
  process.env.PINTLE_PREBUILT = addon; // For the stand-in, which prebuildify runs.
  return new Promise((resolve, reject) => {
    run(
      {
        ...{ name: "pintle", napi: true, quiet: true, cwd, out, platform: os, arch: cpu },
        ...(libc === undefined ? {} : { libc, tagLibc: true }),
        nodeGyp: at("scripts", "packages", "node-gyp.mjs"),
      },
      (/** @type {Error | undefined} */ error) => (error ? reject(error) : resolve(undefined)),
    );
  });
}
