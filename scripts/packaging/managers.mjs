import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bun, tool } from "./tools.mjs";

/**
 * A package manager: how it installs packages into a project, and how it runs Node there.
 *
 * @typedef {object} Manager
 * @property {string} name
 * @property {string} program
 * @property {readonly string[]} add what comes before the names of packages
 * @property {readonly string[]} [node] what comes before the script; Node itself by default
 * @property {(project: string, registry: string) => void} [prepare]
 */

const node = process.execPath;
const yarn = tool("@yarnpkg/cli-dist", "yarn");

/** @param {string} linker */
function yarnrc(linker) {
  return (/** @type {string} */ project, /** @type {string} */ registry) => {
    const settings = [
      `npmRegistryServer: "${registry}"`,
      'unsafeHttpWhitelist: ["127.0.0.1"]',
      `nodeLinker: ${linker}`,
      "enableTelemetry: false",
      "npmMinimalAgeGate: 0",
    ];
    writeFileSync(join(project, ".yarnrc.yml"), `${settings.join("\n")}\n`);
    writeFileSync(join(project, "yarn.lock"), ""); // A project of its own, wherever it stands.
  };
}

/** @type {readonly Manager[]} every package manager that there is for this machine */
export const managers = [
  { name: "npm", program: "npm", add: ["install"] },
  { name: "pnpm", program: node, add: [tool("pnpm"), "add"] },
  {
    name: "yarn with node_modules",
    program: node,
    add: [yarn, "add"],
    prepare: yarnrc("node-modules"),
  },
  {
    name: "yarn with Plug'n'Play",
    program: node,
    add: [yarn, "add"],
    node: [yarn, "node"],
    prepare: yarnrc("pnp"),
  },
  { name: "bun", program: bun, add: ["add"] },
].filter(({ program }) => !program.endsWith("bun") || existsSync(program));
