import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SearchOptions, type SearchResult, type TextFinding, text } from "../../index.ts";
import { failure } from "../failure.ts";
import { all } from "../streams/all.ts";

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "pintle-matches-"));
  for (let file = 0; file < 300; file++) {
    const folder = join(root, `f${file % 7}`);
    mkdirSync(folder, { recursive: true });
    const lines = Array.from({ length: file % 11 }, (_, line) =>
      (line + file) % 3 === 0 ? `žluť one ${line} one\r` : `two ${line}`,
    );
    writeFileSync(join(folder, `${file}.txt`), lines.join("\n"));
  }
  writeFileSync(join(root, "binary"), "one\0one\n");
  writeFileSync(join(root, "lossy"), Buffer.from("one \xff one\n", "latin1"));
}, 60_000);
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** The items that a result consists of, in path order. */
function items(found: SearchResult): TextFinding[] {
  const none = { number: null, text: null, lossy: false, errorCode: null, errorMessage: null };
  const empty = { starts: new Uint32Array(), ends: new Uint32Array() };
  if (found.lines.texts.length === 0) {
    return found.paths.map((path, index) => ({
      ...none,
      ...empty,
      path,
      count: found.counts[index] ?? 0,
    }));
  }
  return found.lines.texts.map((text, line) => {
    const at = [...found.matches.lines.keys()].filter(
      (match) => found.matches.lines[match] === line,
    );
    return {
      ...none,
      path: found.paths[found.lines.files[line] ?? 0] ?? "",
      count: at.length,
      number: found.lines.numbers[line] ?? 0,
      text,
      starts: Uint32Array.from(at, (match) => found.matches.starts[match] ?? 0),
      ends: Uint32Array.from(at, (match) => found.matches.ends[match] ?? 0),
      lossy: found.lines.lossy.includes(line),
    };
  });
}

/** By path; the order of the lines of one file stays. */
function byPath(found: readonly TextFinding[]): TextFinding[] {
  return [...found].sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
}

describe("text.matches", () => {
  test("finds the lines that grep finds", async () => {
    const args = ["-rnIa", "--exclude=binary", "one.*one", "."];
    const lines = execFileSync("grep", args, { cwd: root, encoding: "latin1" });
    const found = await all(text.matches(root, "one.*one"));
    const expected = lines.replaceAll("\r\n", "\n").trimEnd().split("\n");
    expect(expected.length).toBeGreaterThan(400);
    const said = found.map(({ path, number }) => `./${path}:${number}`);
    expect(said.sort()).toEqual(
      expected.map((line) => line.split(":").slice(0, 2).join(":")).sort(),
    );
  });

  const options: readonly SearchOptions[] = [
    {},
    { before: 1, after: 2 },
    { mode: "count" },
    { mode: "files" },
    { maxPerFile: 1, after: 1 },
    { glob: ["f1/**"], case: "insensitive", wholeWords: true },
    { multiline: true, literal: true },
    { maxMatches: 0 },
  ];
  test.each(options)("returns what text.search returns with %j", async (options) => {
    const expected = items(await text.search(root, "one", options));
    expect(byPath(await all(text.matches(root, "one", options)))).toEqual(expected);
    expect(byPath(text.matchesSync(root, "one", options))).toEqual(expected);
  });

  test("the lines of a file come together", async () => {
    const paths = (await all(text.matches(root, "o", { before: 3 }))).map(({ path }) => path);
    const changes = paths.filter((path, index) => path !== paths[index - 1]);
    expect(new Set(changes).size).toBe(changes.length);
  });

  test("maxMatches ends it", async () => {
    const every = new Map(
      (await all(text.matches(root, "one"))).map((line) => [`${line.path}:${line.number}`, line]),
    );
    for (const maxMatches of [1, 7, 100]) {
      const some = await all(text.matches(root, "one", { maxMatches }));
      expect(some.reduce((sum, { count }) => sum + count, 0)).toBe(maxMatches);
      for (const { path, number, starts } of some) {
        const whole = every.get(`${path}:${number}`);
        expect(whole?.starts.slice(0, starts.length)).toEqual(starts);
      }
    }
  });

  test("what cannot be read is an item", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pintle-matches-"));
    writeFileSync(join(folder, "bad"), Buffer.of(0xff, 0xfe, 0x00)); // Half a character of UTF-16.
    symlinkSync("bad", join(folder, "link"));
    writeFileSync(join(folder, "good"), "x");
    const { errors } = await text.search(folder, "x");
    const found = byPath(await all(text.matches(folder, "x")));
    expect(found).toMatchObject([
      {
        path: "bad",
        count: 0,
        text: null,
        errorCode: errors[0]?.code,
        errorMessage: errors[0]?.message,
      },
      { path: "good", count: 1, errorCode: null },
    ]);
    rmSync(folder, { recursive: true });
  });

  test("fails as text.search does", async () => {
    for (const [pattern, options] of [
      ["(", {}],
      ["x", { glob: ["["] }],
    ] as const) {
      const error = await failure(() => text.matches(root, pattern, options).next());
      const twin = await failure(() => text.search(root, pattern, options));
      expect([error.code, error.pointer]).toEqual([twin.code, twin.pointer]);
    }
  });

  test("ends when the loop is left, and with the signal", async () => {
    for await (const { count } of text.matches("/usr", "e", { mode: "count" })) {
      expect(count).toBeGreaterThan(0);
      break;
    }
    const signal = AbortSignal.abort("before");
    expect(await failure(() => text.matches("/usr", "e", { signal }).next())).toMatchObject({
      code: "ERR_PINTLE_CANCELLED",
      cause: "before",
    });
  });
});
