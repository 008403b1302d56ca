import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * That one file needs another, both as paths within the same folder.
 *
 * @typedef {{ from: string, to: string }} Import
 */

/**
 * The text of every file with this ending in a folder, by its path in there.
 *
 * @param {string} folder
 * @param {string} ending such as ".rs"
 * @returns {Map<string, string>}
 */
export function readAll(folder, ending) {
  const paths = readdirSync(folder, { encoding: "utf8", recursive: true })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(ending));
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

/**
 * The imports that are part of a circle among the entries of one folder. What is deeper counts as the
 * entry that it is in, so that every import is looked at in the one folder where its ends differ.
 *
 * @param {readonly Import[]} imports
 * @param {{ files: boolean }} options whether the files of inner folders count, or only their folders
 * @returns {string[]}
 */
export function circles(imports, { files }) {
  const found = imports
    .map(({ from, to }) => apart(from, to))
    .filter(({ from, to }) => files || [from, to].every(isFolderOrOutermost));
  /** @type {Map<string, string[]>} */
  const next = new Map();
  for (const { from, to } of found) {
    next.set(from, [...(next.get(from) ?? []), to]);
  }
  return found
    .filter(({ from, to }) => reaches(next, to, from))
    .map(({ what }) => what)
    .toSorted();
}

/**
 * The imports that go from one of the named folders to one that is not below it.
 *
 * @param {readonly Import[]} imports
 * @param {readonly string[]} floors from the lowest up; whatever has no name here is above all of them
 * @returns {string[]}
 */
export function upwards(imports, floors) {
  /** @param {string} path */
  const height = (path) => {
    const floor = floors.indexOf(path.split("/", 1)[0] ?? "");
    return floor === -1 ? floors.length : floor;
  };
  return imports
    .filter(({ from, to }) => height(from) < height(to))
    .map(({ from, to }) => `${from} imports ${to}`)
    .toSorted();
}

/**
 * The entries of the innermost folder that has both files, where they differ; folders end in a slash.
 *
 * @param {string} from
 * @param {string} to
 */
function apart(from, to) {
  const [a, b] = [from.split("/"), to.split("/")];
  const depth = a.findIndex((name, index) => name !== b[index]);
  /** @param {string[]} path */
  const entry = (path) => path.slice(0, depth + 1).join("/") + (path.length > depth + 1 ? "/" : "");
  return { from: entry(a), to: entry(b), what: `${from} imports ${to}` };
}

/** @param {string} entry */
function isFolderOrOutermost(entry) {
  return entry.endsWith("/") || !entry.includes("/");
}

/**
 * @param {Map<string, string[]>} next
 * @param {string} start
 * @param {string} goal
 */
function reaches(next, start, goal) {
  const seen = new Set([start]);
  for (const one of seen) {
    for (const other of next.get(one) ?? []) {
      seen.add(other);
    }
  }
  return seen.has(goal);
}
