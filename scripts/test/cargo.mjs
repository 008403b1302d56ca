import { execFileSync } from "node:child_process";
import { crateOf, exampleAddons } from "../setup/examples.mjs";
import { root } from "../setup/root.mjs";
import { run } from "../setup/run.mjs";
import { none, settle, sum } from "./counts.mjs";

/** Crates that only link inside Node, which provides the functions they call. */
const insideNode = [
  "pintle-addon",
  "pintle-napi",
  "pintle-bench-addon",
  "pintle-bench-peer",
  "pintle-fixture-addon",
  ...exampleAddons.map(crateOf),
];

const summary = /^test result: \S+ (\d+) passed; (\d+) failed; (\d+) ignored/gm;

/** The crates that have tests of their own. */
export function crates() {
  const args = ["metadata", "--no-deps", "--format-version=1", "--offline"];
  const { packages } = JSON.parse(execFileSync("cargo", args, { cwd: root, encoding: "utf8" }));
  /** @type {string[]} */
  const names = packages.map((/** @type {{ name: string }} */ { name }) => name);
  return names.filter((name) => !insideNode.includes(name));
}

/**
 * Rust tests, those in the documentation included.
 *
 * @param {readonly string[]} chosen the crates; all of them if there is none
 */
export async function cargoTest(chosen) {
  const which =
    chosen.length > 0
      ? chosen.flatMap((name) => ["--package", name])
      : ["--workspace", ...insideNode.flatMap((name) => ["--exclude", name])];
  const { ok, output } = await run("cargo", ["test", ...which, "--no-fail-fast"]);
  return { ok, output, counts: settle(ok, countCargo(output)) };
}

/**
 * Adds up what each test program of Cargo says of itself.
 *
 * @param {string} output
 */
export function countCargo(output) {
  return [...output.matchAll(summary)]
    .map(([, passed, failed, skipped]) => ({
      passed: Number(passed),
      failed: Number(failed),
      skipped: Number(skipped),
    }))
    .reduce(sum, none);
}
