import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { remapped } from "../setup/remap.mjs";
import { at } from "../setup/root.mjs";

/** @typedef {import("../setup/host.mjs").Platform} Platform */

/**
 * How a platform is built for.
 *
 * @typedef {object} Target
 * @property {string} rust as rustc names it
 * @property {string} [zig] as cargo-zigbuild names it, where that is another name
 * @property {string} addon the file that Cargo makes
 * @property {readonly string[]} flags of rustc
 * @property {Record<string, string>} env
 */

/** The oldest glibc that the addon runs on: that of the oldest distributions that Node 20 supports. */
export const oldestGlibc = "2.17";

/** @type {Record<string, string>} */
const cpus = { x64: "x86_64", arm64: "aarch64" };

/**
 * @param {Platform} platform
 * @returns {Target}
 */
export function targetOf({ os, cpu, libc }) {
  const machine = cpus[cpu] ?? cpu;
  switch (os) {
    case "darwin":
      return {
        rust: `${machine}-apple-darwin`,
        addon: "libpintle_addon.dylib",
        // Zig's linker strips (-S, -x); the tool that Rust takes for it does not know the format.
        flags: [...remapped, ...link("-install_name,@rpath/pintle.node", "-S", "-x")],
        env: { MACOSX_DEPLOYMENT_TARGET: "11.0", CARGO_PROFILE_RELEASE_STRIP: "none" },
      };
    case "win32": {
      const folder = emptyLibraries();
      return {
        rust: `${machine}-pc-windows-${cpu === "arm64" ? "gnullvm" : "gnu"}`,
        addon: "pintle_addon.dll",
        // No time of the build in the files.
        flags: [...remapped, `-Lnative=${folder}`, ...link("/Brepro")],
        env: { LIBNODE_PATH: folder },
      };
    }
    default: {
      const rust = `${machine}-unknown-linux-${libc === "musl" ? "musl" : "gnu"}`;
      return libc === "musl"
        ? {
            rust,
            addon: "libpintle_addon.so",
            flags: [...remapped, "-Ctarget-feature=-crt-static"],
            env: {},
          }
        : {
            rust,
            zig: `${rust}.${oldestGlibc}`,
            addon: "libpintle_addon.so",
            flags: remapped,
            env: {},
          };
    }
  }
}

/** @param {...string} options of the linker */
function link(...options) {
  return options.map((option) => `-Clink-arg=-Wl,${option}`);
}

/**
 * Libraries that are asked for, though nothing of them is linked: Node's, by the build script of
 * `napi`, and those of GCC's stack protector, by Debian's standard library.
 */
function emptyLibraries() {
  const folder = at("target", "tools", "empty");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "libnode.dll"), "");
  for (const name of ["node", "ssp", "ssp_nonshared"]) {
    writeFileSync(join(folder, `lib${name}.a`), "!<arch>\n");
  }
  return folder;
}
