import type { Findings } from "./job.ts";

/** A file of the tree. */
export interface FoundFile {
  readonly path: string;
  readonly size: number;
}

/** Files with the same content. */
export interface Duplicates {
  readonly paths: readonly string[];
  /** The size of each, in bytes. */
  readonly size: number;
}

/** The largest files, the largest first. */
export function largest({ paths, sizes }: Findings, count: number): FoundFile[] {
  return paths
    .map((path, index) => ({ path, size: sizes?.[index] ?? 0 }))
    .sort((a, b) => b.size - a.size)
    .slice(0, count);
}

/** Files with the same content, those that waste most first. Empty files do not count. */
export function duplicates({ paths, sizes, digests }: Findings): Duplicates[] {
  const byDigest = new Map<string, { paths: string[]; size: number }>();
  for (const [index, digest] of digests.entries()) {
    const size = sizes?.[index] ?? 0;
    const same = byDigest.get(digest) ?? { paths: [], size };
    same.paths.push(paths[index] ?? "");
    byDigest.set(digest, same);
  }
  return [...byDigest.values()]
    .filter(({ paths, size }) => paths.length > 1 && size > 0)
    .sort((a, b) => wasted(b) - wasted(a));
}

/** How many bytes would be saved if there were only one of them. */
export function wasted({ paths, size }: Duplicates): number {
  return (paths.length - 1) * size;
}
