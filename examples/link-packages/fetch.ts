import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type LockedPackage, tarballOf } from "./lockfile.ts";

/** As many tarballs as one run of npm fetches. */
const batch = 40;

/** Fetches the tarballs of packages that are not in the folder yet, with `npm pack`. */
export function fetchTarballs(packages: readonly LockedPackage[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  const missing = packages.filter((locked) => !existsSync(join(folder, tarballOf(locked))));
  const specs = [...new Set(missing.map(({ name, version }) => `${name}@${version}`))];
  for (let start = 0; start < specs.length; start += batch) {
    pack(specs.slice(start, start + batch), folder);
  }
}

/** A tarball gets to the folder when it is whole, so that one of a run that was ended is none. */
function pack(specs: readonly string[], folder: string): void {
  const cwd = mkdtempSync(join(folder, ".fetch-"));
  try {
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const { status, error } = spawnSync(npm, ["pack", "--silent", "--ignore-scripts", ...specs], {
      cwd,
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (status !== 0) {
      throw error ?? new Error(`npm pack ended with ${status}`);
    }
    for (const name of readdirSync(cwd)) {
      renameSync(join(cwd, name), join(folder, name));
    }
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}
