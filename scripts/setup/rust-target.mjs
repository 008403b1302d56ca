import { existsSync } from "node:fs";
import { join } from "node:path";
import { aptInstall, hasApt } from "./apt.mjs";
import { isAtLeast, leastRust, RequirementError } from "./requirements.mjs";
import { run } from "./run.mjs";

/**
 * A way to run Cargo for a target.
 *
 * @typedef {object} Toolchain
 * @property {string} cargo
 * @property {readonly string[]} args after `build`
 * @property {Record<string, string>} env
 */

/**
 * What building for a target needs.
 *
 * @typedef {object} Wanted
 * @property {string} target as rustc names it
 * @property {string} std the crates of the standard library, where that has to be built too
 * @property {readonly string[]} [packages] more of Debian's that are needed beside its compiler
 * @property {() => Promise<boolean>} [isComplete] whether what these packages bring is there
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
 * Finds a compiler with a standard library for a target, or gets one.
 *
 * @param {Wanted} wanted
 * @returns {Promise<Toolchain>}
 */
export async function findToolchain(wanted) {
  const { target, packages: more = [] } = wanted;
  if (await hasTarget(target)) {
    return plain;
  }
  const installed = await findDebian(wanted);
  if (installed !== undefined) {
    return installed;
  }
  const tried = [`\`rustc\` has no standard library for ${target}`];
  process.stderr.write(`\nRunning \`rustup target add ${target}\`, which Pintle is built for.\n`);
  // It asks again and again where the network is closed.
  const added = await run(
    "rustup",
    ["target", "add", target],
    { RUSTUP_MAX_RETRIES: "0" },
    120_000,
  );
  if (added.ok && (await hasTarget(target))) {
    return plain;
  }
  tried.push(`\`rustup target add ${target}\`: ${lastLine(added.output)}`);
  if (await hasApt()) {
    const packages = [...debian.packages, ...more];
    const { output } = await aptInstall(packages, `Rust for ${target}`);
    const found = await findDebian(wanted);
    if (found !== undefined) {
      return found;
    }
    tried.push(`\`apt-get install ${packages.join(" ")}\`: ${lastLine(output)}`);
  }
  const hint =
    `hint: run \`rustup target add ${target}\` where there is a network, ` +
    `or \`apt-get install ${debian.packages.join(" ")}\` as root on Debian`;
  const problem = `error: Pintle needs Rust's standard library for ${target}`;
  throw new RequirementError(
    [problem, "  tried:", ...tried.map((line) => `    ${line}`), hint].join("\n"),
  );
}

/**
 * Whether the compiler in use has the target.
 *
 * @param {string} target
 */
async function hasTarget(target) {
  const sysroot = await sysrootOf("rustc");
  return sysroot !== undefined && existsSync(join(sysroot, "lib", "rustlib", target, "lib"));
}

/**
 * Debian's compiler, if it is here and new enough. It builds the standard library itself, which is
 * not a stable feature: RUSTC_BOOTSTRAP allows it.
 *
 * @param {Wanted} wanted
 * @returns {Promise<Toolchain | undefined>}
 */
async function findDebian({ std, isComplete }) {
  if (!existsSync(debian.cargo) || !existsSync(debian.source)) {
    return undefined;
  }
  const { ok, output } = await run(debian.rustc, ["--version"]);
  if (!ok || !isAtLeast(/\d+(\.\d+)+/.exec(output)?.[0] ?? "0", leastRust)) {
    return undefined;
  }
  if (isComplete !== undefined && !(await isComplete())) {
    return undefined;
  }
  return {
    cargo: debian.cargo,
    args: ["-Z", `build-std=${std}`],
    env: { RUSTC: debian.rustc, RUSTC_BOOTSTRAP: "1" },
  };
}

/**
 * The folder of a compiler's libraries.
 *
 * @param {string} rustc
 */
export async function sysrootOf(rustc) {
  const { ok, output } = await run(rustc, ["--print", "sysroot"]);
  return ok ? output.trim() : undefined;
}

/** @param {string} output */
function lastLine(output) {
  return output.trim().split("\n").at(-1) ?? "";
}
