import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { libraryOf } from "../setup/library.mjs";
import { replaceFile } from "../setup/replace.mjs";
import { at } from "../setup/root.mjs";
import { run } from "../setup/run.mjs";
import { buildStdioHost } from "../setup/stdio-host.mjs";
import { step } from "../setup/step.mjs";

/** Builds what only benchmarks use into target/bench, as Pintle's own is built, and pintle-host. */
export async function buildPeers() {
  mkdirSync(at("target", "bench"), { recursive: true });
  await step("build the peer in C", buildC, {
    inputs: ["bench/peers/c"],
    outputs: ["target/bench/c.node"],
  });
  await step("build the program that does nothing", buildNothing, {
    inputs: ["bench/peers/c"],
    outputs: ["target/bench/nothing"],
  });
  await step("build the program that prints rows", buildRows, {
    inputs: ["bench/peers/c"],
    outputs: ["target/bench/rows"],
  });
  await step("build the peer with #[napi]", () => buildCrate("pintle-bench-peer", "napi"));
  await step("build the addon of the benchmarks", () => buildCrate("pintle-bench-addon", "addon"));
  await buildStdioHost();
}

function buildC() {
  const headers = dirname(createRequire(import.meta.url).resolve("node-api-headers/package.json"));
  // macOS wants to be told that Node will provide what is missing.
  const late = process.platform === "darwin" ? ["-undefined", "dynamic_lookup"] : [];
  const options = ["-O2", "-shared", "-fPIC", ...late, "-I", join(headers, "include")];
  const files = ["-o", at("target", "bench", "c.node"), at("bench", "peers", "c", "addon.c")];
  return run("cc", [...options, ...files]);
}

function buildNothing() {
  const isBare = process.platform === "linux" && ["x64", "arm64"].includes(process.arch);
  const options = ["-O2", ...(isBare ? ["-static", "-nostdlib"] : [])];
  const files = ["-o", at("target", "bench", "nothing"), at("bench", "peers", "c", "nothing.c")];
  return run("cc", [...options, ...files]);
}

function buildRows() {
  const files = ["-o", at("target", "bench", "rows"), at("bench", "peers", "c", "rows.c")];
  return run("cc", ["-O2", ...files]);
}

/**
 * One crate at a time, so that the features that one wants do not change what the other is.
 *
 * @param {string} name of the crate
 * @param {string} addon what to call the result
 */
async function buildCrate(name, addon) {
  const outcome = await run("cargo", ["build", "--release", "--package", name]);
  if (outcome.ok) {
    replaceFile(libraryOf(name, "release"), at("target", "bench", `${addon}.node`));
  }
  return outcome;
}
