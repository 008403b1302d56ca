import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { at } from "../setup/root.mjs";

const modules = at("scripts", "packaging", "node_modules");

/**
 * The script behind a package's program.
 *
 * @param {string} name of the package
 * @param {string} [program]
 */
export function tool(name, program = name) {
  const folder = join(modules, name);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bin === "string" ? bin : bin[program]);
}

/** Bun's program, whether it is there or not. */
export const bun = join(modules, "@oven", "bun-linux-x64", "bin", "bun");

/**
 * A runtime, and what comes before the script on its command line.
 *
 * @typedef {object} Runtime
 * @property {string} name
 * @property {string} program
 * @property {readonly string[]} args
 */

/** @type {readonly Runtime[]} every runtime that there is for this machine */
export const runtimes = [
  { name: `Node ${process.versions.node}`, program: process.execPath, args: [] },
  ...["22", "24", "26"].map((major) => ({
    name: `Node ${major}`,
    program: join(modules, `node-${major}`, "bin", "node"),
    args: [],
  })),
  { name: "Bun", program: bun, args: [] },
  {
    name: "Deno",
    program: join(modules, "@deno", "linux-x64-glibc", "deno"),
    args: ["run", "--allow-all", "--node-modules-dir=manual", "--no-lock"],
  },
].filter(({ program }) => existsSync(program));
