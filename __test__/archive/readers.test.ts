import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { archive } from "../../index.ts";
import { binary, tarOf } from "./tars.ts";
import { describeTree, ground, tool, useGround } from "./trees.ts";

useGround();

const fixtures = fileURLToPath(new URL("../fixtures/archives/", import.meta.url));
const names = readdirSync(fixtures)
  .filter((name) => name !== "README.md")
  .sort();

/** Where Pintle differs on purpose, as docs/commands.md says: an error, or another name. */
const differences: Readonly<Record<string, object>> = {
  "empty-name.tar": { code: "ERR_PINTLE_ARCHIVE_UNSAFE" },
  "packed.tar.bz2": { code: "ERR_PINTLE_ARCHIVE_UNSUPPORTED" },
  "packed.tar.xz": { code: "ERR_PINTLE_ARCHIVE_UNSUPPORTED" },
  // unzip and bsdtar write the bytes, which are not UTF-8; Python decodes as the format says.
  "cp437.zip": { paths: ["Grüße.txt"] },
};

/** The tree without what depends on the moment: folders that only lie above something. */
function comparable(root: string): Record<string, string> {
  const found = Object.entries(describeTree(root)).map(([path, what]) => {
    return [path, what.replace(/^folder .*/, "folder")] as const;
  });
  return Object.fromEntries(found);
}

/** What another program makes of an archive. unzip ends with 1 after a warning. */
function byOther(path: string): Record<string, string> {
  const into = join(ground.path, "other");
  mkdirSync(into);
  const [program, args] = path.endsWith(".zip")
    ? ["unzip", ["-q", path, "-d", into]]
    : ["bsdtar", ["-xpf", path, "-C", into]];
  const env = { ...process.env, TZ: "UTC", LC_ALL: "C.UTF-8" };
  const { status, stderr } = spawnSync(program as string, args as string[], { env });
  expect(status, `${program}: ${stderr}`).toBeLessThanOrEqual(1);
  return comparable(into);
}

describe("archives that are odd", () => {
  test("are all in the table of their README, and there is each that it names", () => {
    const table = readFileSync(join(fixtures, "README.md"), "utf8");
    const named = [...table.matchAll(/`([a-z0-9.-]+\.(?:tar|zip)[.a-z0-9]*)`/gi)].map(
      ([, name]) => name,
    );
    expect(named.sort()).toEqual(names);
  });

  test.each(names.filter((name) => !(name in differences)))(
    "%s is extracted as by another program",
    async (name) => {
      const into = join(ground.path, "into");
      const path = join(fixtures, name);
      const expected = byOther(path);
      const extracted = await archive.extract(path, into);
      expect(comparable(into)).toEqual(expected);
      // Every entry is in the result, or in `skipped`.
      const listed = await archive.list(path);
      const { files, directories, symlinks, skipped } = extracted;
      expect(files + directories + symlinks + skipped.length).toBe(listed.count);
      const bytes = join(ground.path, "bytes");
      expect(await archive.extractBytes(readFileSync(path), bytes)).toEqual(extracted);
      expect(comparable(bytes)).toEqual(expected);
      expect(await archive.listBytes(readFileSync(path))).toEqual(listed);
    },
  );

  test.each(Object.entries(differences))("%s differs on purpose", async (name, expected) => {
    const path = join(fixtures, name);
    const into = join(ground.path, "into");
    if ("code" in expected) {
      await expect(archive.extract(path, into)).rejects.toMatchObject(expected);
      return;
    }
    await archive.extract(path, into);
    expect(await archive.list(path)).toMatchObject(expected);
    expect({ paths: readdirSync(into) }).toEqual(expected);
  });

  test("an entry without a name is named in `skipped`", async () => {
    const path = join(fixtures, "empty-name.tar");
    const extracted = await archive.extract(path, join(ground.path, "into"), { unsafe: "skip" });
    expect(extracted).toMatchObject({ files: 1, skipped: [{ path: "", reason: "has no name" }] });
  });

  test("the label of a volume is named in `skipped`", async () => {
    const path = join(fixtures, "volume-label.tar");
    expect([...(await archive.list(path)).kinds]).toEqual([5, 0]);
    const { skipped } = await archive.extract(path, join(ground.path, "into"));
    expect(skipped).toEqual([{ path: "my label", reason: "is a volume label" }]);
  });
});

const file = (more: object) => ({ name: "a", content: "content", ...more });
const rest = { name: "z", content: "last" };

/** Tar archives of the same kinds, byte by byte. */
const siblings: Readonly<Record<string, readonly Parameters<typeof tarOf>[0][number][]>> = {
  "binary size": [file({ size: binary(7n) }), rest],
  "binary mode": [file({ mode: binary(0o640n, 8) }), rest],
  "binary time beyond octal": [file({ mtime: binary(10_000_000_000n) }), rest],
  "binary time before 1970": [file({ mtime: binary(-86_400n) }), rest],
  "time of blanks": [file({ mtime: Buffer.alloc(12, " ") }), rest],
  "size without leading zeros": [file({ size: Buffer.from("          7 ") }), rest],
  "no magic, as of Version 7": [file({ magic: Buffer.alloc(8) }), rest],
  "magic of GNU": [file({ magic: Buffer.from("ustar  \0") }), rest],
  "a name in two fields": [file({ prefix: "p/q" }), rest],
  "a field of GNU that is not a name": [
    file({ prefix: "00000000000", magic: Buffer.from("ustar  \0") }),
    rest,
  ],
  "a pax name": [{ pax: { path: "päx/näme" } }, file({}), rest],
  "a pax size": [{ pax: { size: "7" } }, file({ size: "00000000000\0" }), rest],
  "a pax link": [file({}), { pax: { linkpath: "a" } }, { name: "l", kind: "2", link: "x" }],
  "a pax time before 1970": [{ pax: { mtime: "-86400" } }, file({}), rest],
  "a pax link that is empty": [
    file({}),
    { pax: { linkpath: "" } },
    { name: "l", kind: "2", link: "a" },
  ],
  "pax records that nobody knows": [{ pax: { "VENDOR.x": "1", comment: "c" } }, file({}), rest],
  "a global pax header": [{ kind: "g", pax: { comment: "c0ffee" } }, file({}), rest],
  "a long name of GNU": [
    { name: "././@LongLink", kind: "L", content: `${"n".repeat(150)}\0` },
    file({}),
    rest,
  ],
  "a long link of GNU": [
    { name: "././@LongLink", kind: "K", content: `${"n".repeat(150)}\0` },
    { name: "l", kind: "2", link: "x" },
    rest,
  ],
  "a contiguous file": [file({ kind: "7" }), rest],
  "a file of a kind that is NUL": [file({ kind: "\0" }), rest],
  "a hard link": [file({}), { name: "b", kind: "1", link: "a" }, rest],
  "a hard link to a link": [
    { name: "l", kind: "2", link: "a" },
    { name: "b", kind: "1", link: "l" },
    rest,
  ],
  "a hard link with a size": [
    file({}),
    { name: "b", kind: "1", link: "a", size: "00000000007\0" },
    rest,
  ],
  "a folder with a size": [
    { name: "d/", kind: "5", mode: "0000755\0", size: "00000010000\0" },
    rest,
  ],
  "two entries of one name": [file({}), file({ content: "later" }), rest],
  "an empty folder and then a file": [{ name: "a/", kind: "5", mode: "0000755\0" }, file({}), rest],
  "a link and then a folder": [
    { name: "d", kind: "2", link: "e" },
    { name: "d/", kind: "5", mode: "0000755\0" },
    rest,
  ],
  "a kind of a vendor": [file({ kind: "Q" }), rest],
};

describe("tar archives byte by byte", () => {
  test.each(Object.keys(siblings))("%s: as bsdtar reads it", async (what) => {
    const path = join(ground.path, "a.tar");
    writeFileSync(path, tarOf(siblings[what] ?? []));
    const expected = byOther(path);
    const into = join(ground.path, "into");
    await archive.extract(path, into);
    expect(comparable(into)).toEqual(expected);
    expect((await archive.list(path)).paths.at(-1)).toBe(
      tool("bsdtar", ["-tf", path]).trimEnd().split("\n").at(-1),
    );
  });
});
