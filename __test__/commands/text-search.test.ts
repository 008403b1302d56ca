import { execFileSync } from "node:child_process";
import { linkSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { plan, text } from "../../index.ts";
import { failure } from "../failure.ts";
import { folderOf } from "./text-files.ts";

describe("text.search", () => {
  test("returns files, lines and matches as columns", async () => {
    const root = folderOf({
      "b.txt": "nothing\nžluť 🐎 one, one\n",
      "a/one.txt": "one\r\n",
      "none.txt": "two\n",
    });
    const found = await text.search(root, "one");
    expect(found).toEqual({
      count: 3,
      paths: ["a/one.txt", "b.txt"],
      counts: Uint32Array.of(1, 2),
      lines: {
        files: Uint32Array.of(0, 1),
        numbers: Uint32Array.of(1, 2),
        texts: ["one", "žluť 🐎 one, one"],
        kinds: expect.any(Uint8Array),
        lossy: new Uint32Array(),
      },
      matches: {
        lines: Uint32Array.of(0, 1, 1),
        starts: Uint32Array.of(0, 8, 13),
        ends: Uint32Array.of(3, 11, 16),
      },
      truncated: false,
      searched: 3,
      binary: 0,
      errors: [],
    });
    expect(found.lines.texts[1]?.slice(8, 11)).toBe("one");
    expect(text.searchSync(root, "one")).toEqual(found);
  });

  test("chooses files as tree.walk does", () => {
    const root = folderOf({
      ".gitignore": "*.log\n",
      ".hidden": "x",
      "a.log": "x",
      "deep/er/c.ts": "x",
      "large.ts": `x${" ".repeat(100)}`,
      "src/a.ts": "x",
      "src/b.js": "x",
    });
    const paths = (options: Parameters<typeof text.searchSync>[2]) =>
      text.searchSync(root, "x", options).paths;
    expect(paths({ glob: ["**/*.ts"], exclude: ["deep"] })).toEqual(["large.ts", "src/a.ts"]);
    expect(paths({ gitignore: true, skipHidden: true, maxDepth: 2, maxSize: 50 })).toEqual([
      "src/a.ts",
      "src/b.js",
    ]);
    expect(paths({ glob: [] })).toEqual([]);
  });

  test("counts, or names files, without their lines", () => {
    const root = folderOf({ a: "x\nx x\n", b: "x\0x", c: "y" });
    const nothing = { files: new Uint32Array(), numbers: new Uint32Array(), texts: [] };
    const counted = text.searchSync(root, "x", { mode: "count" });
    expect(counted).toMatchObject({ count: 3, paths: ["a"], searched: 3, binary: 1 });
    expect(counted.counts).toEqual(Uint32Array.of(3));
    expect(counted.lines).toMatchObject(nothing);
    const named = text.searchSync(root, "x", { mode: "files", before: 1, after: 1 });
    expect(named).toMatchObject({ count: 1, paths: ["a"] });
    expect(named.lines).toMatchObject(nothing);
  });

  test("keeps to its limits, and always to the first matches", () => {
    const files = Array.from({ length: 300 }, (_, i) => [`${1000 + i}`, "x\nx x x\nx\n"]);
    const root = folderOf(Object.fromEntries(files));
    const perFile = text.searchSync(root, "x", { maxPerFile: 2 });
    expect(perFile.count).toBe(600);
    expect([...perFile.counts].every((count) => count === 2)).toBe(true);
    for (const mode of ["lines", "count"] as const) {
      const found = text.searchSync(root, "x", { mode, maxMatches: 7 });
      expect(found).toMatchObject({ count: 7, paths: ["1000", "1001"], truncated: true });
      expect(found.counts).toEqual(Uint32Array.of(5, 2));
      expect(found.lines.texts).toEqual(mode === "lines" ? ["x", "x x x", "x", "x", "x x x"] : []);
      expect(found.matches.lines.length).toBe(mode === "lines" ? 7 : 0);
    }
    expect(text.searchSync(root, "x", { maxMatches: 0 }).count).toBe(0);
    expect(text.searchSync(root, "x", { maxPerFile: 0 }).count).toBe(0);
    expect(text.searchSync(root, "x", { maxMatches: 1500 }).truncated).toBe(true);
    expect(text.searchSync(root, "x", { maxMatches: 1501 }).truncated).toBe(false);
  });

  test("finds what is empty, also where a file ends without a line's end", () => {
    const root = folderOf({ a: "ab\n\nc" });
    const places = (pattern: string) => {
      const { lines, matches } = text.searchSync(root, pattern);
      const numbers = Array.from(matches.lines, (line) => lines.numbers[line]);
      return Array.from(matches.starts, (start, i) => [numbers[i], start]);
    };
    const ends = [
      [1, 2],
      [2, 0],
      [3, 1],
    ];
    expect(places("$")).toEqual(ends);
    expect(places("^$")).toEqual([[2, 0]]);
    expect(places("x*")).toEqual([[1, 0], [1, 1], ...ends.slice(0, 2), [3, 0], [3, 1]]);
    expect(text.searchSync(root, "$", { multiline: true }).count).toBe(3);
  });

  test("says which lines are not UTF-8", () => {
    const root = folderOf({ latin: Buffer.from("ä x\nx\n", "latin1") });
    const { lines, matches } = text.searchSync(root, "x");
    expect(lines.texts).toEqual(["\ufffd x", "x"]);
    expect(lines.lossy).toEqual(Uint32Array.of(0));
    expect(matches.starts).toEqual(Uint32Array.of(2, 0));
  });

  test("reads UTF-16, and says when it is none", () => {
    const utf16 = Buffer.from("\ufeffone ž\none", "utf16le");
    const root = folderOf({ right: utf16, wrong: utf16.subarray(0, -1) });
    const found = text.searchSync(root, "ž");
    expect(found.lines.texts).toEqual(["one ž"]);
    expect(found.errors).toMatchObject([{ path: "wrong", code: "ERR_PINTLE_ENCODING" }]);
  });

  test.each([
    ["lines", 3_000_000],
    ["one line", 0],
  ])("searches files of many megabytes, with %s", (_what, every) => {
    const filler = Buffer.alloc(9_000_000, every > 0 ? `${"-".repeat(99)}\n` : "-");
    const root = folderOf({
      marked: Buffer.concat([Buffer.from("\ufeff"), filler, Buffer.from("needle\n")]),
      binary: Buffer.concat([Buffer.from("needle\n"), filler, Buffer.of(0)]),
    });
    for (const multiline of [false, true]) {
      const found = text.searchSync(root, "needle$", { multiline });
      expect(found).toMatchObject({ count: 1, paths: ["marked"], binary: 1, errors: [] });
      expect(found.lines.numbers).toEqual(Uint32Array.of(every > 0 ? 90_001 : 1));
    }
  });

  test("does not follow links, and does not wait for pipes", () => {
    const root = folderOf({ a: "x" });
    symlinkSync("a", join(root, "link"));
    execFileSync("mkfifo", [join(root, "pipe")]);
    expect(text.searchSync(root, "x")).toMatchObject({ paths: ["a"], searched: 1, errors: [] });
  });

  test.each([
    ["(", "unclosed group"],
    ["a(?=b)", "look-ahead and look-behind are not supported"],
    ["(a)\\1", "backreferences are not supported"],
    ["a\\nb", "set multiline"],
  ])("refuses the pattern %s", async (pattern, reason) => {
    const error = await failure(() => text.search(".", pattern));
    expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_VALUE", pointer: "/pattern" });
    expect(error.message).toContain(reason);
  });

  test.each([
    ["ERR_PINTLE_IO", "/root", "package.json", {}],
    ["ERR_PINTLE_IO", "/root", "gone", {}],
    ["ERR_PINTLE_INVALID_VALUE", "/exclude/0", ".", { exclude: ["["] }],
    ["ERR_PINTLE_INVALID_VALUE", "/mode", ".", { mode: "all" as never }],
    ["ERR_PINTLE_OUT_OF_RANGE", "/before", ".", { before: -1 }],
  ])("rejects with %s at %s", async (code, pointer, root, options) => {
    expect(await failure(() => text.search(root, "x", options))).toMatchObject({ code, pointer });
  });

  test("ends when its signal aborts, and reports bytes", async () => {
    const root = folderOf({ large: new Uint8Array(64_000_000).fill(10) });
    // So much that a search to the end takes many times longer than to hear of it.
    for (let i = 0; i < 500; i++) {
      linkSync(join(root, "large"), join(root, `${i}`));
    }
    const abort = new AbortController();
    const told: number[] = [];
    const onProgress = ({ done }: { done: number }) => {
      told.push(done);
      abort.abort();
    };
    const error = await failure(() => text.search(root, "x", { signal: abort.signal, onProgress }));
    expect(error.code).toBe("ERR_PINTLE_CANCELLED");
    expect(told[0]).toBeGreaterThan(0);
  });

  test("ends when its signal aborts within a line that would take minutes", async () => {
    const root = folderOf({ line: "a".repeat(5_000_000) });
    const abort = new AbortController();
    const onProgress = () => abort.abort();
    const pattern = "((a{1,100}){1,100}){1,10}b";
    for (const options of [{}, { multiline: true }, { wholeWords: true }]) {
      const searched = text.search(root, pattern, { ...options, signal: abort.signal, onProgress });
      expect(await failure(() => searched)).toMatchObject({ code: "ERR_PINTLE_CANCELLED" });
    }
  });

  test("is a step of a plan", async () => {
    const root = folderOf({ a: "TODO: this", b: "done" });
    const marked = plan((p, root: string) => {
      const found = p.text.search(root, "TODO", { mode: "files" });
      return p.hash.files(found.paths, { root }).count;
    });
    expect(await marked.run(root)).toBe(1);
  });
});
