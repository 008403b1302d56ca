import { readFileSync, rmSync } from "node:fs";
import { at, bin } from "../setup/root.mjs";
import { runNode } from "../setup/run.mjs";
import { none, settle } from "./counts.mjs";

/** Every TypeScript test and type test. */
export async function vitest() {
  const report = at("target", "vitest.json");
  rmSync(report, { force: true }); // A crash must not leave us with the last run's counts.
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { ok, output } = await runNode(bin("vitest"), ["run", "--no-color", ...reporters]);
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
