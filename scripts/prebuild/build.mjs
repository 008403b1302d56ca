import { join, relative } from "node:path";
import { wrongIn } from "../packages/inspect.mjs";
import { originFile } from "../packages/origin.mjs";
import { place, placesOf } from "../packages/place.mjs";
import { addon } from "../setup/host.mjs";
import { withFlags } from "../setup/remap.mjs";
import { at, root } from "../setup/root.mjs";
import { run } from "../setup/run.mjs";
import { findToolchain } from "../setup/rust-target.mjs";
import { buildStdioHost, program } from "../setup/stdio-host.mjs";
import { step } from "../setup/step.mjs";
import { oldestGlibc, targetOf } from "./targets.mjs";
import { findZig } from "./zig.mjs";

/** @typedef {import("../setup/host.mjs").Platform} Platform */

/** Apart from the other builds, whose compiler and flags are others. */
const folder = at("target", "cross");

const sources = ["Cargo.toml", "Cargo.lock", ".cargo", "build.rs", "src", "crates"];

/**
 * Builds for platforms, one after the other, with Zig as linker and C library.
 *
 * @param {readonly Platform[]} platforms
 */
export async function buildFor(platforms) {
  const zig = await findZig();
  for (const platform of platforms) {
    await step(`build for ${platform.name}`, () => cross(platform, zig), {
      inputs: [...sources, "lib/generated/contract.json", "scripts/prebuild"],
      outputs: outputs(platform),
    });
  }
}

/**
 * Takes for this machine's platform what is built here for the checkout itself: no other tools are
 * needed, but it runs only where glibc is as new as here.
 *
 * @param {Platform} platform
 */
export async function buildHere(platform) {
  await buildStdioHost();
  await step(`pack for ${platform.name}`, async () => {
    await place(platform, { addon, host: at(program) });
    return checked(platform);
  });
}

/**
 * @param {Platform} platform
 * @param {Record<string, string>} zig
 */
async function cross(platform, zig) {
  const { rust, zig: name = rust, addon: file, flags, env } = targetOf(platform);
  const toolchain = await findToolchain({ target: rust, std: "std,panic_unwind" });
  const all = { ...zig, ...toolchain.env, ...env, ...withFlags(flags) };
  // One at a time, so that the addon's features do not reach the program.
  for (const crate of ["pintle-addon", "pintle-host"]) {
    const args = ["zigbuild", "--release", "--locked", "--package", crate, "--target", name];
    const outcome = await run(
      toolchain.cargo,
      [...args, "--target-dir", folder, ...toolchain.args],
      all,
    );
    if (!outcome.ok) {
      return outcome;
    }
  }
  const made = join(folder, rust, "release");
  const host = join(made, platform.os === "win32" ? "pintle-host.exe" : "pintle-host");
  await place(platform, { addon: join(made, file), host });
  return checked(platform, oldestGlibc);
}

/**
 * @param {Platform} platform
 * @param {string} [oldestGlibc]
 */
async function checked(platform, oldestGlibc) {
  const problems = await wrongIn(platform, at("npm", platform.name), oldestGlibc);
  return { ok: problems.length === 0, output: problems.map((line) => `${line}\n`).join("") };
}

/** @param {Platform} platform */
function outputs(platform) {
  const { addon, host } = placesOf(platform);
  const origin = at("npm", platform.name, originFile);
  return [addon, host, origin].map((file) => relative(root, file));
}
