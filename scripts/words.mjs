// `node scripts/words.mjs`: finds phrases that a native reader stumbles over; scripts/words/list.json has them.
//
// Vale would do this, but comes from GitHub only; textlint reads no Rust, and cspell knows words, not phrases.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { at, root } from "./setup/root.mjs";
import { findPhrases } from "./words/find.mjs";

const rules = JSON.parse(readFileSync(at("scripts", "words", "list.json"), "utf8"));
const kinds = [
  "*.md",
  "*.rs",
  "*.ts",
  "*.mjs",
  ":!*.d.ts",
  ":!lib/generated",
  ":(exclude)__test__/scripts/words.test.mjs",
];
const files = execFileSync("git", ["ls-files", ...kinds], { cwd: root, encoding: "utf8" });

const problems = files
  .split("\n")
  .filter((path) => path !== "" && existsSync(at(path)))
  .flatMap((path) => findPhrases(path, readFileSync(at(path), "utf8"), rules));
for (const problem of problems) {
  console.error(problem);
}
process.exitCode = problems.length > 0 ? 1 : 0;
