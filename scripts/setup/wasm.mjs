import { mkdirSync, rmSync } from "node:fs";
import { at, bin } from "./root.mjs";
import { run, runNode } from "./run.mjs";
import { step } from "./step.mjs";
import { buildForWasm, wasmOf } from "./wasm-toolchain.mjs";

/** The finished module. */
export const wasmModule = "target/wasm/pintle.wasm";

/** The JavaScript that wasm-bindgen writes beside it. */
const glue = "lib/wasm/glue";

/** Whose settings Cargo.toml has. */
const profile = "wasm";

const bindgen = `target/wasm-bindgen/debug/pintle-bindgen${process.platform === "win32" ? ".exe" : ""}`;

/** What rustc uses, and every browser since 2022 and Node have. wasm-opt may use no more. */
const features = [
  "--enable-bulk-memory",
  "--enable-multivalue",
  "--enable-mutable-globals",
  "--enable-nontrapping-float-to-int",
  "--enable-reference-types",
  "--enable-sign-ext",
];

/** Builds the portable commands as WebAssembly, with the JavaScript around them. */
export async function buildWasmModule() {
  await buildBindgen();
  const rust = ["Cargo.toml", "Cargo.lock", ".cargo", "build.rs", "src", "crates"];
  await step("build the WebAssembly module", () => build("pintle-addon", glue, wasmModule), {
    inputs: [...rust, bindgen],
    outputs: [wasmModule, glue],
  });
}

/** Builds the addon of the tests as WebAssembly, to target/fixtures. */
export async function buildWasmFixture() {
  const [folder, module] = ["target/fixtures/wasm", "target/fixtures/fixture.wasm"];
  await step(
    "build the WebAssembly of the tests",
    () => build("pintle-fixture-addon", folder, module),
    {
      inputs: ["Cargo.toml", "Cargo.lock", ".cargo", "crates", "__test__/fixtures/addon", bindgen],
      outputs: [module, folder],
    },
  );
}

/** Builds the tool that writes the JavaScript around a module. */
async function buildBindgen() {
  const folder = "scripts/wasm-bindgen";
  const args = ["--manifest-path", `${folder}/Cargo.toml`, "--target-dir", "target/wasm-bindgen"];
  await step("build the tool for WebAssembly", () => run("cargo", ["build", "--locked", ...args]), {
    inputs: [folder],
    outputs: [bindgen],
  });
}

/**
 * @param {string} crate
 * @param {string} folder where the JavaScript goes
 * @param {string} module where the WebAssembly goes
 */
async function build(crate, folder, module) {
  const compiled = await buildForWasm({ package: crate, profile });
  if (!compiled.ok) {
    return compiled;
  }
  rmSync(at(folder), { recursive: true, force: true });
  mkdirSync(at(folder), { recursive: true });
  const written = await run(at(bindgen), [wasmOf(crate, profile), at(folder)]);
  if (!written.ok) {
    return written;
  }
  const raw = at(folder, "glue_bg.wasm");
  const optimized = await runNode(bin("binaryen", "wasm-opt"), [
    "-Oz",
    ...features,
    raw,
    "-o",
    at(module),
  ]);
  // Only the module that is finished is of use, and it is elsewhere.
  rmSync(raw);
  rmSync(at(folder, "glue_bg.wasm.d.ts"), { force: true });
  return optimized;
}
