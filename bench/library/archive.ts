import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";
import AdmZip from "adm-zip";
import { archive } from "pintle";
import * as tar from "tar";
import type { Row, Side } from "../harness/compare.ts";
import { folder } from "../harness/fixtures.ts";
import { repeatAwaited } from "../harness/repeat.ts";
import { packageTree } from "./package-tree.ts";
import { namesInZip, unzip } from "./yauzl.ts";

const ground = folder();
const results = join(ground, "results");

type Packed = Readonly<Record<"tgz" | "zip" | "tree", string>>;

const archives = new Map<number, Packed>();

/** A tree and the paths of its archives. */
function packed(files: number): Packed {
  const made = archives.get(files) ?? pack(files);
  archives.set(files, made);
  return made;
}

function pack(files: number): Packed {
  const tree = join(ground, `tree-${files}`);
  packageTree(tree, files);
  const tgz = join(ground, `${files}.tgz`);
  execFileSync("tar", ["-czf", tgz, "-C", tree, "package"]);
  const zip = join(ground, `${files}.zip`);
  archive.createSync(tree, zip);
  return { tree, tgz, zip };
}

/** A side that makes something new each time, and returns the path of the last one. */
function making(make: (path: string) => unknown): Side {
  let count = 0;
  return async (times) => {
    let path = "";
    for (let i = 0; i < times; i++) {
      count += 1;
      path = join(results, `${count}`);
      await make(path);
    }
    return path;
  };
}

/** The same in a folder that is there already. */
const into = (make: (path: string) => unknown) =>
  making((path) => {
    mkdirSync(path);
    return make(path);
  });

/** Removes what was made before, which nobody measures. */
function before(): void {
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results);
}

/** Everything about a tree that an archive holds: modes, times, links, contents. */
function view(root: string): string[] {
  const names = readdirSync(root, { recursive: true, encoding: "utf8" }).sort();
  return names.map((name) => {
    const path = join(root, name);
    const { mode, mtimeMs } = lstatSync(path);
    // Folders have the time when something was last written into them, unless a side restores it.
    if ((mode & 0o170000) === 0o040000) {
      return name;
    }
    const isLink = (mode & 0o170000) === 0o120000;
    const content = isLink ? readlinkSync(path) : readFileSync(path);
    const digest = createHash("sha256").update(content).digest("hex");
    return `${name} ${isLink ? "link" : `${mode} ${Math.floor(mtimeMs / 1000)}`} ${digest}`;
  });
}

function extraction(files: number, atMost?: Readonly<Record<string, number>>): Row[] {
  const { tgz, zip } = packed(files);
  return [
    {
      name: `extract a tar.gz of ${files} files`,
      ours: making((path) => archive.extract(tgz, path)),
      theirs: {
        "tar, sync": into((cwd) => tar.x({ file: tgz, cwd, sync: true })),
        tar: into((cwd) => tar.x({ file: tgz, cwd })),
        "GNU tar": into((cwd) => execFileSync("tar", ["-xpf", tgz, "-C", cwd])),
      },
      ...(atMost && { atMost }),
      before,
      view,
    },
    {
      name: `extract a zip of ${files} files`,
      ours: making((path) => archive.extract(zip, path)),
      theirs: {
        yauzl: into((path) => unzip(zip, path)),
        unzip: into((path) => execFileSync("unzip", ["-q", zip, "-d", path])),
      },
      before,
      view,
    },
    {
      name: `extract a zip of ${files} files, without links and times`,
      ours: making((path) => archive.extract(zip, path, { exclude: ["**/*.link"] })),
      theirs: {
        "adm-zip": making((path) => new AdmZip(zip).extractAllTo(path, true, true)),
      },
      before,
      // It writes links as files and sets the time of every file to now.
      view: (root: string) =>
        view(root)
          .filter((line) => !line.includes(".link"))
          .map((line) => line.replace(/ (\d+) \d+ /, " $1 ")),
    },
  ];
}

function creation(files: number): Row[] {
  const { tree } = packed(files);
  const list = (path: string) => execFileSync("tar", ["-tzf", path], { encoding: "utf8" });
  return [
    {
      name: `create a tar.gz of ${files} files`,
      ours: making((path) => archive.create(tree, path, { format: "tarGz" })),
      theirs: {
        "tar, sync": making((file) =>
          tar.c({ file, cwd: tree, gzip: true, sync: true }, ["package"]),
        ),
        "GNU tar": making((path) => execFileSync("tar", ["-czf", path, "-C", tree, "package"])),
      },
      before,
      view: (path: string) => list(path).trimEnd().split("\n").sort(),
    },
  ];
}

function creationOfZip(files: number): Row {
  const { tree } = packed(files);
  const withAdmZip = async (path: string) => {
    const zip = new AdmZip();
    zip.addLocalFolder(tree, "", (name) => !name.endsWith(".link"));
    await zip.writeZipPromise(path);
  };
  const list = (path: string) => execFileSync("unzip", ["-Z1", path], { encoding: "utf8" });
  return {
    // It would write links as files.
    name: `create a zip of ${files} files, without links`,
    ours: making((path) => archive.create(tree, path, { format: "zip", exclude: ["**/*.link"] })),
    theirs: { "adm-zip": making(withAdmZip) },
    before,
    view: (path: string) =>
      list(path)
        .split("\n")
        .filter((name) => name !== "" && !name.endsWith("/"))
        .sort(),
  };
}

async function namesInTar(path: string): Promise<string[]> {
  const found: string[] = [];
  tar.t({ file: path, sync: true, onReadEntry: ({ path }) => void found.push(path) });
  return found;
}

function listing(files: number): Row[] {
  const { tgz, zip } = packed(files);
  const admZip = async () => new AdmZip(zip).getEntries().map(({ entryName }) => entryName);
  return [
    {
      name: `list a tar.gz of ${files} files`,
      ours: repeatAwaited(async () => (await archive.list(tgz)).paths),
      theirs: { "tar, sync": repeatAwaited(() => namesInTar(tgz)) },
    },
    {
      name: `list a zip of ${files} files`,
      ours: repeatAwaited(async () => (await archive.list(zip)).paths),
      theirs: {
        yauzl: repeatAwaited(() => namesInZip(zip)),
        "adm-zip": repeatAwaited(admZip),
      },
      view: (names: string[]) => [...names].sort(),
    },
  ];
}

export const rows: readonly Row[] = [
  ...extraction(20),
  ...extraction(8700, { "tar, sync": 0.35, "GNU tar": 0.8 }),
  ...creation(8700),
  creationOfZip(8700),
  ...listing(8700),
];
