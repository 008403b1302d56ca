import { lstatSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isThere } from "../binding/files.ts";
import { version } from "../generated/expected.ts";
import { type Manager, managers } from "./managers.ts";
import type { AddonName } from "./names.ts";
import { writeInPlace } from "./place.ts";

/** A file of a new addon. */
interface NewFile {
  /** Where it goes, relative to the addon's folder. */
  readonly path: string;
  readonly text: string;
}

/** What is in a folder that is to become an addon's. */
export interface Occupied {
  /** How many files and folders it has. */
  readonly entries: number;
  /** The files that would be overwritten, relative to the folder. */
  readonly overwritten: readonly string[];
}

/** The files of a new addon. */
export function newFiles({ package: name, crate }: AddonName, manager: Manager): NewFile[] {
  const fill = (text: string) =>
    text
      .replaceAll("@scope/my-addon", name)
      .replaceAll("my-addon", crate)
      .replaceAll("PINTLE_VERSION", version);
  const folder = templates();
  return filesIn(folder).map((path) => {
    const text = fill(readFileSync(join(folder, path), "utf8"));
    return { path: target(path), text: typed[path]?.(text, manager) ?? text };
  });
}

/** Where the templates are: at the root of the package, from dist/ and from the sources. */
function templates(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const candidates = [join(here, ".."), join(here, "..", "..")];
  const root = candidates.find((root) =>
    isThere(join(root, "templates/addon/package.template.json")),
  );
  return join(root ?? here, "templates", "addon");
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  return paths.map((path) => path.slice(folder.length + 1).replaceAll("\\", "/")).sort();
}

/** The files that have another name as templates. */
const renamed: Readonly<Record<string, string>> = {
  // npm never packs a file of that name.
  gitignore: ".gitignore",
  // Inside another package it would not be one, and checkers say so.
  "package.template.json": "package.json",
};

function target(path: string): string {
  return renamed[path] ?? path;
}

/** The files in which it matters what is typed. */
const typed: Readonly<Record<string, (text: string, manager: Manager) => string>> = {
  "README.md": (text, { install, run, test }) =>
    text
      .replaceAll(managers.npm.install, install)
      .replaceAll(`${managers.npm.run} `, `${run} `)
      .replaceAll(managers.npm.test, test),
  ".github/workflows/build.yml": (text, { installThere }) =>
    text.replaceAll(managers.npm.installThere, installThere),
};

/** What is already in the folder; undefined if it is empty, or does not exist. */
export function occupied(folder: string, files: readonly NewFile[]): Occupied | undefined {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) {
    return undefined;
  }
  const entries = readdirSync(folder).length;
  const overwritten = files.filter(({ path }) => exists(join(folder, path)));
  return entries === 0 ? undefined : { entries, overwritten: overwritten.map(({ path }) => path) };
}

/** Whether there is something of that name, even a link that leads nowhere. */
function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Writes the files of a new addon. A link in place of one is replaced, and not followed. */
export function writeFiles(folder: string, files: readonly NewFile[]): void {
  for (const { path, text } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeInPlace(file, text);
  }
}
