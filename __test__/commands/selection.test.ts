import { execFileSync } from "node:child_process";
import { cpSync, lstatSync, mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import picomatch from "picomatch";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { archive, hash, text, tree, type WalkOptions } from "../../index.ts";
import { folder, testFolder } from "../conformance/folder.ts";

type Selection = Omit<WalkOptions, "kinds" | "followSymlinks" | "stat" | "sorted">;

const { path: repository, remove } = folder();
const root = join(repository, "tree");

const sizes: Readonly<Record<string, number>> = {
  "a.ts": 1,
  ".hidden": 4,
  "empty.txt": 0,
  "note.log": 20,
  "sub/b.ts": 99,
  "sub/big.bin": 5000,
  "sub/hundred.txt": 100,
  "sub/deep/c.log": 101,
  "sub/deep/kept.log": 10,
  "sub/deep/deeper/d.ts": 7,
  ".folder/e.ts": 3,
  "build/f.js": 2,
};

beforeAll(() => {
  execFileSync("git", ["init", "--quiet", repository]);
  const files = Object.entries(sizes).map(([path, size]) => [path, "x".repeat(size)] as const);
  const rules = [
    [".gitignore", "*.log\n/build\n"],
    ["sub/deep/.gitignore", "!kept.log\n"],
    [".ignore", "*.bin\n!/build\n"],
  ] as const;
  for (const [path, content] of [...files, ...rules]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
});
afterAll(remove);

/** What a program of the system lists below the root. */
function listed(program: string, ...args: string[]): string[] {
  const output = execFileSync(program, args, { cwd: root, encoding: "utf8" });
  const paths = output.split("\n").filter((path) => path !== "");
  return paths.map((path) => path.replace(/^\.\//, "")).sort();
}

const find = (...tests: string[]) => listed("find", ".", ...tests, "-type", "f");
const git = (...rules: string[]) => listed("git", "ls-files", "--others", ...rules);
const matching = (globs: string[]) => {
  const matches = picomatch(globs, { dot: true });
  return find().filter((path) => matches(path));
};

/** Each option, and what is taken with it as others say who do not know us. */
const selections: readonly (readonly [string, Selection, () => string[]])[] = [
  ["nothing", {}, () => find()],
  ["glob", { glob: ["**/*.ts", "*.txt"] }, () => matching(["**/*.ts", "*.txt"])],
  [
    "exclude",
    { exclude: ["sub/deep", "**/*.js"] },
    () => find("-not", "-path", "./sub/deep/*", "-not", "-name", "*.js"),
  ],
  ["gitignore", { gitignore: true }, () => git("--exclude-standard")],
  ["ignoreFiles", { ignoreFiles: [".ignore"] }, () => git("--exclude-per-directory=.ignore")],
  ["skipHidden", { skipHidden: true }, () => find("-not", "-path", "*/.*")],
  ["maxDepth", { maxDepth: 2 }, () => find("-maxdepth", "2")],
  ["maxDepth: 0", { maxDepth: 0 }, () => find("-maxdepth", "0")],
  ["minSize", { minSize: 100 }, () => find("-size", "+99c")],
  ["maxSize", { maxSize: 100 }, () => find("-size", "-101c")],
  [
    "several",
    { gitignore: true, skipHidden: true, minSize: 1, maxSize: 99, maxDepth: 3, glob: ["sub/**"] },
    () => {
      const kept = git("--exclude-standard");
      const sized = find("-maxdepth", "3", "-size", "+0c", "-size", "-100c", "-path", "./sub/*");
      return sized.filter((path) => kept.includes(path) && !path.includes("/."));
    },
  ],
];

describe.each(selections)("%s", (_, options, judge) => {
  let expected: string[];
  beforeAll(() => {
    expected = judge();
  });

  test("tree.walk", () => {
    const { paths } = tree.walkSync(root, { ...options, kinds: ["file"] });
    expect([...paths].sort()).toEqual(expected);
  });

  test("tree.copy", async () => {
    const to = join(testFolder(), "copy");
    const { files } = await tree.copy(root, to, options);
    const copied = execFileSync("find", [".", "-type", "f"], { cwd: to, encoding: "utf8" });
    const paths = copied.split("\n").filter((path) => path !== "");
    expect(paths.map((path) => path.slice(2)).sort()).toEqual(expected);
    expect(files).toBe(expected.length);
  });

  test("tree.size", () => {
    const { files, bytes, folders } = tree.sizeSync(root, { ...options, kinds: ["file"] });
    const sum = expected.reduce((all, path) => all + statSync(join(root, path)).size, 0);
    expect({ files, bytes, folders }).toEqual({ files: expected.length, bytes: sum, folders: 0 });
  });

  test("hash.tree is that of a folder with no more in it", () => {
    const alone = testFolder();
    for (const path of expected) {
      cpSync(join(root, path), join(alone, path));
    }
    const { digest, count } = hash.treeSync(root, options);
    expect(digest).toBe(hash.treeSync(alone).digest);
    expect(count).toBe(expected.length);
  });

  test("text.search and text.replace", () => {
    const { searched, paths } = text.searchSync(root, "x", { ...options, mode: "files" });
    const replaced = text.replaceSync(root, "x", "y", options);
    expect([searched, replaced.searched]).toEqual([expected.length, expected.length]);
    const filled = expected.filter((path) => (sizes[path] ?? 0) > 0);
    expect([...paths].sort()).toEqual(filled);
    expect([...replaced.paths].sort()).toEqual(filled);
  });

  test("archive.create", () => {
    const packed = archive.createBytesSync(root, { ...options, format: "tar", kinds: ["file"] });
    const names = execFileSync("tar", ["--list"], { input: packed, encoding: "utf8" });
    expect(
      names
        .split("\n")
        .filter((name) => name !== "")
        .sort(),
    ).toEqual(expected);
  });
});

test("tree.copy with kinds makes folders as they are needed, and copies nothing else", async () => {
  const from = testFolder();
  mkdirSync(join(from, "a", "b"), { recursive: true });
  mkdirSync(join(from, "c"));
  writeFileSync(join(from, "a", "b", "file"), "x");
  symlinkSync("a", join(from, "link"));
  const copied = async (options: Parameters<typeof tree.copy>[2]) => {
    const to = join(testFolder(), "copy");
    await tree.copy(from, to, options);
    const output = execFileSync("find", [".", "-mindepth", "1"], { cwd: to, encoding: "utf8" });
    return output
      .split("\n")
      .filter((path) => path !== "")
      .sort();
  };
  expect(await copied({ kinds: ["directory"] })).toEqual(["./a", "./a/b", "./c"]);
  expect(await copied({ kinds: ["symlink"] })).toEqual(["./link"]);
  expect(await copied({ kinds: ["file"] })).toEqual(["./a", "./a/b", "./a/b/file"]);
  expect(await copied({ minSize: 2 })).toEqual([]);
});

test("a copy that takes a part gives the modes of what it takes alone", async () => {
  const from = testFolder();
  mkdirSync(join(from, "a"), { mode: 0o700 });
  writeFileSync(join(from, "a", "file"), "x");
  const mode = async (options: Parameters<typeof tree.copy>[2]) => {
    const to = join(testFolder(), "copy");
    await tree.copy(from, to, options);
    return lstatSync(join(to, "a")).mode & 0o777;
  };
  expect(await mode({ skipHidden: true, maxDepth: 3 })).toBe(0o700);
  expect(await mode({ kinds: ["file"] })).toBe(0o777 & ~process.umask());
});

describe("archive.create with a list of files", () => {
  const files = ["a.ts", "sub/big.bin", "sub/deep/c.log", "sub/deep", ".hidden"];
  const packed = (options: Parameters<typeof archive.createBytesSync>[1]) => {
    const bytes = archive.createBytesSync(root, { files, format: "tar", ...options });
    const names = execFileSync("tar", ["--list"], { input: bytes, encoding: "utf8" });
    return names.split("\n").filter((name) => name !== "");
  };

  test.each<[Selection & { kinds?: WalkOptions["kinds"] }, string[]]>([
    [{}, [".hidden", "a.ts", "sub/big.bin", "sub/deep/", "sub/deep/c.log"]],
    [{ skipHidden: true, maxSize: 101 }, ["a.ts", "sub/deep/c.log"]],
    [{ maxDepth: 2 }, [".hidden", "a.ts", "sub/big.bin", "sub/deep/"]],
    [{ kinds: ["directory"] }, ["sub/deep/"]],
    [{ exclude: ["sub/deep"], minSize: 2 }, [".hidden", "sub/big.bin"]],
  ])("selects among them: %o", (options, expected) => {
    expect(packed(options)).toEqual(expected);
  });

  test.each<[Selection, string]>([
    [{ gitignore: true }, "/gitignore"],
    [{ ignoreFiles: [".ignore"] }, "/ignoreFiles"],
  ])("cannot heed files of rules: %o", (options, pointer) => {
    expect(() => packed(options)).toThrowError(
      expect.objectContaining({ code: "ERR_PINTLE_INVALID_VALUE", pointer }),
    );
  });
});
