import { existsSync } from "node:fs";
import { join } from "node:path";
import { remapped, withFlags } from "./remap.mjs";
import { at } from "./root.mjs";
import { run } from "./run.mjs";
import { findToolchain, sysrootOf } from "./rust-target.mjs";

/** The target: WebAssembly without an operating system. */
const target = "wasm32-unknown-unknown";

/** Apart from the other builds, whose compiler may be another one. */
const folder = at("target", "wasm");

/**
 * Builds a crate for WebAssembly, as a release.
 *
 * @param {object} crate
 * @param {string} [crate.package] its name, in the workspace
 * @param {string} [crate.manifest] the path of its Cargo.toml, where it is in no workspace
 * @param {string} [crate.profile] another profile than `release`
 * @returns {Promise<import("./run.mjs").Outcome>}
 */
export async function buildForWasm({ package: name, manifest, profile = "release" }) {
  const toolchain = await toolchainForWasm();
  const which = [
    ...(name === undefined ? [] : ["--package", name]),
    ...(manifest === undefined ? [] : ["--manifest-path", manifest]),
  ];
  const how = ["--profile", profile, "--target", target, "--target-dir", folder];
  const args = ["build", ...which, ...how, ...toolchain.args];
  return run(toolchain.cargo, args, { ...toolchain.env, ...withFlags(remapped) });
}

/**
 * Where `buildForWasm` puts what it builds.
 *
 * @param {string} crate its name
 * @param {string} [profile]
 */
export function wasmOf(crate, profile = "release") {
  return join(folder, target, profile, `${crate.replaceAll("-", "_")}.wasm`);
}

/**
 * Finds a compiler with a standard library for the target, or gets one.
 *
 * @returns {Promise<import("./rust-target.mjs").Toolchain>}
 */
async function toolchainForWasm() {
  const toolchain = await findToolchain({
    target,
    std: "std,panic_abort",
    packages: (await findLinker()) === undefined ? ["lld"] : [],
    isComplete: async () => (await findLinker()) !== undefined,
  });
  const linker = await findLinker();
  // The compiler of rustup finds its own.
  return toolchain.env.RUSTC === undefined || linker === undefined
    ? toolchain
    : {
        ...toolchain,
        env: { ...toolchain.env, CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: linker },
      };
}

/** A linker of WebAssembly: the one that comes with Rust, or LLVM's. */
async function findLinker() {
  const sysroot = await sysrootOf("rustc");
  const { output } = await run("rustc", ["--version", "--verbose"]);
  const host = /^host: (\S+)$/m.exec(output)?.[1] ?? "";
  const ours = join(sysroot ?? "", "lib", "rustlib", host, "bin", "rust-lld");
  return existsSync(ours) ? ours : ["/usr/bin/rust-lld", "/usr/bin/wasm-ld"].find(existsSync);
}
