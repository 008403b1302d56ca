import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import ssri from "ssri";
import { extract } from "tar";
import { binLinks, type Linked, type LockedPackage, tarballOf } from "./lockfile.ts";

/** The same as `linkPackages`, with what npm itself is made of. */
export function linkPlainly(
  packages: readonly LockedPackage[],
  tarballs: string,
  into: string,
): Linked {
  for (const locked of packages) {
    const file = join(tarballs, tarballOf(locked));
    if (ssri.checkData(readFileSync(file), locked.integrity) === false) {
      throw new Error(`${file} is not what the lock file says`);
    }
  }
  extractAll(packages, tarballs, into);
  const links = binLinks(packages);
  for (const { path, target } of links) {
    const link = join(into, path);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link);
    const { mode } = statSync(link);
    chmodSync(link, mode | ((mode & 0o444) >> 2));
  }
  return { packages: packages.length, links: links.length };
}

/** `tar` takes the umask off the permissions of files. archive.extract does not, so there is none here. */
function extractAll(packages: readonly LockedPackage[], tarballs: string, into: string): void {
  const umask = process.umask(0);
  try {
    for (const locked of packages) {
      const cwd = join(into, locked.folder);
      mkdirSync(cwd, { recursive: true, mode: 0o777 & ~umask });
      extract({ file: join(tarballs, tarballOf(locked)), cwd, strip: 1, sync: true, umask });
    }
  } finally {
    process.umask(umask);
  }
}
