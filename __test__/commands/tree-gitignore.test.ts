import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tree } from "../../index.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "pintle-gitignore-"));
  // Nobody's own settings count, neither for git nor for the walk.
  Object.assign(process.env, {
    HOME: root,
    XDG_CONFIG_HOME: root,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_SYSTEM: "/dev/null",
  });
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Plants files with their contents. */
function plant(files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

function git(folder: string, ...args: string[]): string {
  const author = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  return execFileSync("git", [...author, ...args], { cwd: folder, encoding: "utf8" });
}

/** What git lists, which the walk has to list too. */
async function listedByBoth(folder: string = root): Promise<string[]> {
  const listed = git(folder, "ls-files", "-co", "--exclude-standard", "-z");
  const expected = listed.split("\0").filter((path) => path !== "");
  const entries = await tree.walk(folder, { gitignore: true });
  expect(entries.errors).toEqual([]);
  expect(entries.paths).toEqual(expected.sort());
  return entries.paths;
}

describe("tree.walk with gitignore, as git does,", () => {
  test("leaves out what the files say", async () => {
    plant({
      ".gitignore": "*.log\n/build/\n",
      "src/.gitignore": "!keep.log\n*.tmp\n",
      "a.log": "",
      "b.txt": "",
      "build/c": "",
      "src/build/d": "",
      "src/keep.log": "",
      "src/e.tmp": "",
    });
    git(root, "init", "--quiet");
    const expected = [".gitignore", "b.txt", "src/.gitignore", "src/build/d", "src/keep.log"];
    expect(await listedByBoth()).toEqual(expected);
    expect((await tree.walk(root, { exclude: [".git"] })).count).toBe(8);
  });

  // What other tools read otherwise.
  test.each<[string, string, string[]]>([
    ["braces are not alternatives", "*.{js,ts}\n", ["a.js", "b.{js,ts}"]],
    ["a brace that is not closed is one character", "{a\n", ["{a", "a"]],
    ["a bracket that is not closed matches nothing", "[ab\n", ["[ab", "a"]],
    ["a rule that is only a ! says nothing", "*.log\n!\n", ["a.log", "b"]],
    ["a space after a backslash counts", "a\\  \n", ["a", "a "]],
    ["a tab at the end counts", "a\t\n", ["a", "a\t"]],
    ["classes have names", "[[:digit:]]*\n", ["1a", "a1", "[:d"]],
  ])("knows that %s", async (_what, rules, names) => {
    plant({ ".gitignore": rules, ...Object.fromEntries(names.map((name) => [name, ""])) });
    git(root, "init", "--quiet");
    await listedByBoth();
  });

  test("heeds the rules above the root, up to the repository's", async () => {
    plant({
      ".gitignore": "*\n",
      "repository/.gitignore": "*.log\n/src/b\n",
      "repository/src/a.log": "",
      "repository/src/b": "",
      "repository/src/c": "",
    });
    git(join(root, "repository"), "init", "--quiet");
    expect(await listedByBoth(join(root, "repository", "src"))).toEqual(["c"]);
    expect(await listedByBoth(join(root, "repository"))).toEqual([".gitignore", "src/c"]);
  });

  test("heeds info/exclude, of a worktree too", async () => {
    plant({ "main/a": "", "main/b": "", "main/src/a": "" });
    const main = join(root, "main");
    git(main, "init", "--quiet");
    git(main, "commit", "--quiet", "--allow-empty", "--message", "first");
    git(main, "worktree", "add", "--quiet", "../other");
    plant({ "main/.git/info/exclude": "/a\n", "other/a": "", "other/b": "" });
    expect(await listedByBoth(main)).toEqual(["b", "src/a"]);
    expect(await listedByBoth(join(root, "other"))).toEqual(["b"]);
  });

  test("heeds core.excludesFile, whose paths begin at the repository's root", async () => {
    plant({
      "settings/config": `[core]\n\texcludesFile = ${join(root, "settings", "ignore")}\n`,
      "settings/ignore": "/a\n*.log\n",
      "repository/.gitignore": "!keep.log\n",
      "repository/a": "",
      "repository/b.log": "",
      "repository/keep.log": "",
      "repository/src/a": "",
    });
    git(join(root, "repository"), "init", "--quiet");
    process.env.GIT_CONFIG_GLOBAL = join(root, "settings", "config");
    const expected = [".gitignore", "keep.log", "src/a"];
    expect(await listedByBoth(join(root, "repository"))).toEqual(expected);
  });
});

describe("tree.walk with gitignore, beyond git,", () => {
  test("works outside of a repository", async () => {
    plant({ ".gitignore": "*.log\n", "a.log": "", "src/b.log": "", "src/c": "" });
    expect((await tree.walk(root, { gitignore: true })).paths).toEqual([".gitignore", "src/c"]);
    expect((await tree.walk(join(root, "src"), { gitignore: true })).paths).toEqual(["c"]);
  });

  test("enters repositories inside, which have rules of their own", async () => {
    plant({
      ".git/HEAD": "",
      ".gitignore": "*.log\n",
      "inner/.git/HEAD": "",
      "inner/.gitignore": "*.tmp\n",
      "inner/a.log": "",
      "inner/b.tmp": "",
    });
    const { paths } = await tree.walk(root, { gitignore: true });
    expect(paths).toEqual([".gitignore", "inner/.gitignore", "inner/a.log"]);
  });

  test("leaves out hidden names that a rule takes back, when both are asked for", async () => {
    plant({ ".gitignore": "*\n!.env\n!a\n", ".env": "", a: "", b: "" });
    const options = { gitignore: true, skipHidden: true };
    expect((await tree.walk(root, options)).paths).toEqual(["a"]);
  });
});

describe("tree.walk with other files of rules", () => {
  test("heeds them without git's", async () => {
    plant({ ".ignore": "*.log\n", ".gitignore": "*\n", "a.log": "", "src/b.log": "", "src/c": "" });
    const { paths } = await tree.walk(root, { ignoreFiles: [".ignore"] });
    expect(paths).toEqual([".gitignore", ".ignore", "src/c"]);
  });

  test("holds them to be stronger than git's, and later names than earlier ones", async () => {
    plant({
      ".gitignore": "*.log\nbuild/\n",
      ".ignore": "!keep.log\n*.tmp\n",
      "src/.gitignore": "keep.log\n",
      "src/.mine": "!a.tmp\nc\n",
      "src/keep.log": "",
      "src/other.log": "",
      "src/a.tmp": "",
      "src/b.tmp": "",
      "src/c": "",
    });
    const options = { gitignore: true, ignoreFiles: [".ignore", ".mine"], exclude: ["**/.*"] };
    expect((await tree.walk(root, options)).paths).toEqual(["src/a.tmp", "src/keep.log"]);
    // The rules above the root hold too.
    expect((await tree.walk(join(root, "src"), options)).paths).toEqual(["a.tmp", "keep.log"]);
  });
});
