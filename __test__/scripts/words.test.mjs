import { expect, test } from "vitest";
import { findPhrases } from "../../scripts/words/find.mjs";

const rule = { phrase: "is no (?!longer)", instead: "is not a" };

/**
 * @param {string} path
 * @param {...string} lines
 */
function found(path, ...lines) {
  return findPhrases(path, lines.join("\n"), [rule]).map((problem) => problem.split('"')[0]);
}

test("a phrase in a page is found, over the end of a line too, but not in code", () => {
  const page = ["# A page", "", "This is no", "file, and is no longer one.", "", "`is no `"];
  expect(found("a.md", ...page)).toEqual(["a.md:3: "]);
  expect(found("a.md", "```sh", "this is no file", "```", "", "It is no file")).toEqual([
    "a.md:5: ",
  ]);
});

test("a phrase in a comment or a message is found, but not in code", () => {
  expect(found("a.rs", "/// It is no", "/// file", "fn is_no(no: bool) {}")).toEqual(["a.rs:1: "]);
  expect(found("a.rs", 'error("it is no file"); // is_no file')).toEqual(["a.rs:1: "]);
  expect(found("a.ts", "/**", " * It is no", " * file", " */", "x is no y")).toEqual(["a.ts:2: "]);
});

test("two texts that only follow each other are not one", () => {
  expect(found("a.md", "It is no", "", "file")).toEqual([]);
  expect(found("a.rs", "// It is", "// no.", "/// It is", "// no file")).toEqual([]);
});
