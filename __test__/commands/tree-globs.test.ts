import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import picomatch from "picomatch";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { archive, text, tree } from "../../index.ts";
import { failure } from "../failure.ts";

const files = [
  ...["c", "a.ts", "ab.mts", ".eslintrc", ".eslintrc.json", "cfg.ts", "cfg.mts", "-"],
  ...["é", "éa", "*", "a,b", "{a}", "]", "!a", "(a)", "x.y.z", "a..", "c+", "\\"],
];
const names = ["a", "b", "xay"];
const folders = ["", ...names, ...names.flatMap((one) => names.map((other) => `${one}/${other}`))];
const paths = folders
  .flatMap((folder) => files.map((file) => (folder === "" ? file : `${folder}/${file}`)))
  .sort();

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "pintle-globs-"));
  for (const folder of folders) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  for (const path of paths) {
    writeFileSync(join(root, path), "x");
  }
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** What picomatch makes of a glob; for it, `!` negates a class only with an option that changes more. */
const theirs = (glob: string) =>
  // For picomatch `a/**` matches `a` too, and `a/**/*` does not.
  picomatch(glob.replaceAll("[!", "[^").replace(/\/\*\*$/, "/**/*"), { dot: true });

/** Whether a path is left out: it matches, or a folder it is in does. */
function isExcluded(path: string, matches: (path: string) => boolean): boolean {
  const parts = path.split("/");
  return parts.some((_, i) => matches(parts.slice(0, i + 1).join("/")));
}

function check(glob: string): void {
  const matches = theirs(glob);
  const sorted = (list: string[]) =>
    list.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  expect([glob, tree.walkSync(root, { glob: [glob] }).paths]).toEqual([
    glob,
    sorted(paths.filter((path) => matches(path))),
  ]);
  expect([glob, tree.walkSync(root, { exclude: [glob] }).paths]).toEqual([
    glob,
    sorted(paths.filter((path) => !isExcluded(path, matches))),
  ]);
}

const piece = fc.constantFrom(
  ...["a", "b", "c", "x", ".", "ts", "cfg", "-", "*", "?", "[ab]", "[!b]", "[^a]", "[!-a]"],
  ...[
    "[!a-]",
    "[!a-c]",
    "[.-]",
    "{a,b}",
    "{,m}",
    "{,.json}",
    "{.,}",
    "{a,b/c}",
    "{a/*,b}",
    "{a{,b},c}",
  ],
);
const name = fc
  .array(piece, { minLength: 1, maxLength: 4 })
  .map((pieces) => pieces.join(""))
  // Stars side by side, and names that may be empty or a dot, are read differently by everybody.
  .filter((name) => !name.includes("**") && /[a-z*?[]/.test(name.replace(/\{[^a]*?\}/g, "")));
const glob = fc
  .array(fc.oneof({ weight: 3, arbitrary: name }, fc.constant("**")), {
    minLength: 1,
    maxLength: 3,
  })
  .map((names) => names.join("/"))
  .filter((glob) => !glob.includes("**/**"));

/** What a glob may be put together from, though it may be an error then. */
const wild = fc
  .array(
    fc.constantFrom(
      ...["a", "b", "c", "x", "é", ".", "..", "ts", "-", "*", "*", "?", "**", "***", "/", "/"],
      ...["/**/", "**/", "/**", "[ab]", "[!b]", "[^a]", "[!-a]", "[a-c]", "[!a-c]", "[c-a]"],
      ...["[]a]", "[!]a]", "[é]", "[!é]", "[à-ü]", "[a/b]", "[!/]", "[", "]", "[]", "[.]"],
      ...["[!.]", "[*]", "[?]", "[\\]]", "[\\a]", "[a\\-c]", "[[:alpha:]]", "[a-]", "{", "}", ","],
      ...["{a,b}", "{a}", "{}", "{,}", "{,a}", "{a,}", "{a,b/c}", "{a,{b,c}}", "{{a,b},c}"],
      ...["{,{,a}}", "{*,b}", "{**,b}", "{a/*,b}", "{a/**,b}", "{a/**/c,b}", "{.,}a", "{[ab],c}"],
      ...["{[,],a}", "{\\,,a}", "{?,??}", "{é,a}", "\\*", "\\?", "\\{", "\\a", "\\[", "\\"],
      ...["!", "^", "(", "a|b", ")", "+", "@", "$", ".*", "#", " "],
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((pieces) => pieces.join(""))
  // `theirs` takes this for the beginning of a class, and picomatch a backslash for none.
  .filter((glob) => !/\[[!^]?\]?[^\]]*\[!|\\\\/.test(glob))
  // For picomatch `a/**/{*,b}` matches `a` too.
  .filter((glob) => !glob.includes("**/{"));

function checkUnlessFaulty(glob: string): void {
  for (const name of ["glob", "exclude"]) {
    try {
      tree.walkSync(root, { [name]: [glob] });
    } catch (error) {
      expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_VALUE", pointer: `/${name}/0` });
      return;
    }
  }
  check(glob);
}

describe("globs", () => {
  test("mean what they mean for picomatch, or are an error", () => {
    fc.assert(fc.property(wild, checkUnlessFaulty), { numRuns: 600, seed: 11 });
    fc.assert(fc.property(wild, checkUnlessFaulty), { numRuns: 200 });
  });

  test("have ** in braces for no folder too, as globby and bash, which choose first", () => {
    for (const name of ["glob", "exclude"]) {
      const paths = (globs: string[]) => tree.walkSync(root, { [name]: globs }).paths;
      expect(paths(["{**/a.ts,b/**}"])).toEqual(paths(["**/a.ts", "b/**"]));
      expect(paths(["{x/**/c,**/b}/*.ts"])).toEqual(paths(["x/**/c/*.ts", "**/b/*.ts"]));
    }
    expect(tree.walkSync(root, { glob: ["{**/c+,b}"] }).paths).toContain("c+");
  });

  test("look at characters, however many bytes these have", () => {
    expect(tree.walkSync(root, { glob: ["?"], exclude: ["[!é]"] }).paths).toEqual(["é"]);
    expect(tree.walkSync(root, { glob: ["[à-ü]a"] }).paths).toEqual(["éa"]);
    expect(tree.walkSync(root, { glob: ["a/??"], exclude: ["**/[!c]?b"] }).paths).toEqual([
      ...["a/!a", "a/c+", "a/éa"],
    ]);
  });

  test.each([
    ...["cfg.{,m}ts", "**/.eslintrc{,.json}", "{.,}eslintrc", "a[!b]c", "xay[!b]c", "x[!b]y"],
    ...["a[^b]b/*", "**/cfg.{m,}ts", "a[!/]c", "a[!]]c", "{a,b}/**", "**/[!-]", "**"],
  ])("%s matches what it matches for picomatch", (glob) => {
    check(glob);
  });

  test("match what they match for picomatch", () => {
    fc.assert(fc.property(glob, check), { numRuns: 300, seed: 7 });
    fc.assert(fc.property(glob, check), { numRuns: 100 });
  });
});

describe("a glob that can never match is an error", () => {
  const faulty = [
    ...["./src/*.ts", "/src/*.ts", "src/", "!src/**", "**/*.?(m)js", "**/*.@(js|ts)", "{1..3}.txt"],
    ...[
      "src//x.ts",
      "",
      ".",
      "../x",
      "{./a,./b}/c",
      "page(1)",
      "**)",
      "a|b",
      "[a]+",
      "{a,b}+",
      "{a}",
    ],
    ...["{}", "a}", "{a", "[a", "[b-a]", "[]a]", "[[:alpha:]]", "src\\a", "[\\d]", "a\\"],
    ...["{**,b}/a", "a{**,b}", "{a,b}".repeat(20)],
  ];

  test.each(faulty)("%j", async (glob) => {
    for (const name of ["glob", "exclude"]) {
      expect(await failure(() => tree.walk(root, { [name]: ["a", glob] }))).toMatchObject({
        code: "ERR_PINTLE_INVALID_VALUE",
        pointer: `/${name}/1`,
      });
    }
  });

  test("wherever globs are given", async () => {
    const options = { glob: ["./a"] };
    const to = `${root}-to`;
    for (const call of [
      () => tree.copy(root, to, options),
      () => text.search(root, "x", options),
      () => text.replace(root, "x", "y", options),
      () => archive.create(root, `${to}.tar`, options),
    ]) {
      expect(await failure(call)).toMatchObject({
        code: "ERR_PINTLE_INVALID_VALUE",
        pointer: "/glob/0",
        message: expect.stringContaining("write a"),
      });
    }
  });

  test("but not one that names a folder, or has such letters in a name", () => {
    const glob = ["src", "page\\(1\\)", "\\!a", "a..b", "{,a/}b", "[?]\\(a\\)"];
    expect(tree.walkSync(root, { glob }).errors).toEqual([]);
  });
});
