import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import { at } from "./root.mjs";

/**
 * Imports a TypeScript module.
 *
 * @param {string} path in the checkout, such as "lib/contract/typescript.ts"
 * @returns {Promise<any>} its exports
 */
export async function importTypeScript(path) {
  return import(pathToFileURL(await bundle(path)).href);
}

/**
 * Runs a TypeScript module in a process of its own, where nothing of the set-up is left in memory. Its
 * exit code becomes ours.
 *
 * @param {string} path in the checkout, such as "bench/direct.ts"
 * @param {string[]} args
 * @param {string} cwd
 */
export async function runTypeScript(path, args, cwd) {
  const script = await bundle(path);
  const child = spawn(process.execPath, [script, ...args], { cwd, stdio: "inherit" });
  child.on("close", (code) => {
    process.exitCode = code ?? 1;
  });
}

/**
 * Turns a TypeScript module and what it imports into one script, since Node 20 runs no TypeScript.
 * Packages, Pintle by its own name included, stay imports.
 *
 * @param {string} path in the checkout, such as "bench/direct.ts"
 * @returns {Promise<string>} the path of the script
 */
export async function bundle(path) {
  const { build } = await import("tsdown"); // Not there before the packages are installed.
  const name = path.replace(/\.ts$/, "").replaceAll("/", "-");
  await build({
    config: false,
    entry: { [name]: at(path) },
    outDir: at("target", "scripts"),
    clean: false,
    deps: { neverBundle: [/^pintle(\/|$)/], skipNodeModulesBundle: true },
    dts: false,
    fixedExtension: false,
    format: "esm",
    hash: false,
    logLevel: "warn",
    platform: "node",
    target: "node20.19",
  });
  return at("target", "scripts", `${name}.js`);
}
