import { cpSync, existsSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import fastGlob from "fast-glob";
import { fdir } from "fdir";
import fsExtra from "fs-extra";
import getFolderSize from "get-folder-size";
import { globby } from "globby";
import { hash, tree } from "pintle";
import { rimraf } from "rimraf";
import { glob } from "tinyglobby";
import type { Row } from "../harness/compare.ts";
import { folder } from "../harness/fixtures.ts";
import { repeatAwaited } from "../harness/repeat.ts";
import { planted } from "./planted.ts";

const sorted = (paths: readonly string[]) => [...paths].sort();

function walks(count: number, isLarge: boolean): Row[] {
  const root = planted(count);
  const size = count.toLocaleString("en");
  const settings = () => ({ cwd: root(), dot: true, followSymbolicLinks: false });
  return [
    {
      name: `walk ${size} files, .gitignore`,
      ours: repeatAwaited(async () => (await tree.walk(root(), { gitignore: true })).paths),
      theirs: { globby: repeatAwaited(() => globby("**", { ...settings(), gitignore: true })) },
      view: sorted,
      ...(isLarge && { atMost: { globby: 0.03 } }),
    },
    {
      name: `walk ${size} files`,
      // In any order, as the others.
      ours: repeatAwaited(async () => (await tree.walk(root(), { sorted: false })).paths),
      theirs: {
        fdir: repeatAwaited(() => new fdir().withRelativePaths().crawl(root()).withPromise()),
        tinyglobby: repeatAwaited(() => glob("**", settings())),
      },
      view: sorted,
      ...(isLarge && { atMost: { fdir: 0.7 } }),
    },
    {
      name: `walk ${size} files, sizes and times`,
      ours: repeatAwaited(() => tree.walk(root(), { stat: true })),
      theirs: {
        "fast-glob": repeatAwaited(() => fastGlob("**", { ...settings(), stats: true })),
      },
      view: (found: Awaited<ReturnType<typeof tree.walk>> | fastGlob.Entry[]) =>
        "paths" in found
          ? found.paths.map((path, i) => `${path} ${found.sizes?.[i]} ${found.mtimesMs?.[i]}`)
          : found.map(({ path, stats }) => `${path} ${stats?.size} ${stats?.mtimeMs}`).sort(),
      ...(isLarge && { atMost: { "fast-glob": 0.2 } }),
    },
  ];
}

function copies(count: number, isLarge: boolean): Row {
  const from = planted(count);
  const to = join(folder(), "copy");
  const options = { recursive: true, preserveTimestamps: true };
  return {
    name: `copy ${count.toLocaleString("en")} files`,
    before: () => rmSync(to, { recursive: true, force: true }),
    ours: () => tree.copy(from(), to),
    theirs: {
      "fs.cpSync": () => cpSync(from(), to, options),
      "fs-extra": () => fsExtra.copy(from(), to, options),
      "fs-extra sync": () => fsExtra.copySync(from(), to, options),
    },
    // What is there afterwards: names, contents, times of files.
    view: () => {
      const { paths, mtimesMs } = tree.walkSync(to, { stat: true });
      return { digest: hash.treeSync(to).digest, paths, times: mtimesMs?.map(Math.round) };
    },
    ...(isLarge && { atMost: { "fs.cpSync": 0.5, "fs-extra": 0.2 } }),
  };
}

function removals(count: number, isLarge: boolean): Row {
  const original = planted(count);
  const target = join(folder(), "target");
  return {
    name: `remove ${count.toLocaleString("en")} files`,
    before: async () => {
      await tree.copy(original(), target);
    },
    ours: () => tree.remove(target),
    theirs: {
      rimraf: () => rimraf(target),
      "fs.rmSync": () => rmSync(target, { recursive: true }),
    },
    view: () => existsSync(target),
    ...(isLarge && { atMost: { rimraf: 0.5 } }),
  };
}

function size(count: number): Row {
  const root = planted(count);
  // The peer adds what the folders themselves take.
  const folders = () => {
    const { paths } = tree.walkSync(root(), { kinds: ["directory"] });
    const sizes = paths.map((path) => statSync(join(root(), path)).size);
    return sizes.reduce((sum, size) => sum + size, statSync(root()).size);
  };
  let alone: number | undefined;
  return {
    name: `size of ${count.toLocaleString("en")} files`,
    ours: repeatAwaited(async () => {
      alone ??= folders();
      return (await tree.size(root())).bytes + alone;
    }),
    theirs: { "get-folder-size": repeatAwaited(() => getFolderSize.strict(root())) },
  };
}

export const rows: readonly Row[] = [
  ...walks(100, false),
  ...walks(50_000, true),
  copies(100, false),
  copies(10_000, true),
  removals(100, false),
  removals(10_000, true),
  size(100),
  size(50_000),
];
