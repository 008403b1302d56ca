import { copyFileSync, renameSync } from "node:fs";
import { relative } from "node:path";
import { addon, platforms } from "./host.mjs";
import { missing, RequirementError } from "./requirements.mjs";
import { at, bin, root } from "./root.mjs";
import { run, runNode } from "./run.mjs";
import { step } from "./step.mjs";
import { buildWasmModule, wasmModule } from "./wasm.mjs";

/**
 * Installs what is declared and builds everything, each only where something has changed.
 *
 * @param {object} options
 * @param {boolean} options.generate whether to bring the committed, generated files up to date;
 *   the tests do not, since they are to notice when someone forgot to commit them
 */
export async function setup({ generate }) {
  await prepare();
  const rust = ["Cargo.toml", "Cargo.lock", ".cargo", "build.rs", "src", "crates"];
  const built = relative(root, addon);
  await step("build the addon", buildAddon, { inputs: rust, outputs: [built] });
  await buildWasmModule();
  if (generate) {
    await step("derive the contract", () => runNode(at("scripts", "generate.mjs"), ["contract"]), {
      inputs: [
        ...[built, "lib/contract", "lib/binding/platforms.json", "lib/cli/subcommands"],
        ...["scripts/generate.mjs", "scripts/generate", "scripts/packages/place.mjs"],
        "scripts/packages/manifests.mjs",
      ],
      outputs: [
        ...["lib/generated", "lib/commands/all.ts", "lib/commands/portable.ts"],
        ...["lib/cli/subcommands.ts", "lib/binding/platform-files.ts"],
      ],
    });
  }
  await bundleTypeScript();
  if (generate) {
    await step("derive the types", () => runNode(at("scripts", "generate.mjs"), ["types"]), {
      inputs: ["target/types", "scripts/generate.mjs", "scripts/generate"],
      outputs: ["index.d.ts", "runtime.d.ts", "wasm.d.ts", "wasm-init.d.ts"],
    });
    await step("derive the packages", () => runNode(at("scripts", "generate.mjs"), ["packages"]), {
      inputs: ["package.json", "lib/binding/platforms.json", "scripts/packages/manifests.mjs"],
      outputs: [...platforms.map(({ name }) => name), "create-pintle"].map(
        (name) => `npm/${name}/package.json`,
      ),
    });
  }
}

/** Makes sure that the tools and the packages are there. */
export async function prepare() {
  const problems = await missing();
  if (problems.length > 0) {
    throw new RequirementError(problems.join("\n\n"));
  }
  await step("install packages", install, {
    inputs: ["package-lock.json", ".npmrc"],
    outputs: ["node_modules/.package-lock.json"],
  });
}

/** Puts the TypeScript into dist/, and the WebAssembly module beside what loads it. */
export async function bundleTypeScript() {
  const sources = [
    "index.ts",
    "runtime.ts",
    "wasm.ts",
    "wasm-init.ts",
    "lib",
    "tsdown.config.ts",
    "tsconfig.json",
    "package.json",
  ];
  await step("bundle the TypeScript", bundle, {
    inputs: [...sources, wasmModule],
    outputs: ["dist", "target/types"],
  });
}

async function bundle() {
  const outcome = await runNode(bin("tsdown"), []);
  if (outcome.ok) {
    copyFileSync(at(wasmModule), at("dist", "wasm", "pintle.wasm"));
  }
  return outcome;
}

/** `npm ci`, by the npm that runs this script if one does. */
function install() {
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
  const npm = process.env.npm_execpath;
  return npm === undefined ? run("npm", args) : runNode(npm, args);
}

/** A release build, so that what is measured and tested is what users get. */
async function buildAddon() {
  const output = ["--output-dir", "lib/binding", "--no-js", "--dts", "../../target/napi.d.ts"];
  const outcome = await runNode(bin("@napi-rs/cli", "napi"), ["build", "--release", ...output]);
  if (outcome.ok) {
    renameSync(at("lib", "binding", "pintle.node"), addon);
  }
  return outcome;
}
