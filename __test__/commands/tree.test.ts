import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tree, type WalkOptions } from "../../index.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "pintle-walk-"));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Plants files whose content is their path. */
function plant(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), path);
  }
}

async function paths(options: WalkOptions = {}): Promise<string[]> {
  const entries = await tree.walk(root, options);
  expect(entries.errors).toEqual([]);
  expect(entries.count).toBe(entries.paths.length);
  expect(entries.kinds.length).toBe(entries.count);
  return entries.paths;
}

describe("tree.walk", () => {
  test("lists files below the root, sorted by the bytes of their paths", async () => {
    plant("b", "a/c", "a.txt", "a/b/d", "é", "Z", ".hidden");
    mkdirSync(join(root, "empty"));
    const expected = [".hidden", "Z", "a.txt", "a/b/d", "a/c", "b", "é"];
    expect(await paths()).toEqual(expected);
    expect(tree.walkSync(root).paths).toEqual(expected);
    expect((await paths({ sorted: false })).sort()).toEqual([...expected].sort());
  });

  test("returns the kind of each entry", async () => {
    plant("folder/file");
    symlinkSync("folder", join(root, "link"));
    const entries = await tree.walk(root, { kinds: ["file", "directory", "symlink"] });
    expect(entries.paths).toEqual(["folder", "folder/file", "link"]);
    expect([...entries.kinds]).toEqual([1, 0, 2]);
    expect(await paths({ kinds: ["directory"] })).toEqual(["folder"]);
    expect(await paths({ kinds: ["symlink"] })).toEqual(["link"]);
    expect(await paths({ kinds: [] })).toEqual([]);
  });

  test("returns sizes and times only with stat", async () => {
    plant("a", "b/longer");
    utimesSync(join(root, "a"), 1_000_000, 1_000_000.25);
    const plain = await tree.walk(root);
    expect([plain.sizes, plain.mtimesMs]).toEqual([null, null]);
    const { sizes, mtimesMs } = await tree.walk(root, { stat: true });
    expect(sizes).toEqual(Float64Array.of("a".length, "b/longer".length));
    expect(mtimesMs?.[0]).toBe(1_000_000_250);
    expect(mtimesMs?.[1]).toBeCloseTo(statSync(join(root, "b/longer")).mtimeMs, 2);
  });

  test("goes down as many levels as allowed", async () => {
    plant("a", "b/c", "b/d/e");
    expect(await paths({ maxDepth: 0 })).toEqual([]);
    expect(await paths({ maxDepth: 1 })).toEqual(["a"]);
    expect(await paths({ maxDepth: 2 })).toEqual(["a", "b/c"]);
    expect(await paths({ maxDepth: null })).toEqual(["a", "b/c", "b/d/e"]);
  });

  test("leaves out hidden names when asked to, and what is in hidden folders", async () => {
    plant(".a", "b/.c", ".d/e", "f");
    expect(await paths({ skipHidden: true })).toEqual(["f"]);
  });

  test("lists only files of the sizes that are asked for", async () => {
    plant("a", "bc/d", "bc/longer");
    symlinkSync("a", join(root, "link"));
    expect(await paths({ minSize: 2 })).toEqual(["bc/d", "bc/longer"]);
    expect(await paths({ maxSize: 4 })).toEqual(["a", "bc/d"]);
    expect(await paths({ minSize: 4, maxSize: 4 })).toEqual(["bc/d"]);
    expect((await tree.walk(root, { minSize: 4 })).sizes).toBeNull();
  });

  test("returns everything in a folder with many entries, in order", async () => {
    const names = Array.from({ length: 1000 }, (_, i) => `${i}`).sort();
    plant(...names.filter((name) => name !== "5"), "5/a", "5-");
    const expected = [...names.filter((name) => name !== "5"), "5-", "5/a"].sort();
    for (const options of [{}, { stat: true }]) {
      expect(await paths(options)).toEqual(expected);
    }
  });

  test("takes a root that is a link, and one with a trailing slash", async () => {
    plant("folder/file");
    symlinkSync("folder", join(root, "link"));
    expect((await tree.walk(join(root, "link"))).paths).toEqual(["file"]);
    expect((await tree.walk(`${root}/folder/`)).paths).toEqual(["file"]);
  });
});

describe("globs", () => {
  test.each<[string, string[]]>([
    ["*", ["a.ts", "b.js"]],
    ["*.ts", ["a.ts"]],
    ["**/*.ts", ["a.ts", "src/c.ts", "src/deep/d.ts"]],
    ["src/*", ["src/c.ts"]],
    ["src/**", ["src/c.ts", "src/deep/d.ts", "src/deep/e.md"]],
    ["?.js", ["b.js"]],
    ["[a-b].*", ["a.ts", "b.js"]],
    ["**/*.{js,md}", ["b.js", "src/deep/e.md"]],
    ["src/*/d.ts", ["src/deep/d.ts"]],
    ["{src,lib}/*.ts", ["src/c.ts"]],
    ["src/deep/e.md", ["src/deep/e.md"]],
    ["src", []],
  ])("%s matches whole paths", async (glob, expected) => {
    plant("a.ts", "b.js", "src/c.ts", "src/deep/d.ts", "src/deep/e.md");
    expect(await paths({ glob: [glob] })).toEqual(expected);
  });

  test("are alternatives, and none of them match nothing", async () => {
    plant("a.ts", "b.js", "c.md");
    expect(await paths({ glob: ["*.ts", "*.md"] })).toEqual(["a.ts", "c.md"]);
    expect(await paths({ glob: [] })).toEqual([]);
    expect(await paths({ glob: null })).toEqual(["a.ts", "b.js", "c.md"]);
  });

  test("that exclude keep whole folders out", async () => {
    plant("a.ts", "node_modules/b.ts", "src/node_modules/c.ts", "src/d.ts");
    expect(await paths({ exclude: ["**/node_modules"] })).toEqual(["a.ts", "src/d.ts"]);
    expect(await paths({ glob: ["**/*.ts"], exclude: ["src/*"] })).toEqual([
      "a.ts",
      "node_modules/b.ts",
    ]);
  });
});
