import { mkdirSync } from "node:fs";
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

  test("a sparse file of GNU tar is refused, and says so", async () => {
    tool("truncate", ["-s", "10M", "hole"]);
    for (const format of ["gnu", "posix"]) {
      tool("tar", ["-S", "-H", format, "-cf", "sparse.tar", "hole"]);
      await expect(
        archive.extract(join(ground.path, "sparse.tar"), join(ground.path, "into")),
      ).rejects.toMatchObject({ code: "ERR_PINTLE_ARCHIVE_UNSUPPORTED", pointer: "/archive" });
    }
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
