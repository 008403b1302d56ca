import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tree } from "../../index.ts";
import { failure } from "../failure.ts";

const onUnix = process.platform !== "win32";

let root: string;
let from: string;
let to: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "pintle-copy-"));
  from = join(root, "from");
  to = join(root, "to");
  mkdirSync(from);
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Plants files whose content is their path. */
function plant(folder: string, ...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path);
  }
}

/** Every entry with its mode, the time of its last change and its target, as `find` sees them. */
function listing(folder: string): string[] {
  const format = "%P %y %m %T@ %s %l\\n";
  const text = execFileSync("find", [folder, "-not", "-type", "d", "-printf", format], {
    encoding: "utf8",
  });
  // The size of a folder is the file system's affair.
  const folders = execFileSync("find", [folder, "-type", "d", "-printf", "%P %m %T@\\n"], {
    encoding: "utf8",
  });
  return [...text.split("\n"), ...folders.split("\n")].sort();
}

/** A tree with what makes copying hard. */
function plantAll(): void {
  plant(from, "a", "deep/er/b", "deep/c", ".hidden/d", "é 日本", "empty/x");
  rmSync(join(from, "empty", "x"));
  writeFileSync(join(from, "nothing"), "");
  writeFileSync(join(from, "large"), Buffer.alloc(3_000_000, "large "));
  symlinkSync("deep/c", join(from, "link"));
  symlinkSync("nowhere", join(from, "broken"));
  symlinkSync("..", join(from, "deep", "up"));
  chmodSync(join(from, "a"), 0o751);
  chmodSync(join(from, "deep", "c"), 0o444);
  chmodSync(join(from, "deep", "er"), 0o555);
  chmodSync(join(from, ".hidden"), 0o700);
  lutimesSync(join(from, "link"), 1_000_000, 1_000_000.25);
  utimesSync(join(from, "a"), 1_234_567, 7_654_321.125);
  for (const folder of ["deep/er", "deep", "empty", "."]) {
    utimesSync(join(from, folder), 2_000_000, 2_000_000.5);
  }
}

describe.runIf(process.platform === "linux")("tree.copy copies what cp -a copies", () => {
  test("with modes and times, links as links", async () => {
    plantAll();
    const result = await tree.copy(from, to);
    expect(result).toMatchObject({ files: 7, folders: 4, links: 3, skipped: 0, errors: [] });
    const sizes = ["a", "deep/er/b", "deep/c", ".hidden/d", "é 日本"].map(
      (path) => Buffer.from(path).length,
    );
    expect(result.bytes).toBe(sizes.reduce((sum, size) => sum + size, 3_000_000));
    const reference = join(root, "reference");
    execFileSync("cp", ["-a", from, reference]);
    execFileSync("diff", ["-r", "--no-dereference", reference, to]);
    expect(listing(to)).toEqual(listing(reference));
    chmodSync(join(to, "deep", "er"), 0o755);
    chmodSync(join(from, "deep", "er"), 0o755);
    chmodSync(join(reference, "deep", "er"), 0o755);
  });

  test("with names that are not UTF-8", async () => {
    const name = Buffer.from([0x66, 0xff, 0x6f]);
    const inside = (folder: string) => Buffer.concat([Buffer.from(`${folder}/`), name]);
    mkdirSync(inside(from));
    writeFileSync(Buffer.concat([inside(from), Buffer.from("/"), name]), "content");
    expect(await tree.copy(from, to)).toMatchObject({ files: 1, folders: 1, errors: [] });
    execFileSync("diff", ["-r", from, to]);
    expect(readdirSync(to, { encoding: "buffer" })).toEqual([name]);
  });

  test("with the holes of files", async () => {
    const sparse = join(from, "sparse");
    writeFileSync(sparse, "start");
    truncateSync(sparse, 512 * 1024 * 1024);
    await tree.copy(from, to);
    const copy = statSync(join(to, "sparse"));
    expect(copy.size).toBe(512 * 1024 * 1024);
    expect(copy.blocks * 512).toBeLessThan(1024 * 1024);
    expect(readFileSync(join(to, "sparse")).subarray(0, 6).toString()).toBe("start\0");
  });

  test("of many files in one folder, too", async () => {
    plant(from, ...Array.from({ length: 1000 }, (_, i) => `file-${i}`));
    expect((await tree.copy(from, to)).files).toBe(1000);
    execFileSync("diff", ["-r", from, to]);
  });
});

describe("tree.copy", () => {
  test("copies one file, and one link, to the place that is named", async () => {
    plant(from, "a");
    symlinkSync("a", join(from, "link"));
    expect(await tree.copy(join(from, "a"), join(to, "new", "b"))).toMatchObject({ files: 1 });
    expect(readFileSync(join(to, "new", "b"), "utf8")).toBe("a");
    expect(tree.copySync(join(from, "link"), join(to, "link"))).toMatchObject({ links: 1 });
    expect(readlinkSync(join(to, "link"))).toBe("a");
  });

  test.runIf(onUnix)(
    "copies the folder that a link with a slash leads to, as cp does",
    async () => {
      plant(from, "folder/a");
      symlinkSync("folder", join(from, "link"));
      symlinkSync("folder/a", join(from, "file"));
      for (const [index, path] of ["link/", "link/.", "folder/", "link"].entries()) {
        const [ours, theirs] = [join(root, `ours${index}`), join(root, `theirs${index}`)];
        await tree.copy(`${from}/${path}`, ours);
        execFileSync("cp", ["-a", `${from}/${path}`, theirs]);
        expect(listing(ours)).toEqual(listing(theirs));
      }
      for (const path of ["file/", "folder/a/"]) {
        const error = await failure(() => tree.copy(`${from}/${path}`, to));
        expect(error).toMatchObject({ code: "ERR_PINTLE_IO", pointer: "/from" });
      }
      for (const path of ["folder/a", "link"]) {
        const error = await failure(() => tree.copy(`${from}/${path}`, `${root}/new/`));
        expect(error).toMatchObject({ code: "ERR_PINTLE_IO", pointer: "/to" });
      }
      expect(existsSync(join(root, "new"))).toBe(false);
      await tree.copy(`${from}/link/`, `${root}/new/`);
      expect(readdirSync(join(root, "new"))).toEqual(["a"]);
    },
  );

  test("merges folders, and leaves what is not copied", async () => {
    plant(from, "both/a");
    plant(to, "both/b", "c");
    await tree.copy(from, to);
    expect((await tree.walk(to)).paths).toEqual(["both/a", "both/b", "c"]);
  });

  test("copies what globs and git's rules leave", async () => {
    plant(from, "src/a.ts", "src/b.log", "src/sub/c.ts", "node_modules/d.ts");
    writeFileSync(join(from, ".gitignore"), "*.log\n");
    const result = await tree.copy(from, to, {
      glob: ["**/*.ts", "**/*.log"],
      exclude: ["node_modules"],
      gitignore: true,
    });
    expect(result).toMatchObject({ files: 2, folders: 0 });
    expect((await tree.walk(to)).paths).toEqual(["src/a.ts", "src/sub/c.ts"]);
  });

  test.runIf(onUnix)("makes hard links when asked to", async () => {
    plant(from, "a", "b/c");
    const result = await tree.copy(from, to, { hardLink: true });
    expect(result).toMatchObject({ files: 2, hardLinked: 2, bytes: 0 });
    expect(statSync(join(to, "b", "c")).ino).toBe(statSync(join(from, "b", "c")).ino);
    // Once more, over themselves and over another file.
    rmSync(join(to, "a"));
    writeFileSync(join(to, "a"), "other");
    expect(await tree.copy(from, to, { hardLink: true })).toMatchObject({ hardLinked: 2 });
    expect(statSync(join(to, "a")).ino).toBe(statSync(join(from, "a")).ino);
    expect(readdirSync(to).sort()).toEqual(["a", "b"]);
  });

  test("reports how far it is", async () => {
    plant(from, ...Array.from({ length: 100 }, (_, i) => `${i}`));
    const told: number[] = [];
    await tree.copy(from, to, { onProgress: ({ done }) => told.push(done) });
    expect(told.at(-1)).toBe(100);
    expect(told).toEqual([...told].sort((one, other) => one - other));
  });

  test("can be cancelled", async () => {
    plant(from, ...Array.from({ length: 100 }, (_, i) => `${i}`));
    const error = await failure(() => tree.copy(from, to, { signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ code: "ERR_PINTLE_CANCELLED", command: "tree.copy" });
  });
});

describe("what is there already", () => {
  const old = 1_000_000;
  beforeEach(() => {
    plant(from, "a", "b");
    plant(to, "a", "b");
    for (const name of ["a", "b"]) {
      writeFileSync(join(to, name), "there");
    }
    utimesSync(join(from, "a"), old, old);
    utimesSync(join(to, "b"), old, old);
    symlinkSync("a", join(from, "link"));
    symlinkSync("elsewhere", join(to, "link"));
    lutimesSync(join(from, "link"), old, old);
  });
  const contents = () => [
    readFileSync(join(to, "a"), "utf8"),
    readFileSync(join(to, "b"), "utf8"),
    readlinkSync(join(to, "link")),
  ];

  test("is replaced by default", async () => {
    linkSync(join(to, "a"), join(root, "second name"));
    expect(await tree.copy(from, to)).toMatchObject({ files: 2, links: 1, skipped: 0 });
    expect(contents()).toEqual(["a", "b", "a"]);
    // Replaced, not written over.
    expect(readFileSync(join(root, "second name"), "utf8")).toBe("there");
  });

  test("is replaced by what is newer", async () => {
    const result = await tree.copy(from, to, { overwrite: "ifNewer" });
    expect(result).toMatchObject({ files: 1, links: 0, skipped: 2 });
    expect(contents()).toEqual(["there", "b", "elsewhere"]);
  });

  test("is left when it must not be replaced", async () => {
    const result = await tree.copy(from, to, { overwrite: "never" });
    expect(result).toMatchObject({ files: 0, links: 0, skipped: 3 });
    expect(contents()).toEqual(["there", "there", "elsewhere"]);
  });

  test("is an error when that is asked for", async () => {
    const options = { overwrite: "error" } as const;
    expect(await failure(() => tree.copy(from, to, options))).toMatchObject({
      code: "ERR_PINTLE_IO",
      pointer: "/to",
      details: { errno: "EEXIST" },
    });
    plant(from, "new");
    const { files, errors } = await tree.copy(from, to, { ...options, keepGoing: true });
    expect([files, errors.map(({ path }) => path)]).toEqual([1, ["a", "b", "link"]]);
    expect(contents()).toEqual(["there", "there", "elsewhere"]);
  });

  test("is never a link that is followed", async () => {
    plant(root, "outside/x");
    plant(from, "folder/x");
    symlinkSync(join(root, "outside"), join(to, "folder"));
    expect(await failure(() => tree.copy(from, to))).toMatchObject({
      code: "ERR_PINTLE_IO",
      pointer: "/to",
    });
    expect(readFileSync(join(root, "outside", "x"), "utf8")).toBe("outside/x");
  });

  test("is not a folder in place of a file, or the other way round", async () => {
    plant(from, "one/x");
    writeFileSync(join(to, "one"), "");
    mkdirSync(join(to, "two"));
    writeFileSync(join(from, "two"), "");
    const { errors } = await tree.copy(from, to, { keepGoing: true });
    expect(errors.map(({ path }) => path)).toEqual(["one", "one/x", "two"]);
  });
});

describe("what cannot be copied", () => {
  test("is an error at its pointer", async () => {
    expect(await failure(() => tree.copy(join(root, "missing"), to))).toMatchObject({
      code: "ERR_PINTLE_IO",
      pointer: "/from",
      details: { errno: "ENOENT", path: join(root, "missing") },
    });
    writeFileSync(join(root, "file"), "");
    expect(await failure(() => tree.copy(from, join(root, "file")))).toMatchObject({
      code: "ERR_PINTLE_IO",
      pointer: "/to",
      details: { errno: "ENOTDIR" },
    });
  });

  test.each<[string, () => string]>([
    ["itself", () => from],
    ["a folder in itself", () => join(from, "a", "b")],
    ["itself by way of a link", () => join(root, "link", "a")],
    ["itself by another spelling", () => `${from}/../from/./x`],
  ])("is a folder into %s", async (_what, to) => {
    plant(from, "a/x");
    symlinkSync(from, join(root, "link"));
    expect(await failure(() => tree.copy(from, to()))).toMatchObject({
      code: "ERR_PINTLE_INSIDE_ITSELF",
      pointer: "/to",
    });
    expect((await tree.walk(from)).paths).toEqual(["a/x"]);
  });

  test("is a file onto itself", async () => {
    plant(from, "a");
    const error = await failure(() => tree.copy(join(from, "a"), join(from, "a")));
    expect(error.code).toBe("ERR_PINTLE_INSIDE_ITSELF");
  });

  test.runIf(onUnix)("is a pipe", async () => {
    plant(from, "a");
    execFileSync("mkfifo", [join(from, "pipe")]);
    const error = await failure(() => tree.copy(from, to));
    expect(error).toMatchObject({ code: "ERR_PINTLE_IO", pointer: "/from" });
    expect(error.message).toContain("is a pipe");
    const { files, errors } = await tree.copy(from, to, { keepGoing: true });
    expect([files, errors.map(({ path }) => path)]).toEqual([1, ["pipe"]]);
    expect(existsSync(join(to, "pipe"))).toBe(false);
  });

  test.each<[string, string, () => unknown]>([
    [
      "ERR_PINTLE_INVALID_VALUE",
      "/overwrite",
      () => tree.copy(from, to, { overwrite: "x" as never }),
    ],
    ["ERR_PINTLE_INVALID_VALUE", "/glob/0", () => tree.copy(from, to, { glob: ["["] })],
    ["ERR_PINTLE_INVALID_VALUE", "/to", () => tree.copy(from, "")],
    ["ERR_PINTLE_MISSING_ARG", "/to", () => (tree.copy as (from: string) => unknown)(from)],
    ["ERR_PINTLE_INVALID_TYPE", "/hardLink", () => tree.copy(from, to, { hardLink: 1 as never })],
  ])("is nonsense: %s at %s", async (code, pointer, call) => {
    expect(await failure(call)).toMatchObject({ code, pointer, command: "tree.copy" });
    expect(existsSync(to)).toBe(false);
  });
});
