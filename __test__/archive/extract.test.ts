import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { archive, plan } from "../../index.ts";
import { failure } from "../failure.ts";
import { describeTree, ground, makeTree, tool, useGround } from "./trees.ts";

useGround();

/** An archive of a tree, made by somebody else. */
function packed(): string {
  makeTree();
  tool("tar", ["-czf", "packed.tgz", "-C", "tree", "."]);
  return join(ground.path, "packed.tgz");
}

const into = () => join(ground.path, "into");

describe("archive.extract", () => {
  test("extracts bytes as it does files, and has a synchronous twin", async () => {
    const path = packed();
    await archive.extract(path, into());
    const expected = describeTree(into());
    await archive.extractBytes(readFileSync(path), join(ground.path, "bytes"));
    archive.extractSync(path, join(ground.path, "sync"));
    expect(describeTree(join(ground.path, "bytes"))).toEqual(expected);
    expect(describeTree(join(ground.path, "sync"))).toEqual(expected);
  });

  test("reports bytes of the archive as progress, up to its size", async () => {
    const path = packed();
    const told: { done: number; total?: number | null }[] = [];
    await archive.extract(path, into(), { onProgress: (progress) => told.push(progress) });
    const size = readFileSync(path).length;
    expect(told.at(-1)).toMatchObject({ done: size, total: size });
  });

  test("ends when its signal aborts, and leaves nothing", async () => {
    tool("truncate", ["-s", "300M", "zeros"]);
    tool("tar", ["-cf", "zeros.tar", "zeros"]);
    const abort = new AbortController();
    const error = await failure(() =>
      archive.extract(join(ground.path, "zeros.tar"), into(), {
        signal: abort.signal,
        onProgress: () => abort.abort(),
      }),
    );
    expect(error.code).toBe("ERR_PINTLE_CANCELLED");
    expect(readdirSync(ground.path).sort()).toEqual(["zeros", "zeros.tar"]);
  });

  test("makes no file unless the whole archive is good", async () => {
    const path = packed();
    const data = readFileSync(path);
    writeFileSync(path, data.subarray(0, data.length - 4));
    mkdirSync(into());
    const error = await failure(() => archive.extract(path, into()));
    expect(error).toMatchObject({ code: "ERR_PINTLE_ARCHIVE_CORRUPT", pointer: "/archive" });
    expect(readdirSync(into())).toEqual([]);
  });

  test.each([
    ["zeros.tgz", "tar", ["-czf", "zeros.tgz", "zeros"]],
    ["zeros.tar.zst", "tar", ["--zstd", "-cf", "zeros.tar.zst", "zeros"]],
    ["zeros.zip", "zip", ["-q", "zeros.zip", "zeros"]],
  ])("reads %s, which only has a high ratio", async (name, program, args) => {
    tool("truncate", ["-s", "80M", "zeros"]);
    tool(program, args);
    const path = join(ground.path, name);
    expect((await archive.extract(path, into())).bytes).toBe(80 * 2 ** 20);
    const error = await failure(() => archive.extract(path, into(), { maxBytes: 2 ** 20 }));
    expect(error).toMatchObject({ code: "ERR_PINTLE_ARCHIVE_LIMIT", pointer: "/archive" });
  });

  test("stops a bomb before it fills the disk", { timeout: 120_000 }, async () => {
    tool("truncate", ["-s", "1100M", "zeros"]);
    tool("tar", ["--zstd", "-cf", "bomb.tar.zst", "zeros"]);
    const path = join(ground.path, "bomb.tar.zst");
    for (const read of [() => archive.list(path), () => archive.extract(path, into())]) {
      const error = await failure(read);
      expect(error).toMatchObject({ code: "ERR_PINTLE_ARCHIVE_LIMIT", pointer: "/archive" });
      expect(error.message).toContain("250 times");
    }
    expect(readdirSync(ground.path)).toEqual(["bomb.tar.zst", "zeros"]);
    expect((await archive.list(path, { maxRatio: 1e6 })).count).toBe(1);
  });

  test("does the same through a plan", async () => {
    const path = packed();
    const unpacked = plan((p) => p.archive.extract(path, into()));
    expect((await unpacked.run()).files).toBeGreaterThan(0);
  });

  test.each([
    ["no archive", "missing", {}, "ERR_PINTLE_IO", "/archive"],
    ["a folder", ".", {}, "ERR_PINTLE_IO", "/archive"],
    ["a device", "/dev/null", {}, "ERR_PINTLE_INVALID_VALUE", "/archive"],
    ["a text", "text", {}, "ERR_PINTLE_ARCHIVE_UNSUPPORTED", "/archive"],
    ["a bad glob", "text", { glob: ["a", "["] }, "ERR_PINTLE_INVALID_VALUE", "/glob/1"],
    ["a bad exclude", "text", { exclude: ["["] }, "ERR_PINTLE_INVALID_VALUE", "/exclude/0"],
    ["a negative limit", "text", { maxBytes: -1 }, "ERR_PINTLE_INVALID_VALUE", "/maxBytes"],
    ["an unknown format", "text", { format: "rar" }, "ERR_PINTLE_INVALID_VALUE", "/format"],
    [
      "a negative strip",
      "text",
      { stripComponents: -1 },
      "ERR_PINTLE_OUT_OF_RANGE",
      "/stripComponents",
    ],
    ["an unknown option", "text", { strip: 1 }, "ERR_PINTLE_UNKNOWN_ARG", "/strip"],
  ])("refuses %s", async (_what, name, options, code, pointer) => {
    writeFileSync(join(ground.path, "text"), "text");
    const path = name.startsWith("/") ? name : join(ground.path, name);
    const error = await failure(() => archive.extract(path, into(), options as never));
    expect(error).toMatchObject({ code, pointer, command: "archive.extract" });
  });

  test("refuses a destination that is a file", async () => {
    writeFileSync(into(), "");
    const error = await failure(() => archive.extract(packed(), into()));
    expect(error).toMatchObject({ code: "ERR_PINTLE_IO", pointer: "/into" });
  });
});

describe("archive.list", () => {
  test("lists bytes as it does files, unsafe entries too", async () => {
    const path = packed();
    expect(await archive.listBytes(readFileSync(path))).toEqual(await archive.list(path));
    tool("tar", ["-cPf", "unsafe.tar", "--transform", "s,^,../,", "packed.tgz"]);
    const listed = await archive.list(join(ground.path, "unsafe.tar"));
    expect(listed).toMatchObject({ format: "tar", count: 1, paths: ["../packed.tgz"] });
  });

  test("says which name is not UTF-8", async () => {
    const latin = Buffer.from("caf\xe9", "latin1");
    writeFileSync(Buffer.concat([Buffer.from(`${ground.path}/`), latin]), "");
    tool("sh", ["-c", "tar -cf latin.tar caf*"]);
    const path = join(ground.path, "latin.tar");
    const error = await failure(() => archive.list(path));
    expect(error).toMatchObject({ code: "ERR_PINTLE_NOT_UTF8", pointer: "/archive" });
    // On Linux a name is a row of bytes, and survives.
    if (process.platform === "linux") {
      await archive.extract(path, into());
      expect(readdirSync(into(), { encoding: "buffer" })).toEqual([latin]);
    }
  });
});
