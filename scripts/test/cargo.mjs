import { run } from "../setup/run.mjs";
import { none, settle, sum } from "./counts.mjs";

/** Crates that only link inside Node, which provides the functions they call. */
const insideNode = [
  "pintle-addon",
  "pintle-napi",
  "pintle-bench-addon",
  "pintle-bench-peer",
  "pintle-fixture-addon",
];

const summary = /^test result: \S+ (\d+) passed; (\d+) failed; (\d+) ignored/gm;

/** Every Rust test, those in the documentation included. */
export async function cargoTest() {
  const exclude = insideNode.flatMap((name) => ["--exclude", name]);
  const args = ["test", "--workspace", ...exclude, "--no-fail-fast"];
  const { ok, output } = await run("cargo", args);
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
