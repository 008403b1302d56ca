import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { rgPath } from "@vscode/ripgrep";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type SearchOptions, text } from "../../index.ts";

/** What was found, in a form that both can be brought into. */
interface Found {
  readonly path: string;
  readonly line: number;
  readonly text: string;
  /** Where the matches are; null for a line that is only beside one. */
  readonly matches: readonly (readonly [number, number])[] | null;
}

type Range = { start: number; end: number };
type Data = { text: string } | { bytes: string };
const bytesOf = (data: Data) =>
  "text" in data ? Buffer.from(data.text) : Buffer.from(data.bytes, "base64");
const withoutEnd = (text: string) => text.replace(/\r?\n$/, "");

/**
 * Without empty matches at the end of a line: ripgrep does not tell of those where a file ends without
 * a line's end, although it returns the line.
 */
const compared = (found: Found): Found => ({
  ...found,
  matches: found.matches?.filter(([start]) => start < found.text.length) ?? null,
});

/** What ripgrep finds. */
function ripgrep(root: string, pattern: string, options: SearchOptions): Found[] {
  const flags = {
    literal: ["--fixed-strings"],
    wholeWords: ["--word-regexp"],
    multiline: ["--multiline"],
    skipHidden: ["--no-hidden"],
  };
  const args = ["--json", "--crlf", "--no-config", "--no-ignore", "--hidden", "--sort", "path"];
  for (const [name, words] of Object.entries(flags)) {
    args.push(...(options[name as keyof SearchOptions] ? words : []));
  }
  args.push(...(options.case === "insensitive" ? ["--ignore-case"] : []));
  args.push(...(options.case === "smart" ? ["--smart-case"] : []));
  args.push(...(options.maxPerFile === undefined ? [] : [`-m${options.maxPerFile}`]));
  args.push(`-B${options.before ?? 0}`, `-A${options.after ?? 0}`, "-e", pattern, "./");
  const { stdout, stderr, status } = spawnSync(rgPath, args, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  expect([stderr, status === 0 || status === 1]).toEqual(["", true]);
  const events = stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return events.flatMap(({ type, data }): Found[] => {
    if (type !== "match" && type !== "context") {
      return [];
    }
    const line = bytesOf(data.lines);
    const until = (end: number) => line.subarray(0, end).toString().length;
    // ripgrep reports empty matches inside characters; JavaScript strings have no such positions.
    const splits = ({ start, end }: Range) => start === end && ((line[start] ?? 0) & 0xc0) === 0x80;
    const matches = data.submatches
      .filter((range: Range) => !splits(range))
      .map(({ start, end }: Range) => [until(start), until(end)]);
    return [
      {
        path: bytesOf(data.path).toString().slice(2),
        line: data.line_number,
        text: withoutEnd(line.toString()),
        matches: type === "match" ? matches : null,
      },
    ];
  });
}

/** What we find. */
function ours(root: string, pattern: string, options: SearchOptions): Found[] {
  const { paths, lines, matches, errors } = text.searchSync(root, pattern, options);
  expect(errors).toEqual([]);
  const places: [number, number][][] = lines.texts.map(() => []);
  matches.lines.forEach((line, i) => {
    places[line]?.push([matches.starts[i] ?? -1, matches.ends[i] ?? -1]);
  });
  return lines.texts.map((text, i) => ({
    path: paths[lines.files[i] ?? -1] ?? "",
    line: lines.numbers[i] ?? -1,
    text,
    matches: lines.kinds[i] === 0 ? (places[i] ?? []) : null,
  }));
}

const piece = fc.constantFrom(
  ...["foo", "bar", "Foo", "FÖÖ", "föö", "🐎", " ", "\t", "foo_bar", "x", "xx", ".", "(", "1"],
  ...["\n", "\n", "\n", "\r\n", "\r\n"],
);
/** What becomes of a text in a file: another encoding, bytes that are not text. */
const written = fc.constantFrom<(text: string) => Buffer>(
  (text) => Buffer.from(text),
  (text) => Buffer.from(text),
  (text) => Buffer.from(text),
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
  (text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
  (text) => Buffer.from(text, "latin1"),
  (text) => Buffer.from(`${text}\0`),
);
const file = fc
  .tuple(fc.array(piece, { maxLength: 30 }), written)
  .map(([pieces, write]) => write(pieces.join("")));
const path = fc.constantFrom("a", "b.txt", "sub/a", "sub/b", "sub/deeper/ü", ".hidden", "sub-x");
const tree = fc.dictionary(path, file, { minKeys: 1 });

const pattern = fc.constantFrom(
  ...["foo", "fo+", "^foo", "bar$", "^$", "^", "$", "", "x*", "x+?", ".", ".+", "[^f]+", "\\s"],
  ...["\\bfoo\\b", "foo|bar", "(foo)(_bar)?", "(?i)föö", "🐎", "[\\p{Lu}]", "\\w+ ", "\\d", "f.*r"],
);
const multiline = fc.constantFrom(
  "foo\\n",
  "\\r?\\nbar",
  "foo\\s+x",
  "\\n\\n",
  "(?s)foo.*bar",
  "^x$",
);
const options = fc.record(
  {
    case: fc.constantFrom("sensitive" as const, "insensitive" as const, "smart" as const),
    wholeWords: fc.boolean(),
    skipHidden: fc.boolean(),
    before: fc.nat(2),
    after: fc.nat(2),
  },
  { requiredKeys: [] },
);
/**
 * Also those that match nothing between \r and \n, which ripgrep returns as lines without a match.
 */
const maybeEmpty = new Set(["^$", "^", "$", "", "x*"]);
const query = fc.oneof(
  fc
    .tuple(pattern, options)
    .filter(([pattern, { wholeWords }]) => !(wholeWords && maybeEmpty.has(pattern))),
  fc
    .tuple(fc.constantFrom("foo", "(", ".", "Foo", "x x"), options)
    .map(([pattern, options]) => [pattern, { ...options, literal: true }] as const),
  fc
    .tuple(multiline, options)
    .map(([pattern, options]) => [pattern, { ...options, multiline: true }] as const),
);

test("finds what ripgrep finds", () => {
  fc.assert(
    fc.property(tree, query, (files, [pattern, options]) => {
      const root = mkdtempSync(join(tmpdir(), "pintle-text-"));
      try {
        for (const [path, content] of Object.entries(files)) {
          mkdirSync(dirname(join(root, path)), { recursive: true });
          writeFileSync(join(root, path), content);
        }
        // ripgrep sorts folder by folder, we by whole paths.
        const theirs = ripgrep(root, pattern, options);
        theirs.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
        expect(ours(root, pattern, options).map(compared)).toEqual(theirs.map(compared));
      } finally {
        rmSync(root, { recursive: true });
      }
    }),
    { numRuns: 200 },
  );
});

/** Checks that we find what ripgrep finds in files with these contents. */
function check(contents: string[], pattern: string, options: SearchOptions): void {
  const root = mkdtempSync(join(tmpdir(), "pintle-text-"));
  try {
    contents.forEach((content, i) => {
      writeFileSync(join(root, `${i}`), content);
    });
    const counts = new Map<string, number>();
    const theirs = ripgrep(root, pattern, options).map((found) => {
      const count = (counts.get(found.path) ?? 0) + (found.matches === null ? 0 : 1);
      counts.set(found.path, count);
      // ripgrep reports matches in lines after the last wanted one; for us they are context lines.
      return count > (options.maxPerFile ?? count) ? { ...found, matches: null } : found;
    });
    expect(ours(root, pattern, options).map(compared)).toEqual(theirs.map(compared));
  } finally {
    rmSync(root, { recursive: true });
  }
}

const lines = fc
  .array(fc.constantFrom("foo\n", "foo\r\n", "x\n", "\n", "foo"), { maxLength: 12 })
  .map((lines) => lines.join(""));

test("returns the lines after the last wanted match, like ripgrep", () => {
  check(["1\nfoo\n3\n4\n5\n"], "foo", { maxPerFile: 1, before: 1, after: 2 });
  const limits = fc.record({
    maxPerFile: fc.integer({ min: 1, max: 3 }),
    before: fc.nat(2),
    after: fc.nat(3),
  });
  fc.assert(
    fc.property(fc.array(lines, { minLength: 1, maxLength: 3 }), limits, (contents, limits) => {
      check(contents, "^foo", limits); // At most one match in a line, since ripgrep counts lines.
    }),
    { numRuns: 100 },
  );
});

test("returns the lines after the last match of all, wherever the limit falls", () => {
  fc.assert(
    fc.property(lines, fc.integer({ min: 1, max: 4 }), fc.nat(3), (content, most, after) => {
      const root = mkdtempSync(join(tmpdir(), "pintle-text-"));
      try {
        writeFileSync(join(root, "0"), content);
        const perFile = ours(root, "^foo", { maxPerFile: most, after });
        expect(ours(root, "^foo", { maxMatches: most, after })).toEqual(perFile);
        // The limit falls into the second file, which was searched for more.
        writeFileSync(join(root, "-"), "foo");
        const both = ours(root, "^foo", { maxMatches: most + 1, after });
        expect(both.slice(1)).toEqual(perFile);
      } finally {
        rmSync(root, { recursive: true });
      }
    }),
    { numRuns: 100 },
  );
});

test("an empty match in another line does not belong to a line", () => {
  const options = { wholeWords: true, multiline: true };
  check(["\nb/"], "-*", options);
  const root = mkdtempSync(join(tmpdir(), "pintle-text-"));
  const content = fc
    .array(fc.constantFrom("a", "b", "-", "/", " ", "ü", "\n", "\r\n"), { maxLength: 8 })
    .map((parts) => parts.join(""));
  const pattern = fc.constantFrom(
    "-*",
    "a*",
    "",
    "^",
    "$",
    "\\s*",
    "b?",
    "(?s).*",
    "\\b",
    "\\B",
    "\\n*",
  );
  const flags = fc.record({
    wholeWords: fc.boolean(),
    multiline: fc.boolean(),
    maxPerFile: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
    after: fc.nat(2),
  });
  try {
    fc.assert(
      fc.property(content, pattern, flags, (content, pattern, flags) => {
        writeFileSync(join(root, "a"), content);
        const { maxPerFile, after, ...reading } = flags;
        const limit = maxPerFile === undefined ? {} : { maxPerFile };
        try {
          expect(text.searchSync(root, pattern, { ...reading, ...limit, after }).errors).toEqual(
            [],
          );
          expect(text.replaceSync(root, pattern, "+", reading).errors).toEqual([]);
        } catch (error) {
          // `\\n` within one line is refused.
          expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_VALUE", pointer: "/pattern" });
        }
      }),
      { numRuns: 500 },
    );
  } finally {
    rmSync(root, { recursive: true });
  }
});

/** Now and then a word, among letters, in an order that does not repeat. */
function words(bytes: number, between: (index: number) => string): string {
  const some = ["foo", "bar", "a", "b", "ab", "fööx", "x1", "🐎", "aab", "foobar"];
  let seed = 1;
  let text = "";
  for (let index = 0; text.length < bytes; index += 1) {
    seed = (seed * 48_271) % 2_147_483_647;
    text += (some[seed % 800] ?? (seed % 3 === 0 ? "zz" : "y")) + between(index);
  }
  return text;
}

test.each([
  ...["foo", "fo+bar", "[ab]*a[ab]{12}", "(a|b)+x1", "\\bab\\b", "\\w+🐎", "^a", "b$", "[^f]oo"],
  ...["(?i)FÖÖ", "((a{1,20}){1,20}){1,9}b", "\\w{200}x", "x1(?:foo|bar| )*x1", "(a)(b)?", "$"],
])("finds %s in long lines, as ripgrep does", (pattern) => {
  const long = [
    words(90_000, () => ""),
    words(20_000, (index) => (index % 7 === 0 ? " " : "")),
    words(30_000, (index) => (index % 999 === 0 ? "\r\n" : "")),
    words(10_000, (index) => (index % 9 === 0 ? "\n" : " ")),
    "",
  ];
  check([long.join("\n"), long.reverse().join("\n")], pattern, {});
  check(long, pattern, { wholeWords: true });
  check(long, pattern, { multiline: true, before: 1 });
});

test("finds many words, as ripgrep does", () => {
  const many = Array.from({ length: 10_000 }, (_, index) => `w${(index * 7919) % 100_003}x`);
  const text = words(20_000, (index) => `w${index % 20_000}x${index % 20 === 0 ? "\n" : " "}`);
  check([text, text.replaceAll("\n", " ").slice(0, 9000)], many.join("|"), {});
  check([text], many.join("|"), { wholeWords: true });
});
