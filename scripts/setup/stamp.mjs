import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { at } from "./root.mjs";

// Inside node_modules: whoever removes that folder wants everything to be done again.
const file = at("node_modules", ".cache", "pintle", "stamps.json");

/**
 * What a step reads and writes: files and folders of the checkout. A folder stands for all below.
 *
 * @typedef {object} Extent
 * @property {readonly string[]} inputs
 * @property {readonly string[]} outputs
 */

/**
 * Whether neither what the step reads nor what it wrote has changed since it last succeeded.
 *
 * @param {string} step
 * @param {Extent} extent
 */
export function isFresh(step, extent) {
  return read()[step] === digest(extent);
}

/**
 * Notes that the step has just succeeded.
 *
 * @param {string} step
 * @param {Extent} extent
 */
export function stamp(step, extent) {
  const stamps = { ...read(), [step]: digest(extent) };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(stamps, null, 2)}\n`);
}

/** @returns {Record<string, string>} */
function read() {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {}; // None yet, or torn by a killed process: do everything again.
  }
}

/** @param {Extent} extent */
function digest({ inputs, outputs }) {
  // The same folder may be used by two machines or two versions of Node in turn.
  const hash = createHash("sha256").update(
    `${process.version} ${process.platform} ${process.arch}`,
  );
  for (const path of [...inputs, ...outputs]) {
    add(hash, path);
  }
  return hash.digest("hex");
}

/**
 * @param {import("node:crypto").Hash} hash
 * @param {string} path
 */
function add(hash, path) {
  const stats = statSync(at(path), { throwIfNoEntry: false });
  hash.update(`\0${path}\0`);
  if (stats === undefined) {
    hash.update("absent");
  } else if (stats.isDirectory()) {
    for (const name of readdirSync(at(path)).sort()) {
      add(hash, join(path, name));
    }
  } else {
    hash.update(`${stats.size}\0`).update(readFileSync(at(path)));
  }
}
