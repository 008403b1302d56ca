import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { archive } from "../../index.ts";
import { describeTree, ground, makeTree, tool, useGround } from "./trees.ts";

useGround();

const python = (script: string, ...args: string[]) => tool("python3", ["-c", script, ...args]);

/** Programs that unpack an archive into a folder. */
const unpack = {
  "GNU tar": (from: string, into: string) => tool("tar", ["-xpf", from, "-C", into]),
  bsdtar: (from: string, into: string) => tool("bsdtar", ["-xpf", from, "-C", into]),
  unzip: (from: string, into: string) => tool("unzip", ["-q", from, "-d", into]),
  tarfile: (from: string, into: string) =>
    python("import sys, tarfile; tarfile.open(sys.argv[1]).extractall(sys.argv[2])", from, into),
  zipfile: (from: string, into: string) =>
    python(
      "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2])",
      from,
      into,
    ),
};

describe("what we create", () => {
  test.each([
    ["tar", "GNU tar"],
    ["tar", "bsdtar"],
    ["tar", "tarfile"],
    ["tar.gz", "GNU tar"],
    ["tar.gz", "bsdtar"],
    ["tar.gz", "tarfile"],
    ["tar.zst", "GNU tar"],
    ["tar.zst", "bsdtar"],
    ["zip", "bsdtar"],
    ["zip", "unzip"],
  ] as const)("as %s is unpacked by %s to the same tree", async (format, program) => {
    const root = makeTree();
    const packed = join(ground.path, `packed.${format}`);
    const created = await archive.create(root, packed);
    const into = join(ground.path, "into");
    mkdirSync(into);
    unpack[program](packed, into);
    const tree = describeTree(root);
    expect(describeTree(into)).toEqual(tree);
    const count = (kind: string) => Object.values(tree).filter((it) => it.startsWith(kind)).length;
    expect(created).toMatchObject({
      files: count("file"),
      directories: count("folder"),
      symlinks: count("link"),
    });
  });

  test("as zip has the contents that Python's zipfile verifies", async () => {
    const packed = join(ground.path, "packed.zip");
    await archive.create(makeTree(), packed);
    mkdirSync(join(ground.path, "into"));
    unpack.zipfile(packed, join(ground.path, "into"));
  });
});

/** Programs that pack a folder. */
const pack: Readonly<Record<string, (to: string, root: string) => string>> = {
  "GNU tar": (to, root) => tool("tar", ["-cf", to, "-C", root, "."]),
  "GNU tar with pax headers": (to, root) =>
    tool("tar", ["-H", "posix", "-cf", to, "-C", root, "."]),
  "GNU tar with gzip": (to, root) => tool("tar", ["-czf", to, "-C", root, "."]),
  "GNU tar with zstd": (to, root) => tool("tar", ["--zstd", "-cf", to, "-C", root, "."]),
  bsdtar: (to, root) => tool("bsdtar", ["-cf", to, "-C", root, "."]),
  "bsdtar with gzip": (to, root) => tool("bsdtar", ["-czf", to, "-C", root, "."]),
  "bsdtar as zip": (to, root) => tool("bsdtar", ["--format", "zip", "-cf", to, "-C", root, "."]),
  zip: (to, root) => tool("zip", ["-qry", to, "."], root),
  "Python's tarfile": (to, root) =>
    python(
      "import sys, tarfile; tarfile.open(sys.argv[1], 'w:gz').add(sys.argv[2], '.')",
      to,
      root,
    ),
};

/** What two others find in a zip archive, as their own code decodes it. */
const listed = {
  Python: (path: string): string[] =>
    JSON.parse(
      python(
        "import json, sys, zipfile; print(json.dumps(zipfile.ZipFile(sys.argv[1]).namelist()))",
        path,
      ),
    ),
  "our list": (path: string) => archive.listSync(path).paths,
};

describe.runIf(process.platform === "linux")("names that a library could mangle", () => {
  const names = [
    "12:30:00.log",
    "12:31:00.log",
    "C:",
    "Foo::Bar.3pm",
    "ü:ß",
    "trailing.",
    "trailing ",
    " leading",
    "..a",
    "a..",
    "~",
    "%41",
    "tab\there",
    "n".repeat(255),
    "日本語:文件",
  ];

  test.each(["zip", "tar"])("are the same in a %s", async (format) => {
    const root = join(ground.path, "tree");
    for (const folder of ["logs", "deep:er"]) {
      mkdirSync(join(root, folder), { recursive: true });
      for (const name of names) {
        writeFileSync(join(root, folder, name), `${folder}/${name}`);
      }
    }
    const packed = join(ground.path, `packed.${format}`);
    await archive.create(root, packed);
    const tree = describeTree(root);
    const paths = Object.keys(tree).map((path) =>
      tree[path]?.startsWith("folder") ? `${path}/` : path,
    );
    const unpackers =
      format === "zip" ? (["bsdtar", "unzip"] as const) : (["GNU tar", "bsdtar"] as const);
    for (const program of unpackers) {
      const into = join(ground.path, program);
      mkdirSync(into);
      if (program === "unzip") {
        // Without `-^` it leaves out control characters.
        tool("unzip", ["-q", "-^", packed, "-d", into]);
      } else {
        unpack[program](packed, into);
      }
      expect(describeTree(into)).toEqual(tree);
    }
    await archive.extract(packed, join(ground.path, "ours"));
    expect(describeTree(join(ground.path, "ours"))).toEqual(tree);
    if (format === "zip") {
      for (const list of Object.values(listed)) {
        expect(list(packed).sort()).toEqual([...paths].sort());
      }
    }
    expect(
      await archive.listBytes(await archive.createBytes(root, { format: format as "zip" })),
    ).toEqual(await archive.list(packed));
  });

  test("a backslash is an error in a zip, which takes it for a slash", async () => {
    mkdirSync(join(ground.path, "tree"));
    writeFileSync(join(ground.path, "tree", "a\\b"), "");
    await expect(
      archive.create(join(ground.path, "tree"), join(ground.path, "a.zip")),
    ).rejects.toMatchObject({ code: "ERR_PINTLE_ARCHIVE_UNSUPPORTED", details: { entry: "a\\b" } });
  });
});

describe("times", () => {
  const seconds = {
    1965: -157_766_400,
    1975: 157_766_400,
    2050: 2_524_608_000,
    2300: 10_413_792_000,
  };
  const create = async (year: keyof typeof seconds, format: string) => {
    const root = join(ground.path, "tree");
    mkdirSync(root);
    writeFileSync(join(root, "a"), "");
    const time = new Date(seconds[year] * 1000);
    utimesSync(join(root, "a"), time, time);
    const packed = join(ground.path, `packed.${format}`);
    await archive.create(root, packed);
    return packed;
  };

  test.each([1965, 1975, 2050, 2300] as const)("of %i are kept in a tar", async (year) => {
    const packed = await create(year, "tar");
    for (const program of ["GNU tar", "bsdtar"] as const) {
      const into = join(ground.path, program);
      mkdirSync(into);
      unpack[program](packed, into);
      expect(describeTree(into).a).toContain(` ${seconds[year]} `);
    }
    expect((await archive.list(packed)).mtimesMs[0]).toBe(seconds[year] * 1000);
  });

  test.each([1975, 2050] as const)("of %i are kept in a zip", async (year) => {
    const packed = await create(year, "zip");
    for (const program of ["unzip", "bsdtar"] as const) {
      const into = join(ground.path, program);
      mkdirSync(into);
      unpack[program](packed, into);
      expect(describeTree(into).a).toContain(` ${seconds[year]} `);
    }
    expect((await archive.list(packed)).mtimesMs[0]).toBe(seconds[year] * 1000);
  });

  test.each([1965, 2300] as const)("of %i are an error in a zip", async (year) => {
    await expect(create(year, "zip")).rejects.toMatchObject({
      code: "ERR_PINTLE_ARCHIVE_UNSUPPORTED",
      details: { entry: "a" },
    });
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e300])("%d is not a time", async (mtimeMs) => {
    mkdirSync(join(ground.path, "tree"));
    await expect(archive.createBytes(join(ground.path, "tree"), { mtimeMs })).rejects.toMatchObject(
      {
        pointer: "/mtimeMs",
      },
    );
  });
});

describe("what others create", () => {
  test.each(Object.keys(pack))("%s: is extracted to the same tree", async (program) => {
    const root = makeTree();
    const packed = join(ground.path, program.includes("zip") ? "packed.zip" : "packed");
    pack[program]?.(packed, root);
    const into = join(ground.path, "into");
    const extracted = await archive.extract(packed, into);
    const tree = describeTree(root);
    expect(describeTree(into)).toEqual(tree);
    expect(extracted.files).toBe(Object.values(tree).filter((it) => it.startsWith("file")).length);
  });

  test.each(["gnu", "posix", "0.0", "0.1"])("a sparse file of GNU tar, %s", async (format) => {
    const path = join(ground.path, "hole");
    // More pieces than a header has room for.
    const pieces = Array.from({ length: 40 }, (_, index) => index * 100_000);
    const handle = openSync(path, "w");
    for (const at of pieces) {
      writeSync(handle, `piece ${at}`, at);
    }
    ftruncateSync(handle, 10_000_000);
    closeSync(handle);
    const version = format.startsWith("0") ? [`--sparse-version=${format}`] : [];
    const kind = format === "gnu" ? "gnu" : "posix";
    tool("tar", ["-S", "-H", kind, ...version, "-cf", "sparse.tar", "hole"]);
    const packed = join(ground.path, "sparse.tar");
    await archive.extract(packed, join(ground.path, "into"));
    expect(readFileSync(join(ground.path, "into/hole")).equals(readFileSync(path))).toBe(true);
    const { paths, sizes } = await archive.list(packed);
    expect([paths, [...sizes]]).toEqual([["hole"], [10_000_000]]);
    await expect(archive.list(packed, { maxBytes: 9_000_000 })).rejects.toMatchObject({
      code: "ERR_PINTLE_ARCHIVE_LIMIT",
    });
  });

  test("zip archives of Zip64, of a stream, and with a password", async () => {
    const root = makeTree();
    const into = (name: string) => join(ground.path, name);
    python(
      `
import sys, zipfile, os
z = zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED)
with z.open("forced", "w", force_zip64=True) as f: f.write(b"x" * 1000)
z.close()
class Pipe:
    def __init__(self, f): self.f = f
    def write(self, data): return self.f.write(data)
    def flush(self): self.f.flush()
z = zipfile.ZipFile(Pipe(open(sys.argv[2], "wb")), "w", zipfile.ZIP_DEFLATED)
z.writestr("streamed", b"y" * 1000)
z.close()
`,
      into("64.zip"),
      into("stream.zip"),
    );
    await archive.extract(into("64.zip"), into("into"));
    await archive.extract(into("stream.zip"), into("into"));
    const sizes = Object.values(describeTree(into("into"))).map((it) => it.split(" ")[3]);
    expect(sizes).toEqual(["1000", "1000"]);
    tool("zip", ["-q", "-P", "secret", into("secret.zip"), "empty-file", "block-512"], root);
    await expect(archive.extract(into("secret.zip"), into("other"))).rejects.toMatchObject({
      code: "ERR_PINTLE_ARCHIVE_UNSUPPORTED",
      details: { entry: "empty-file" },
    });
  });

  test("more entries than 16 bits count", async () => {
    const script = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as z:
    for i in range(65600): z.writestr(f"{i % 100}/{i}", b"")
`;
    const packed = join(ground.path, "many.zip");
    python(script, packed);
    expect((await archive.list(packed)).count).toBe(65_600);
  });
});

describe("what we list", () => {
  test.each(["tar", "tar.gz", "tar.zst", "zip"])("of a %s agrees with bsdtar", async (format) => {
    const packed = join(ground.path, `packed.${format}`);
    await archive.create(makeTree(), packed);
    const listed = await archive.list(packed);
    const names = tool("bsdtar", ["-tf", packed]).trimEnd().split("\n");
    expect(listed.paths).toEqual(names);
    expect(listed.count).toBe(names.length);
    const at = listed.paths.indexOf("a/b.txt");
    expect(listed.kinds[at]).toBe(0);
    expect(listed.sizes[at]).toBe(1);
    expect(listed.modes[at]).toBe(0o755);
    const link = listed.paths.indexOf("a/link");
    expect([listed.kinds[link], listed.linkTargets[link]]).toEqual([2, "b.txt"]);
  });
});
