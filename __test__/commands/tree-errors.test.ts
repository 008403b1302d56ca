import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tree } from "../../index.ts";
import { failure } from "../failure.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "pintle-walk-"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe("a root that cannot be walked is an error", () => {
  test("when it is not there", async () => {
    const path = join(root, "missing");
    expect(await failure(() => tree.walk(path))).toMatchObject({
      code: "ERR_PINTLE_IO",
      command: "tree.walk",
      pointer: "/root",
      details: { path, errno: "ENOENT" },
    });
    expect((await failure(() => tree.walkSync(path))).pointer).toBe("/root");
  });

  test("when it is a file", async () => {
    const path = join(root, "file");
    writeFileSync(path, "");
    expect(await failure(() => tree.walk(path))).toMatchObject({
      code: "ERR_PINTLE_IO",
      pointer: "/root",
      details: { errno: "ENOTDIR" },
    });
  });
});

describe("options that say nothing sensible are errors", () => {
  test.each<[string, string, () => unknown]>([
    ["ERR_PINTLE_INVALID_VALUE", "/glob/1", () => tree.walk(root, { glob: ["a", "[b"] })],
    ["ERR_PINTLE_INVALID_VALUE", "/exclude/0", () => tree.walk(root, { exclude: ["{a"] })],
    ["ERR_PINTLE_INVALID_VALUE", "/kinds/0", () => tree.walk(root, { kinds: ["f" as never] })],
    [
      "ERR_PINTLE_INVALID_VALUE",
      "/ignoreFiles/1",
      () => tree.walk(root, { ignoreFiles: [".a", "b/c"] }),
    ],
    ["ERR_PINTLE_OUT_OF_RANGE", "/minSize", () => tree.walk(root, { minSize: Number.NaN })],
    ["ERR_PINTLE_INVALID_VALUE", "/root", () => tree.walk("")],
    ["ERR_PINTLE_INVALID_VALUE", "/root", () => tree.walk("a\0b")],
    ["ERR_PINTLE_OUT_OF_RANGE", "/maxDepth", () => tree.walk(root, { maxDepth: -1 })],
    ["ERR_PINTLE_INVALID_TYPE", "/glob", () => tree.walk(root, { glob: "*" as never })],
    ["ERR_PINTLE_INVALID_TYPE", "/signal", () => tree.walk(root, { signal: 1 as never })],
    ["ERR_PINTLE_UNKNOWN_ARG", "/globs", () => tree.walk(root, { globs: ["*"] } as never)],
    ["ERR_PINTLE_MISSING_ARG", "/root", () => (tree.walk as () => unknown)()],
  ])("%s at %s", async (code, pointer, call) => {
    expect(await failure(call)).toMatchObject({ code, pointer, command: "tree.walk" });
  });
});

describe("what cannot be read does not end the walk", () => {
  // Not every file system takes such names.
  test.runIf(process.platform === "linux")("names that are not UTF-8", async () => {
    const name = Buffer.from([0x66, 0xff, 0x6f]);
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), name]), "");
    writeFileSync(join(root, "fine"), "");
    // A walk that replaced the bytes would give a path that leads nowhere.
    expect(readdirSync(root)).toContain("f\ufffdo");
    const { paths, errors } = await tree.walk(root);
    expect(paths).toEqual(["fine"]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ path: "f\ufffdo", code: "ERR_PINTLE_NOT_UTF8" });
  });

  test("folders that are closed", async () => {
    mkdirSync(join(root, "closed"));
    writeFileSync(join(root, "open"), "");
    chmodSync(join(root, "closed"), 0o000);
    // Nothing is closed to root, nor by these bits on Windows.
    const isClosed = process.platform !== "win32" && process.getuid?.() !== 0;
    try {
      const { paths, errors } = await tree.walk(root);
      expect(paths).toEqual(["open"]);
      expect(errors.map(({ path, code }) => [path, code])).toEqual(
        isClosed ? [["closed", "ERR_PINTLE_IO"]] : [],
      );
    } finally {
      chmodSync(join(root, "closed"), 0o700);
    }
  });
});

describe("symbolic links", () => {
  beforeEach(() => {
    mkdirSync(join(root, "folder"));
    writeFileSync(join(root, "folder", "file"), "content");
    symlinkSync("folder", join(root, "there"));
    symlinkSync("nowhere", join(root, "broken"));
  });

  test("are entries of their own when they are not followed", async () => {
    const { paths, kinds, sizes } = await tree.walk(root, { stat: true });
    expect(paths).toEqual(["broken", "folder/file", "there"]);
    expect([...kinds]).toEqual([2, 0, 2]);
    // The size of a link is the length of its target.
    expect(sizes).toEqual(Float64Array.of("nowhere".length, "content".length, "folder".length));
  });

  test("are what they lead to when they are followed, and errors where they lead nowhere", async () => {
    const { paths, kinds, errors } = await tree.walk(root, { followSymlinks: true });
    expect(paths).toEqual(["folder/file", "there/file"]);
    expect([...kinds]).toEqual([0, 0]);
    expect(errors.map(({ path, code }) => [path, code])).toEqual([["broken", "ERR_PINTLE_IO"]]);
  });

  test("that lead back are errors when they are followed", async () => {
    symlinkSync("..", join(root, "folder", "up"));
    const { paths, errors } = await tree.walk(root, { followSymlinks: true });
    expect(paths).toContain("folder/file");
    expect(errors.map(({ path }) => path)).toContain("folder/up");
  });
});

describe("a walk can be cancelled", () => {
  test("before it starts", async () => {
    const reason = new Error("enough");
    const error = await failure(() => tree.walk(root, { signal: AbortSignal.abort(reason) }));
    expect(error).toMatchObject({ code: "ERR_PINTLE_CANCELLED", command: "tree.walk" });
    expect(error.cause).toBe(reason);
  });

  test("while it runs", async () => {
    // Each folder leads to the next in two ways: a walk that follows both would take years.
    for (let depth = 0; depth < 60; depth++) {
      mkdirSync(join(root, `${depth}`));
      symlinkSync(`../${depth + 1}`, join(root, `${depth}`, "left"));
      symlinkSync(`../${depth + 1}`, join(root, `${depth}`, "right"));
    }
    mkdirSync(join(root, "60"));
    const abort = new AbortController();
    const reason = new Error("enough");
    const walk = tree.walk(root, { signal: abort.signal, followSymlinks: true });
    abort.abort(reason);
    const error = await failure(() => walk);
    expect(error.code).toBe("ERR_PINTLE_CANCELLED");
    expect(error.cause).toBe(reason);
    // The next walk is whole.
    const { signal } = new AbortController();
    expect((await tree.walk(root, { signal })).count).toBe(120);
  });
});
