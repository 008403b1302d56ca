import { posix } from "node:path";
import { isForUs, type Platforms } from "./platform.ts";

type Versions = Readonly<Record<string, string>>;

/** What package-lock.json says of one folder. */
export interface Entry extends Platforms {
  readonly name?: string;
  readonly version: string;
  /** Where its tarball is, or what a link leads to. */
  readonly resolved?: string;
  readonly integrity?: string;
  readonly bin?: string | Readonly<Record<string, string>>;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly dependencies?: Versions;
  readonly devDependencies?: Versions;
  readonly optionalDependencies?: Versions;
  readonly peerDependencies?: Versions;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** What it says of all, by their folders; that of the project is the empty one. */
export type Entries = Readonly<Record<string, Entry>>;

const modules = "node_modules/";

/**
 * What the project needs on this platform. A lock file is for all platforms: what only a package for
 * another one depends on is not needed, though it names no platform itself.
 */
export function neededFolders(entries: Entries): Set<string> {
  const needed = new Set<string>();
  const ahead = [""];
  for (let folder = ahead.pop(); folder !== undefined; folder = ahead.pop()) {
    const entry = entries[folder] as Entry;
    for (const name of dependencies(entry)) {
      const found = resolve(entries, folder, name);
      const isRequired = name in { ...entry.dependencies, ...entry.devDependencies };
      if (found === undefined) {
        if (isRequired && !(name in { ...entry.optionalDependencies })) {
          throw new Error(`${folder || "the project"} needs ${name}, which the lock file has not`);
        }
      } else if (!needed.has(found) && isWanted(found, entries[found] as Entry)) {
        needed.add(found);
        ahead.push(found);
      }
    }
  }
  return needed;
}

/** Whether a package is for this platform; npm installs nothing if one is not, and must be there. */
function isWanted(folder: string, entry: Entry): boolean {
  if (isForUs(entry)) {
    return true;
  }
  if (entry.optional || entry.devOptional) {
    return false;
  }
  throw new Error(`${folder} is not for this platform, and not optional`);
}

/** The names of what a package depends on. A peer that is optional is used when others need it. */
function dependencies(entry: Entry): string[] {
  const { peerDependencies = {}, peerDependenciesMeta = {} } = entry;
  const peers = Object.keys(peerDependencies).filter(
    (name) => !peerDependenciesMeta[name]?.optional,
  );
  const { dependencies, devDependencies, optionalDependencies } = entry;
  return [
    ...peers,
    ...Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }),
  ];
}

/** The folder of a package that another one would load, as Node looks for it. */
function resolve(entries: Entries, from: string, name: string): string | undefined {
  const found = posix.join(from, modules, name);
  if (found in entries || from === "") {
    return found in entries ? found : undefined;
  }
  const above = from.slice(0, Math.max(from.lastIndexOf(modules) - 1, 0));
  return resolve(entries, above, name);
}
