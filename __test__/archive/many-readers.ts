import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  type BigIntStats,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
} from "node:fs";

/** What lies at a path: everything that a reader may get wrong. */
export interface Found {
  readonly what: string;
  /** Nothing where the reader does not keep it. */
  readonly mode?: number | undefined;
  /** Nanoseconds since 1970; "now" for what has the time of its making, nothing as for modes. */
  readonly time?: bigint | "now" | undefined;
}

export type Tree = ReadonlyMap<string, Found>;

/** Everything below a folder, by names whose bytes are in Latin-1. */
export function treeOf(root: string): Tree {
  const found = new Map<string, Found>();
  const inodes = new Map<bigint, string>();
  const started = BigInt(Date.now()) * 1_000_000n - 3_600_000_000_000n;
  const walk = (folder: Buffer, below: string) => {
    for (const name of readdirSync(folder, { encoding: "buffer" }).sort(Buffer.compare)) {
      const path = Buffer.concat([folder, Buffer.from("/"), name]);
      const shown = below + name.toString("latin1");
      const stat = lstatSync(path, { bigint: true });
      const recent = stat.mtimeNs >= started && stat.mtimeNs < started + 7_200_000_000_000n;
      found.set(shown, {
        what: what(path, shown, stat, inodes),
        mode: stat.isSymbolicLink() ? 0 : Number(stat.mode) & 0o777,
        time: recent ? "now" : stat.mtimeNs,
      });
      if (stat.isDirectory()) {
        walk(path, `${shown}/`);
      }
    }
  };
  walk(Buffer.from(root), "");
  return found;
}

function what(path: Buffer, shown: string, stat: BigIntStats, inodes: Map<bigint, string>): string {
  if (stat.isSymbolicLink()) {
    return `link to ${readlinkSync(path, { encoding: "buffer" }).toString("latin1")}`;
  }
  if (stat.isDirectory()) {
    return "folder";
  }
  if (!stat.isFile()) {
    return "device";
  }
  const first = inodes.get(stat.ino);
  if (first !== undefined) {
    return `hard link to ${first}`;
  }
  inodes.set(stat.ino, shown);
  if (stat.size > 1_000_000n) {
    return `file ${stat.size}`; // What a reader has made before it found that the archive is broken.
  }
  const content = readFileSync(path);
  const digest = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const text = content.length < 40 ? JSON.stringify(content.toString("latin1")) : digest;
  return `file ${content.length} ${text}`;
}

/** Python knows times as floating point numbers, bsdtar none before 1970 with a fraction. */
const PRECISION = 2_000n;

export function isSameTree(a: Tree, b: Tree): boolean {
  return a.size === b.size && [...a].every(([path, found]) => isSame(found, b.get(path)));
}

function isSame(a: Found, b: Found | undefined): boolean {
  if (b === undefined || a.what !== b.what) {
    return false;
  }
  const modes = [a.mode, b.mode].filter((mode) => mode !== undefined);
  const times = [a.time, b.time].filter((time) => time !== undefined);
  return modes[0] === (modes[1] ?? modes[0]) && isSameTime(times[0], times[1] ?? times[0]);
}

function isSameTime(a: Found["time"], b: Found["time"]): boolean {
  if (typeof a !== "bigint" || typeof b !== "bigint") {
    return a === b;
  }
  return -PRECISION < a - b && a - b < PRECISION;
}

/** What a reader made of an archive. */
export interface Reading {
  readonly ok: boolean;
  readonly said: string;
  readonly tree: Tree;
}

const env = { ...process.env, TZ: "UTC", LC_ALL: "C.UTF-8" };

function run(program: string, args: readonly string[], into: string, worst = 0): Reading {
  mkdirSync(into, { recursive: true });
  const { status, stderr } = spawnSync(program, args, { env, encoding: "utf8", input: "" });
  const ok = status !== null && status <= worst;
  return { ok, said: `${status} ${stderr}`.trim(), tree: treeOf(into) };
}

type Reader = (path: string, into: string) => Reading;

export const tarReaders: Readonly<Record<"GNU tar" | "bsdtar", Reader>> = {
  "GNU tar": (path: string, into: string) => run("tar", ["-xpf", path, "-C", into], into),
  bsdtar: (path: string, into: string) => run("bsdtar", ["-xpf", path, "-C", into], into),
};

export const zipReaders: Readonly<Record<"unzip" | "bsdtar", Reader>> = {
  // 1 is a warning.
  unzip: (path: string, into: string) => run("unzip", ["-q", "-o", path, "-d", into], into, 1),
  bsdtar: tarReaders.bsdtar,
};

/** Python's tarfile, for many archives in one process: starting it takes longer than reading. */
export function tarfile(paths: readonly string[], into: (path: string) => string): Reading[] {
  return python(TARFILE, paths, into).map(({ tree, ...rest }) => {
    // It does not set the times of links.
    const timeless = ({ what, mode, time }: Found) =>
      what.startsWith("link") ? { what, mode } : { what, mode, time };
    return { ...rest, tree: new Map([...tree].map(([path, found]) => [path, timeless(found)])) };
  });
}

/** Python's zipfile, which keeps contents only; links are made of them here. */
export function zipfile(paths: readonly string[], into: (path: string) => string): Reading[] {
  return python(ZIPFILE, paths, into).map(({ tree, ...rest }) => {
    return { ...rest, tree: new Map([...tree].map(([path, { what }]) => [path, { what }])) };
  });
}

const ZIPFILE = `
import json, os, stat, sys, zipfile

def read(path, into):
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            made = archive.extract(member, into)
            if member.create_system in (3, 19) and stat.S_ISLNK(member.external_attr >> 16):
                target = archive.read(member)
                os.remove(made)
                os.symlink(target, os.fsencode(made))
`;

const TARFILE = `
import json, os, sys, tarfile

def inside(member, path):
    name = member.name.lstrip("/")
    if not os.path.realpath(os.path.join(path, name)).startswith(os.path.realpath(path)):
        raise tarfile.FilterError("outside")
    if member.issym() or member.islnk():
        target = member.linkname.lstrip("/")
        if os.path.isabs(member.linkname) and member.issym():
            raise tarfile.FilterError("outside")
        return member.replace(name=name, linkname=target, mode=member.mode & 0o777, deep=False)
    return member.replace(name=name, mode=member.mode & 0o777 if member.mode is not None else None, deep=False)

def read(path, into):
    with tarfile.open(path) as archive:
        archive.errorlevel = 2
        archive.extractall(into, filter=inside)
`;

function python(read: string, paths: readonly string[], into: (path: string) => string): Reading[] {
  const script = `${read}
said = []
for path, into in json.load(sys.stdin):
    os.makedirs(into)
    try:
        read(path, into)
        said.append("")
    except BaseException as error:
        said.append(f"{type(error).__name__}: {error}" or "failed")
print(json.dumps(said))
`;
  const pairs = paths.map((path) => [path, into(path)]);
  const { stdout, stderr } = spawnSync("python3", ["-c", script], {
    env,
    encoding: "utf8",
    input: JSON.stringify(pairs),
    maxBuffer: 1e8,
  });
  if (stdout === "") {
    throw new Error(`python3: ${stderr}`);
  }
  return (JSON.parse(stdout) as string[]).map((said, index) => {
    return { ok: said === "", said, tree: treeOf((pairs[index] as string[])[1] as string) };
  });
}
