import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { type Entries, type Entry, neededFolders } from "./needed.ts";

/** Programs of a package. */
interface Programs {
  /** Where it goes, such as `node_modules/a/node_modules/@scope/b`. */
  readonly folder: string;
  /** The file of each by its name, relative to `folder`. */
  readonly bin: Readonly<Record<string, string>>;
}

/** A package that a lock file puts somewhere in node_modules. */
export interface LockedPackage extends Programs {
  readonly name: string;
  readonly version: string;
  /** Subresource Integrity of its tarball. */
  readonly integrity: string;
  /** The packages that its tarball has inside. */
  readonly bundled: readonly Programs[];
}

/** How much was put into node_modules. */
export interface Linked {
  readonly packages: number;
  readonly links: number;
}

/** A symbolic link in a `.bin` folder. */
export interface BinLink {
  readonly path: string;
  /** Its target, relative to the folder that it is in. */
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
  const folders = neededFolders(entries);
  const needed = Object.entries(entries).filter(([folder]) => folders.has(folder));
  const bundled = needed.filter(([, { inBundle }]) => inBundle);
  return needed
    .filter(([, { inBundle }]) => !inBundle)
    .map(([folder, entry]) => ({
      folder,
      name: entry.name ?? nameOf(folder),
      version: entry.version,
      integrity: integrityOf(file, folder, entry),
      bin: programsOf(folder, entry),
      bundled: bundled
        .filter(([inside]) => inside.startsWith(`${folder}/${modules}`))
        .map(([inside, entry]) => ({ folder: inside, bin: programsOf(inside, entry) })),
    }));
}

/** What is not a tarball of a registry is an error: leaving it out would give a broken tree. */
function integrityOf(file: string, folder: string, entry: Entry): string {
  const { integrity, link, resolved = "" } = entry;
  if (link) {
    throw new Error(`${file}: ${folder} is a link to ${resolved}: a workspace or a folder`);
  }
  if (resolved !== "" && !/^https?:/.test(resolved)) {
    throw new Error(`${file}: ${folder} is not from a registry, but from ${resolved}`);
  }
  if (integrity === undefined) {
    throw new Error(`${file}: ${folder} has no integrity`);
  }
  return integrity;
}

/** The programs of a package. As a text, `bin` is the one that has the package's name. */
function programsOf(folder: string, { bin = {}, name = nameOf(folder) }: Entry): Programs["bin"] {
  const programs = typeof bin === "string" ? { [name]: bin } : bin;
  // As npm has it, neither a name nor a file leads out of where it belongs.
  const inside = (path: string) => posix.join("/", path.replaceAll("\\", "/")).slice(1);
  const entries = Object.entries(programs);
  return Object.fromEntries(entries.map(([name, file]) => [posix.basename(name), inside(file)]));
}

/** The file name of a tarball. Those of `npm pack` are the same for `@a/b` and `a-b`. */
export function tarballOf({ name, version }: Pick<LockedPackage, "name" | "version">): string {
  return `${name.replace("/", "+")}-${version}.tgz`;
}

/** The links that npm makes for the programs of packages. Of two programs of one name it takes the first. */
export function binLinks(packages: readonly LockedPackage[]): BinLink[] {
  const programs = packages.flatMap((locked) => [locked, ...locked.bundled]);
  const sorted = programs.toSorted((a, b) => a.folder.localeCompare(b.folder, "en"));
  const links = new Map<string, BinLink>();
  for (const { folder, bin } of sorted) {
    const into = `${folder.slice(0, folder.lastIndexOf(modules) + modules.length)}.bin`;
    for (const [name, file] of Object.entries(bin)) {
      const path = posix.join(into, name);
      const target = posix.relative(into, posix.join(folder, file));
      links.set(path, links.get(path) ?? { path, target });
    }
  }
  return [...links.values()];
}

function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf(modules) + modules.length);
}
