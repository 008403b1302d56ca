import { readdirSync, readFileSync, rmSync } from "node:fs";
import { at, bin } from "../setup/root.mjs";
import { runNode } from "../setup/run.mjs";
import { none, settle } from "./counts.mjs";

/** The files with tests in TypeScript and JavaScript. */
export function testFiles() {
  return readdirSync(at("__test__"), { encoding: "utf8", recursive: true })
    .map((path) => `__test__/${path.replaceAll("\\", "/")}`)
    .filter((path) => /\.test(-d)?\.(ts|mjs)$/.test(path));
}

/**
 * TypeScript tests and type tests.
 *
 * @param {readonly string[]} chosen the files; all of them if there is none
 */
export async function vitest(chosen) {
  const report = at("target", "vitest.json");
  rmSync(report, { force: true }); // A crash must not leave us with the last run's counts.
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const args = ["run", "--no-color", ...reporters, ...chosen];
  const { ok, output } = await runNode(bin("vitest"), args);
  return { ok, output, counts: settle(ok, countVitest(report)) };
}

/** @param {string} report the path of what vitest's JSON reporter wrote */
function countVitest(report) {
  try {
    const json = JSON.parse(readFileSync(report, "utf8"));
    return {
      passed: json.numPassedTests,
      failed: json.numFailedTests,
      skipped: json.numPendingTests + json.numTodoTests,
    };
  } catch {
    return none;
  }
}
