import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type LockedPackage, tarballOf } from "./lockfile.ts";

/** As many tarballs as one run of npm fetches. */
const batch = 40;

/** Fetches the tarballs of packages that are not in the folder yet, with `npm pack`. */
export function fetchTarballs(packages: readonly LockedPackage[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  const missing = packages.filter((locked) => !existsSync(join(folder, tarballOf(locked))));
  for (const specs of batches(missing)) {
    pack(specs, folder);
  }
}

/** By the names from `npm pack`: what to download, and its own name. */
type Batch = Map<string, { readonly spec: string; readonly tarball: string }>;

/** Two tarballs with the same name from `npm pack` are never in one batch. */
export function batches(packages: readonly LockedPackage[]): Batch[] {
  const found: Batch[] = [];
  const seen = new Set<string>();
  for (const { name, version } of packages) {
    const tarball = tarballOf({ name, version });
    if (seen.has(tarball)) {
      continue;
    }
    seen.add(tarball);
    const packed = `${name.replace(/^@/, "").replace("/", "-")}-${version}.tgz`;
    let free = found.find((specs) => specs.size < batch && !specs.has(packed));
    if (free === undefined) {
      free = new Map();
      found.push(free);
    }
    free.set(packed, { spec: `${name}@${version}`, tarball });
  }
  return found;
}

/** A tarball gets to the folder when it is whole, so that one of a run that was ended is none. */
function pack(specs: Batch, folder: string): void {
  const cwd = mkdtempSync(join(folder, ".fetch-"));
  try {
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const args = ["pack", "--silent", "--ignore-scripts"];
    const names = [...specs.values()].map(({ spec }) => spec);
    const { status, error } = spawnSync(npm, [...args, ...names], {
      cwd,
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (status !== 0) {
      throw error ?? new Error(`npm pack ended with ${status}`);
    }
    for (const [packed, { tarball }] of specs) {
      renameSync(join(cwd, packed), join(folder, tarball));
    }
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}
