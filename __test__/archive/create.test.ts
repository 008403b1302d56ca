import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";
import { archive, type CreateOptions, plan } from "../../index.ts";
import { failure } from "../failure.ts";
import { describeTree, ground, makeTree, tool, useGround } from "./trees.ts";

useGround();

const at = (name: string) => join(ground.path, name);

async function paths(options: CreateOptions, format = "tar"): Promise<string[]> {
  await archive.create(makeTree(), at(`packed.${format}`), options);
  return (await archive.list(at(`packed.${format}`))).paths;
}

describe("archive.create", () => {
  test("comes back as the same tree, for each format", async () => {
    const root = makeTree();
    const tree = describeTree(root);
    for (const format of ["tar", "tarGz", "tarZst", "zip"] as const) {
      const created = await archive.create(root, at("packed"), { format });
      expect(created.size).toBe(readFileSync(at("packed")).length);
      await archive.extract(at("packed"), at(format));
      expect(describeTree(at(format))).toEqual(tree);
      const bytes = await archive.createBytes(root, { format });
      expect(Buffer.compare(bytes, readFileSync(at("packed")))).toBe(0);
    }
  });

  test("is sorted, each folder before what is in it", async () => {
    const found = await paths({});
    expect(found.indexOf("a/")).toBeLessThan(found.indexOf("a/b.txt"));
    expect(found.filter((path) => path.startsWith("a"))).toEqual([
      ...["a/", "a/b/", "a/b/c/", "a/b/c/file", "a/b.txt", "a/link"],
      ...["a-b/", "a-b/file", "a-b/to-folder"],
    ]);
  });

  test.each(["tar", "tar.gz", "tar.zst", "zip"])(
    "returns the same bytes for the same contents as %s, if reproducible",
    async (format) => {
      const root = makeTree();
      await archive.create(root, at(`one.${format}`), { reproducible: true });
      tool("cp", ["-r", root, at("copy")]);
      chmodSync(at("copy/block-512"), 0o600);
      utimesSync(at("copy/block-512"), 1, 1);
      await archive.create(at("copy"), at(`two.${format}`), { reproducible: true });
      expect(readFileSync(at(`two.${format}`)).equals(readFileSync(at(`one.${format}`)))).toBe(
        true,
      );
      const { mtimesMs, modes } = await archive.list(at(`one.${format}`));
      expect(new Set(mtimesMs)).toEqual(new Set([Date.UTC(1980, 0)]));
      expect(new Set(modes)).toEqual(new Set([0o644, 0o755, 0o777]));
    },
  );

  test("takes globs, a prefix, one time and a level", async () => {
    expect(await paths({ glob: ["a/**"], exclude: ["a/b"], prefix: "package" })).toEqual([
      "package/a/b.txt",
      "package/a/link",
    ]);
    await archive.create(at("tree"), at("packed.tar"), { mtimeMs: 1_234_567_890_123 });
    const { mtimesMs } = await archive.list(at("packed.tar"));
    expect(new Set(mtimesMs)).toEqual(new Set([1_234_567_890_000]));
    for (const format of ["tarGz", "zip"] as const) {
      const fast = await archive.createBytes(at("tree"), { format, level: 0 });
      const small = await archive.createBytes(at("tree"), { format, level: 9 });
      expect(small.length).toBeLessThan(fast.length / 10);
    }
  });

  test("takes a list of files, such as one from a walk", async () => {
    const files = ["a/b.txt", "a/link", "empty", "a/b.txt", "./a-b/file"];
    expect(await paths({ files })).toEqual(["a/b.txt", "a/link", "a-b/file", "empty/"]);
    const packed = plan((p, { root }: { root: string }) => {
      const { paths } = p.tree.walk(root, { glob: ["**/*.txt"] });
      return p.archive.create(root, at("walked.tar"), { files: paths });
    });
    expect(await packed.run({ root: at("tree") })).toMatchObject({ files: 1 });
  });

  test("does not pack itself, nor pipes", async () => {
    const root = makeTree();
    tool("mkfifo", ["tree/pipe"]);
    await archive.create(root, join(root, "self.tar"));
    const before = (await archive.list(join(root, "self.tar"))).paths;
    await archive.create(root, join(root, "self.tar"));
    expect((await archive.list(join(root, "self.tar"))).paths).toEqual(before);
    expect(before).not.toContain("self.tar");
    expect(before).not.toContain("pipe");
  });

  test.each(["tar", "zip"])("keeps every bit of a mode in a %s", async (format) => {
    mkdirSync(at("modes"));
    const modes = [0o4755, 0o2711, 0o1777, 0o000, 0o400];
    for (const mode of modes) {
      const path = at(`modes/${mode.toString(8).padStart(4, "0")}`);
      writeFileSync(path, "");
      chmodSync(path, mode);
    }
    await archive.create(at("modes"), at(`packed.${format}`));
    const listed = await archive.list(at(`packed.${format}`));
    expect([...listed.modes].sort()).toEqual([...modes].sort());
  });

  test("names the pipes and devices that it leaves out", async () => {
    const root = makeTree();
    tool("mkfifo", ["tree/a/pipe", "tree/other"]);
    const { skipped, files } = await archive.create(root, at("packed.zip"), { glob: ["a/**"] });
    expect(skipped).toEqual([{ path: "a/pipe", reason: "is a device, a pipe or a socket" }]);
    expect(files).toBe(2);
    const listed = await archive.create(root, at("packed.tar"), { files: ["other"] });
    expect(listed).toMatchObject({ files: 0, skipped: [{ path: "other" }] });
    expect(await failure(() => archive.createBytes(root))).toMatchObject({
      code: "ERR_PINTLE_ARCHIVE_UNSUPPORTED",
      pointer: "/root",
      details: { entry: "a/pipe" },
    });
    const exclude = ["**/pipe", "other"];
    expect((await archive.createBytes(root, { exclude })).length).toBeGreaterThan(0);
  });

  test("keeps what the name had before, and leaves nothing, when it fails", async () => {
    const root = makeTree();
    writeFileSync(at("packed.zip"), "before");
    writeFileSync(join(root, "back\\slash"), "");
    const error = await failure(() => archive.create(root, at("packed.zip")));
    expect(error).toMatchObject({
      code: "ERR_PINTLE_ARCHIVE_UNSUPPORTED",
      pointer: "/root",
      details: { entry: "back\\slash" },
    });
    expect(readFileSync(at("packed.zip"), "utf8")).toBe("before");
    expect(readdirSync(ground.path).sort()).toEqual(["packed.zip", "tree"]);
  });

  test("keeps names that are not UTF-8 in tar, and refuses them in zip", async () => {
    mkdirSync(at("latin"));
    const latin = Buffer.from("caf\xe9", "latin1");
    writeFileSync(Buffer.concat([Buffer.from(`${at("latin")}/`), latin]), "");
    await archive.create(at("latin"), at("latin.tar"));
    mkdirSync(at("into"));
    tool("tar", ["-xf", at("latin.tar"), "-C", at("into")]);
    expect(readdirSync(at("into"), { encoding: "buffer" })).toEqual([latin]);
    const error = await failure(() => archive.create(at("latin"), at("latin.zip")));
    expect(error).toMatchObject({ code: "ERR_PINTLE_NOT_UTF8", pointer: "/root" });
  });

  test("ends when its signal aborts, and leaves nothing", async () => {
    mkdirSync(at("large"));
    tool("truncate", ["-s", "2G", "large/zeros"]);
    const abort = new AbortController();
    const error = await failure(() =>
      archive.create(at("large"), at("large.tgz"), {
        signal: abort.signal,
        onProgress: () => abort.abort(),
      }),
    );
    expect(error.code).toBe("ERR_PINTLE_CANCELLED");
    expect(readdirSync(ground.path)).toEqual(["large"]);
  });

  test.each([
    ["no root", "missing", "a.tar", {}, "ERR_PINTLE_IO", "/root"],
    ["a root that is a file", "file", "a.tar", {}, "ERR_PINTLE_IO", "/root"],
    ["a name without a format", ".", "a.rar", {}, "ERR_PINTLE_INVALID_VALUE", "/archive"],
    ["a folder that is missing", ".", "no/a.tar", {}, "ERR_PINTLE_IO", "/archive"],
    ["a level for tar", ".", "a.tar", { level: 1 }, "ERR_PINTLE_INVALID_VALUE", "/level"],
    ["a level of 10", ".", "a.tgz", { level: 10 }, "ERR_PINTLE_INVALID_VALUE", "/level"],
    [
      "a file outside",
      ".",
      "a.tar",
      { files: ["x", "../y"] },
      "ERR_PINTLE_INVALID_VALUE",
      "/files/1",
    ],
    ["a file that is missing", ".", "a.tar", { files: ["x"] }, "ERR_PINTLE_IO", "/root"],
    ["a prefix outside", ".", "a.tar", { prefix: "../x" }, "ERR_PINTLE_INVALID_VALUE", "/prefix"],
  ])("refuses %s", async (_what, root, name, options, code, pointer) => {
    writeFileSync(at("file"), "");
    const error = await failure(() => archive.create(at(root), at(name), options));
    expect(error).toMatchObject({ code, pointer, command: "archive.create" });
    expect(readdirSync(ground.path)).toEqual(["file"]);
  });
});
