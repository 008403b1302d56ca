import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join, parse } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tree } from "../../index.ts";
import { failure } from "../failure.ts";

let root: string;
let target: string;
const cwd = process.cwd();
const { HOME } = process.env;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "pintle-remove-"));
  target = join(root, "target");
});
afterEach(() => {
  process.env.HOME = HOME;
  rmSync(root, { recursive: true, force: true });
});

function plant(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), path);
  }
}

describe("tree.remove", () => {
  test("removes a folder with all that is in it", async () => {
    plant("target/a", "target/b/c/d", "target/.hidden/e", "beside");
    mkdirSync(join(target, "empty"));
    symlinkSync("nowhere", join(target, "broken"));
    expect(await tree.remove(target)).toEqual({ files: 4, folders: 5 });
    expect(readdirSync(root)).toEqual(["beside"]);
  });

  test("removes many entries, of many folders and of one", async () => {
    plant(...Array.from({ length: 2000 }, (_, i) => `target/${i % 50}/${i}`));
    plant(...Array.from({ length: 1000 }, (_, i) => `target/all/${i}`));
    expect(tree.removeSync(target)).toEqual({ files: 3000, folders: 52 });
    expect(existsSync(target)).toBe(false);
  });

  test("removes a chain of folders that no path could name", async () => {
    // Each is entered by its name alone.
    const depth = 500;
    mkdirSync(target);
    process.chdir(target);
    try {
      for (let i = 0; i < depth; i++) {
        mkdirSync("a-folder-with-a-long-name");
        process.chdir("a-folder-with-a-long-name");
      }
    } finally {
      process.chdir(cwd);
    }
    expect(await tree.remove(target)).toEqual({ files: 0, folders: depth + 1 });
  });

  test("removes a file, and a link but not what it leads to", async () => {
    plant("file", "folder/a");
    symlinkSync("folder", join(root, "link"));
    mkdirSync(target);
    symlinkSync(join(root, "folder"), join(target, "link"));
    expect(await tree.remove(join(root, "file"))).toEqual({ files: 1, folders: 0 });
    expect(await tree.remove(`${root}/link/`)).toEqual({ files: 1, folders: 0 });
    expect(await tree.remove(target)).toEqual({ files: 1, folders: 1 });
    expect(readFileSync(join(root, "folder", "a"), "utf8")).toBe("folder/a");
  });

  test.runIf(process.platform === "linux")("removes names that are not UTF-8", async () => {
    mkdirSync(target);
    const name = Buffer.from([0x2f, 0x66, 0xff, 0x6f]);
    mkdirSync(Buffer.concat([Buffer.from(target), name]));
    writeFileSync(Buffer.concat([Buffer.from(target), name, name]), "");
    expect(await tree.remove(target)).toEqual({ files: 1, folders: 2 });
  });

  test("keeps the folder itself when asked to", async () => {
    plant("target/a", "target/b/c");
    expect(await tree.remove(target, { keepRoot: true })).toEqual({ files: 2, folders: 1 });
    expect(readdirSync(target)).toEqual([]);
    plant("file");
    expect(await failure(() => tree.remove(join(root, "file"), { keepRoot: true }))).toMatchObject({
      code: "ERR_PINTLE_IO",
      details: { errno: "ENOTDIR" },
    });
  });

  test("has nothing to do when there is nothing, unless there must be", async () => {
    for (const path of [target, join(target, "deeper")]) {
      expect(await tree.remove(path)).toEqual({ files: 0, folders: 0 });
      expect(await failure(() => tree.remove(path, { mustExist: true }))).toMatchObject({
        code: "ERR_PINTLE_IO",
        pointer: "/path",
        details: { errno: "ENOENT" },
      });
    }
  });

  test("reports how far it is", async () => {
    plant(...Array.from({ length: 100 }, (_, i) => `target/${i}`));
    const told: number[] = [];
    await tree.remove(target, { onProgress: ({ done }) => told.push(done) });
    expect(told.at(-1)).toBe(100);
  });

  test("can be cancelled", async () => {
    plant("target/a");
    const error = await failure(() => tree.remove(target, { signal: AbortSignal.abort() }));
    expect(error.code).toBe("ERR_PINTLE_CANCELLED");
    expect(existsSync(join(target, "a"))).toBe(true);
  });
});

describe("tree.remove refuses", () => {
  const refused = async (path: string) => {
    expect(await failure(() => tree.remove(path))).toMatchObject({
      code: "ERR_PINTLE_PROTECTED",
      pointer: "/path",
      command: "tree.remove",
    });
  };

  test.each<[string, () => string]>([
    ["/", () => parse(cwd).root],
    ["the working folder", () => "."],
    ["the working folder by its path", () => cwd],
    ["a folder around it", () => dirname(cwd)],
    ["the home folder", () => homedir()],
  ])("%s", async (_what, path) => {
    await refused(path());
    expect(await failure(() => tree.remove(path(), { keepRoot: true }))).toMatchObject({
      code: "ERR_PINTLE_PROTECTED",
    });
  });

  test("what has the home folder in it, also by way of a link", async () => {
    plant("target/home/a", "target/home/below/b");
    symlinkSync(root, join(root, "target", "home", "around"));
    symlinkSync(join(root, "target", "home"), join(root, "home-link"));
    process.env.HOME = join(root, "home-link");
    await refused(target);
    await refused(join(target, "home"));
    await refused(join(target, "home", "around", "target"));
    // A link to it is only a link, and what is in it is not protected.
    expect(await tree.remove(join(target, "home", "below"))).toMatchObject({ folders: 1 });
    expect(await tree.remove(join(root, "home-link"))).toEqual({ files: 1, folders: 0 });
    expect(existsSync(join(target, "home", "a"))).toBe(true);
  });

  test("unless it is explicitly allowed; but never /", async () => {
    plant("target/a");
    process.env.HOME = target;
    await refused(target);
    expect(await tree.remove(target, { allowProtected: true })).toEqual({ files: 1, folders: 1 });
    expect(
      await failure(() => tree.remove(parse(cwd).root, { allowProtected: true })),
    ).toMatchObject({ code: "ERR_PINTLE_PROTECTED" });
  });

  test.each<[string, string, () => unknown]>([
    ["ERR_PINTLE_INVALID_VALUE", "/path", () => tree.remove("")],
    ["ERR_PINTLE_INVALID_VALUE", "/path", () => tree.remove("..")],
    ["ERR_PINTLE_INVALID_TYPE", "/path", () => tree.remove(undefined as never)],
    ["ERR_PINTLE_UNKNOWN_ARG", "/force", () => tree.remove(root, { force: true } as never)],
  ])("nonsense: %s at %s", async (code, pointer, call) => {
    expect(await failure(call)).toMatchObject({ code, pointer });
  });
});
