import { execFileSync } from "node:child_process";
import { root } from "../setup/root.mjs";

/**
 * A crate, as Cargo describes it.
 *
 * @typedef {object} Crate
 * @property {string} id
 * @property {string} name
 * @property {string} version
 * @property {string | null} license
 * @property {string} manifest_path
 * @property {string | null} source null for our own
 */

/** What goes to users. */
const shipped = ["pintle-addon", "pintle-host", "pintle-wasm"];

/** @returns {{ packages: Crate[], resolve: { nodes: any[] } }} */
function metadata() {
  const args = ["metadata", "--format-version=1", "--locked"];
  return JSON.parse(
    execFileSync("cargo", args, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 28 }),
  );
}

/** The crates of others of which something is in what users get, on one platform or another. */
export function linkedCrates() {
  const { packages, resolve } = metadata();
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const linked = new Set();
  const queue = packages.filter(({ name }) => shipped.includes(name)).map(({ id }) => id);
  for (const id of queue) {
    if (!linked.has(id)) {
      linked.add(id);
      queue.push(...dependencies(nodes.get(id)));
    }
  }
  return packages.filter(({ id, source }) => linked.has(id) && source !== null);
}

/**
 * What is linked into a crate: neither what only its tests need nor what its build script does.
 *
 * @param {any} node
 * @returns {string[]}
 */
function dependencies(node) {
  return node.deps
    .filter((/** @type {any} */ { dep_kinds: kinds }) =>
      kinds.some((/** @type {any} */ { kind }) => kind === null),
    )
    .map((/** @type {any} */ { pkg }) => pkg);
}
