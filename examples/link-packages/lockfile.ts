import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { type Entries, neededFolders } from "./needed.ts";

/** A package that a lock file puts somewhere in node_modules. */
export interface LockedPackage {
  /** Where it goes, such as `node_modules/a/node_modules/@scope/b`. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** Subresource Integrity of its tarball. */
  readonly integrity: string;
  /** Its programs: the file of each by its name, relative to `folder`. */
  readonly bin: Readonly<Record<string, string>>;
}

/** How much was put into node_modules. */
export interface Linked {
  readonly packages: number;
  readonly links: number;
}

/** A symbolic link in a `.bin` folder. */
export interface BinLink {
  readonly path: string;
  /** What it leads to, relative to the folder that it stands in. */
  readonly target: string;
}

const modules = "node_modules/";

/** The packages of a package-lock.json, version 3, that npm would install on this platform. */
export function lockedPackages(file: string): LockedPackage[] {
  const lock = JSON.parse(readFileSync(file, "utf8"));
  if (lock.lockfileVersion !== 3) {
    throw new Error(`${file}: expected lockfileVersion 3, got ${lock.lockfileVersion}`);
  }
  const entries: Entries = lock.packages;
  const needed = neededFolders(entries);
  return Object.entries(entries)
    .filter(([folder, { link, inBundle }]) => needed.has(folder) && !link && !inBundle)
    .map(([folder, { name, version, integrity, bin = {} }]) => {
      if (integrity === undefined) {
        throw new Error(`${file}: ${folder} has no integrity`);
      }
      return { folder, name: name ?? nameOf(folder), version, integrity, bin };
    });
}

/** The file name that `npm pack` gives a tarball. */
export function tarballOf({ name, version }: LockedPackage): string {
  return `${name.replace(/^@/, "").replace("/", "-")}-${version}.tgz`;
}

/** The links that npm makes for the programs of packages. */
export function binLinks(packages: readonly LockedPackage[]): BinLink[] {
  return packages.flatMap(({ folder, bin }) => {
    const links = `${folder.slice(0, folder.lastIndexOf(modules) + modules.length)}.bin`;
    return Object.entries(bin).map(([name, file]) => ({
      path: posix.join(links, name),
      target: posix.relative(links, posix.join(folder, file)),
    }));
  });
}

function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf(modules) + modules.length);
}
