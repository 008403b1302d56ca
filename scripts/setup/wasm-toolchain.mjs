import { existsSync } from "node:fs";
import { join } from "node:path";
import { aptInstall, hasApt } from "./apt.mjs";
import { isAtLeast, leastRust, RequirementError } from "./requirements.mjs";
import { at } from "./root.mjs";
import { run } from "./run.mjs";

/** The target: WebAssembly without an operating system. */
const target = "wasm32-unknown-unknown";

/** Apart from the other builds, whose compiler may be another one. */
const folder = at("target", "wasm");

/**
 * A way to run Cargo for the target.
 *
 * @typedef {object} Toolchain
 * @property {string} cargo
 * @property {readonly string[]} args behind `build`
 * @property {Record<string, string>} env
 */

/** @type {Toolchain} */
const plain = { cargo: "cargo", args: [], env: {} };

/** What Debian packages as Rust for browsers: a compiler with the source of its standard library. */
const debian = {
  packages: ["rustc-web", "cargo-web", "rust-web-src"],
  rustc: "/usr/bin/rustc",
  cargo: "/usr/bin/cargo",
  source: "/usr/lib/rustlib/src",
};

/**
 * Builds a crate for WebAssembly, as a release.
 *
 * @param {object} crate
 * @param {string} [crate.package] its name, in the workspace
 * @param {string} [crate.manifest] the path of its Cargo.toml, where it is in no workspace
 * @param {string} [crate.profile] another profile than `release`
 * @param {Record<string, string>} [crate.env] more for the environment, such as RUSTFLAGS
 * @returns {Promise<import("./run.mjs").Outcome>}
 */
export async function buildForWasm({ package: name, manifest, profile = "release", env = {} }) {
  const toolchain = await findToolchain();
  const which = [
    ...(name === undefined ? [] : ["--package", name]),
    ...(manifest === undefined ? [] : ["--manifest-path", manifest]),
  ];
  const how = ["--profile", profile, "--target", target, "--target-dir", folder];
  const args = ["build", ...which, ...how, ...toolchain.args];
  return run(toolchain.cargo, args, { ...toolchain.env, ...env });
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
 * @returns {Promise<Toolchain>}
 */
export async function findToolchain() {
  if (await hasTarget()) {
    return plain;
  }
  const installed = await findDebian();
  if (installed !== undefined) {
    return installed;
  }
  const tried = [`\`rustc\` has no standard library for ${target}`];
  // It asks again and again where the network is closed.
  const added = await run(
    "rustup",
    ["target", "add", target],
    { RUSTUP_MAX_RETRIES: "0" },
    120_000,
  );
  if (added.ok && (await hasTarget())) {
    return plain;
  }
  tried.push(`\`rustup target add ${target}\`: ${lastLine(added.output)}`);
  if (await hasApt()) {
    const linker = (await findLinker()) === undefined ? ["lld"] : [];
    const packages = [...debian.packages, ...linker];
    const { output } = await aptInstall(packages);
    const found = await findDebian();
    if (found !== undefined) {
      return found;
    }
    tried.push(`\`apt-get install ${packages.join(" ")}\`: ${lastLine(output)}`);
  }
  const hint =
    `hint: run \`rustup target add ${target}\` where there is a network, ` +
    `or \`apt-get install ${debian.packages.join(" ")}\` as root on Debian`;
  const problem = `error: Pintle needs Rust's standard library for WebAssembly (${target})`;
  throw new RequirementError(
    [problem, "  tried:", ...tried.map((line) => `    ${line}`), hint].join("\n"),
  );
}

/** Whether the compiler in use has the target. */
async function hasTarget() {
  const sysroot = await sysrootOf("rustc");
  return sysroot !== undefined && existsSync(join(sysroot, "lib", "rustlib", target, "lib"));
}

/**
 * Debian's compiler, if it is here and new enough. It builds the standard library itself, which is
 * not a stable feature: RUSTC_BOOTSTRAP allows it.
 *
 * @returns {Promise<Toolchain | undefined>}
 */
async function findDebian() {
  const linker = await findLinker();
  if (!existsSync(debian.cargo) || !existsSync(debian.source) || linker === undefined) {
    return undefined;
  }
  const { ok, output } = await run(debian.rustc, ["--version"]);
  if (!ok || !isAtLeast(/\d+(\.\d+)+/.exec(output)?.[0] ?? "0", leastRust)) {
    return undefined;
  }
  return {
    cargo: debian.cargo,
    args: ["-Z", "build-std=std,panic_abort"],
    env: {
      RUSTC: debian.rustc,
      RUSTC_BOOTSTRAP: "1",
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: linker,
    },
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

/** @param {string} rustc */
async function sysrootOf(rustc) {
  const { ok, output } = await run(rustc, ["--print", "sysroot"]);
  return ok ? output.trim() : undefined;
}

/** @param {string} output */
function lastLine(output) {
  return output.trim().split("\n").at(-1) ?? "";
}
