import { spawnSync } from "node:child_process";
import {
  chmodSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { rgPath } from "@vscode/ripgrep";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ReplaceOptions, text } from "../../index.ts";
import { failure } from "../failure.ts";
import { folderOf, read } from "./text-files.ts";

const write = true;

/** A reference to a group, with braces. */
const group = (name: string) => `$\{${name}}`;

describe("text.replace", () => {
  test("says what it would do, and does nothing", async () => {
    const files = { a: "one\ntwo one\n", b: "two\n", c: "one\0" };
    const root = folderOf(files);
    const found = await text.replace(root, "(o)ne", `${group("1")}_$0`);
    expect(found).toEqual({
      count: 2,
      paths: ["a"],
      counts: Uint32Array.of(2),
      edits: {
        files: Uint32Array.of(0, 0),
        numbers: Uint32Array.of(1, 2),
        before: ["one", "two one"],
        after: ["o_one", "two o_one"],
        lossy: new Uint32Array(),
      },
      written: false,
      searched: 3,
      binary: 1,
      errors: [],
    });
    for (const [name, content] of Object.entries(files)) {
      expect(read(root, name)).toBe(content);
    }
  });

  test("writes what it says, and leaves the rest as it is", () => {
    const root = folderOf({ a: "one\r\ntwo\r\none", b: "two\n", c: "one\0" });
    chmodSync(join(root, "a"), 0o751);
    const state = () => {
      const { ino, mtimeNs, ctimeNs } = statSync(join(root, "b"), { bigint: true });
      return { ino, mtimeNs, ctimeNs };
    };
    const untouched = state();
    const preview = text.replaceSync(root, "one$", "1");
    expect(text.replaceSync(root, "one$", "1", { write })).toEqual({ ...preview, written: true });
    expect([read(root, "a"), read(root, "c")]).toEqual(["1\r\ntwo\r\n1", "one\0"]);
    expect(statSync(join(root, "a")).mode & 0o7777).toBe(0o751);
    expect(state()).toEqual(untouched);
    expect(readdirSync(root).sort()).toEqual(["a", "b", "c"]);
    expect(text.replaceSync(root, "one$", "1", { write }).count).toBe(0);
  });

  test("replaces what ripgrep would", () => {
    const piece = fc.constantFrom("foo", "bar", "ž", "🐎", " ", "x", "\n", "\n", "\r\n");
    const end = fc.constantFrom("\n", "\r\n");
    const parts = fc.array(piece, { maxLength: 30 });
    const content = fc.tuple(parts, end).map(([parts, end]) => parts.join("") + end);
    const change = fc.constantFrom<[string, string, ReplaceOptions]>(
      ["foo", "bar", {}],
      ["(f)(o+)", "$2$1", {}],
      ["(?<first>ba)(r)", `${group("first")}-$first-$$-$0`, {}],
      ["^", "> ", {}],
      ["$", "<", {}],
      ["\\w+", "", {}],
      ["o x", "$1", { literal: true }],
      ["foo\\s+bar", "$0$0", { multiline: true }],
      ["\\n", "+", { multiline: true }],
      ["x", "X", { wholeWords: true }],
      ["FOO", "y", { case: "insensitive" }],
    );
    fc.assert(
      fc.property(content, change, (content, [pattern, replacement, options]) => {
        const root = folderOf({ file: content });
        const flags = [
          ...(options.literal ? ["--fixed-strings"] : []),
          ...(options.multiline ? ["--multiline"] : []),
          ...(options.wholeWords ? ["--word-regexp"] : []),
          ...(options.case ? ["--ignore-case"] : []),
        ];
        const literal = options.literal ? replacement.replaceAll("$", "$$$$") : replacement;
        const args = ["--passthru", "--no-config", "--crlf", "-IN", ...flags, "-r", literal];
        const { stdout } = spawnSync(rgPath, [...args, "-e", pattern, "file"], { cwd: root });
        text.replaceSync(root, pattern, replacement, { ...options, write });
        // ripgrep ends every line that it prints, the last one too, and in blocks of several as it likes.
        const compared = (text: string) => {
          const lines = options.multiline ? text.replaceAll("\r\n", "\n") : text;
          return lines.replace(/\r?\n$/, "");
        };
        expect(compared(read(root, "file"))).toBe(compared(stdout.toString()));
      }),
      { numRuns: 150 },
    );
  });

  test("replaces what is empty, but not inside of a character", () => {
    const root = folderOf({ a: "🐎x\n\nž" });
    expect(text.replaceSync(root, "x*", "-", { write }).count).toBe(5);
    expect(read(root, "a")).toBe("-🐎-\n-\n-ž-");
    expect(text.replaceSync(root, "$", ";", { write }).count).toBe(3);
    expect(read(root, "a")).toBe("-🐎-;\n-;\n-ž-;");
  });

  test("keeps the encoding, and bytes that are not text", () => {
    const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");
    const root = folderOf({
      big: utf16("ž one").swap16(),
      latin: Buffer.from("ä one\nä\n", "latin1"),
      little: utf16("ž one"),
      marked: "\ufeffone",
    });
    const found = text.replaceSync(root, "(o)ne", `${group("1")}ř`, { write });
    expect(found).toMatchObject({ count: 4, errors: [] });
    expect(found.edits.lossy).toEqual(Uint32Array.of(1));
    const bytes = (name: string) => readFileSync(join(root, name));
    expect(bytes("big")).toEqual(utf16("ž oř").swap16());
    expect(bytes("little")).toEqual(utf16("ž oř"));
    expect(bytes("marked").toString()).toBe("\ufeffoř");
    expect(bytes("latin")).toEqual(
      Buffer.concat([
        Buffer.from("ä one\nä\n", "latin1").subarray(0, 2),
        Buffer.from("oř\n"),
        Buffer.of(0xe4, 10),
      ]),
    );
  });

  test("does not write through links, nor to what is read-only", () => {
    const outside = folderOf({ a: "one" });
    const root = folderOf({ locked: "one", open: "one" });
    symlinkSync(join(outside, "a"), join(root, "link"));
    symlinkSync(outside, join(root, "folder"));
    chmodSync(join(root, "locked"), 0o444);
    const found = text.replaceSync(root, "one", "two", { write });
    expect(found.paths).toEqual(["open"]);
    expect(found.errors).toMatchObject([{ path: "locked", code: "ERR_PINTLE_IO" }]);
    expect([read(outside, "a"), read(root, "locked"), read(root, "open")]).toEqual([
      "one",
      "one",
      "two",
    ]);
  });

  test("skips what a killed process has left behind", () => {
    const root = folderOf({ "a/.pintle-1-2-3.tmp": "one", b: "one" });
    expect(text.replaceSync(root, "one", "two", { write }).paths).toEqual(["b"]);
    expect(text.searchSync(root, "one").paths).toEqual([]);
  });

  test.each([
    ["/pattern", "(", "", {}],
    ["/replacement", "(a)", "$2", {}],
    ["/replacement", "(a)", "$1st", {}],
    ["/replacement", "(a)", "$&", {}],
    ["/replacement", "(a)", "5 $", {}],
    ["/glob/0", "a", "b", { glob: ["["] }],
  ])("refuses what is wrong at %s", async (pointer, pattern, replacement, options) => {
    const error = await failure(() => text.replace(".", pattern, replacement, options));
    expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_VALUE", pointer });
  });

  test("reports files whose names are not UTF-8", () => {
    const root = folderOf({ a: "one" });
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.of(0xff)]), "one");
    const found = text.replaceSync(root, "one", "two", { write });
    expect(found.paths).toEqual(["a"]);
    expect(found.errors).toMatchObject([{ path: "\ufffd", code: "ERR_PINTLE_NOT_UTF8" }]);
  });
});

describe("text.replace and version control", () => {
  const files = {
    ".git/HEAD": "ref: refs/heads/main\n",
    "sub/.git": "gitdir: ../main\n",
    "sub/.hg/store": "main\n",
    "sub/.svn/entries": "main\n",
    ".gitignore": "main\n",
    ".github/main.yml": "main\n",
    a: "main\n",
  };
  const changed = (options: ReplaceOptions) =>
    text.replaceSync(folderOf(files), "main", "trunk", options).paths;

  test("leaves alone what it keeps for itself", () => {
    expect(changed({ write })).toEqual([".github/main.yml", ".gitignore", "a"]);
    expect(changed({ glob: ["**"] })).toEqual([".github/main.yml", ".gitignore", "a"]);
    expect(changed({ glob: ["**/.git*", "**/.git*/**"] })).toEqual([
      ".github/main.yml",
      ".gitignore",
    ]);
  });

  test("replaces in it where a glob names it", () => {
    expect(changed({ glob: ["**/.git/**", "a"] })).toEqual([".git/HEAD", "a"]);
    expect(changed({ glob: ["sub/{.git,x}"] })).toEqual(["sub/.git"]);
    const root = folderOf(files);
    expect(text.replaceSync(join(root, ".git"), "main", "trunk").paths).toEqual(["HEAD"]);
    expect(text.searchSync(root, "main").paths).toHaveLength(7);
  });

  test("a repository is on its branch after a rename", () => {
    const root = folderOf({ a: "main\n" });
    const git = (...args: string[]) =>
      spawnSync("git", args, { cwd: root, encoding: "utf8" }).stdout;
    git("init", "--initial-branch=main");
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--allow-empty", "-m", "main");
    const commit = git("rev-parse", "main");
    expect(commit).toMatch(/^[0-9a-f]{40}\n$/);
    expect(text.replaceSync(root, "main", "trunk", { write }).paths).toEqual(["a"]);
    expect(git("rev-parse", "HEAD")).toBe(commit);
  });
});
