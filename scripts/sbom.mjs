// `npm run sbom`: writes what Pintle is made of to target/sbom, as CycloneDX.

import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCargoTool } from "./packages/cargo-tool.mjs";
import { at } from "./setup/root.mjs";
import { run } from "./setup/run.mjs";

/** What users get, with the file that cargo-cyclonedx writes beside its Cargo.toml. */
const shipped = {
  "pintle_addon_cdylib.cdx.json": "addon.cdx.json",
  "crates/pintle-host/pintle-host_bin.cdx.json": "pintle-host.cdx.json",
};

const folder = at("target", "sbom");
mkdirSync(folder, { recursive: true });

const format = ["--format", "json", "--spec-version", "1.5"];
const extent = ["--describe", "binaries", "--target", "all", "--no-build-deps"];
const crates = await runCargoTool("cargo-cyclonedx", [...format, ...extent]);
if (crates.ok) {
  for (const [file, name] of Object.entries(shipped)) {
    renameSync(at(file), join(folder, name));
  }
}
// It describes the programs of tests and examples too.
const { output } = await run("git", ["ls-files", "--others", "--exclude-standard", "*.cdx.json"]);
for (const file of output.split("\n").filter(Boolean)) {
  rmSync(at(file));
}

const npm = await run("npm", [
  "sbom",
  "--package-lock-only",
  "--sbom-format=cyclonedx",
  "--omit=dev",
]);
if (npm.ok) {
  writeFileSync(join(folder, "npm.cdx.json"), npm.output);
}
for (const { ok, output: text } of [crates, npm]) {
  if (!ok) {
    console.error(text);
    process.exitCode = 1;
  }
}
