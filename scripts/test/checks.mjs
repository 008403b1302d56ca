import { at, bin } from "../setup/root.mjs";
import { run, runNode } from "../setup/run.mjs";
import { cargoTest } from "./cargo.mjs";
import { settle } from "./counts.mjs";
import { vitest } from "./vitest.mjs";

/**
 * @typedef {import("../setup/run.mjs").Outcome & { counts: import("./counts.mjs").Counts }} Verdict
 * @typedef {object} Check
 * @property {string} title
 * @property {() => Promise<Verdict>} work
 */

/**
 * A check without tests of its own counts as one.
 *
 * @param {Promise<import("../setup/run.mjs").Outcome>} running
 * @returns {Promise<Verdict>}
 */
async function one(running) {
  const { ok, output } = await running;
  return { ok, output, counts: settle(ok) };
}

const clippy = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];

/** A link in the documentation that leads nowhere is an error. */
const rustdoc = () =>
  run("cargo", ["doc", "--workspace", "--no-deps"], { RUSTDOCFLAGS: "-D warnings" });

/** @type {readonly Check[]} */
export const checks = [
  { title: "rustfmt", work: () => one(run("cargo", ["fmt", "--all", "--check"])) },
  {
    title: "biome",
    work: () => one(runNode(bin("@biomejs/biome", "biome"), ["ci", "--colors=off"])),
  },
  { title: "tsc", work: () => one(runNode(bin("typescript", "tsc"), ["-p", "."])) },
  { title: "tsc scripts", work: () => one(runNode(bin("typescript", "tsc"), ["-p", "scripts"])) },
  { title: "generated", work: () => one(runNode(at("scripts", "generate.mjs"), ["--check"])) },
  { title: "clippy", work: () => one(run("cargo", clippy)) },
  { title: "rustdoc", work: () => one(rustdoc()) },
  { title: "cargo test", work: cargoTest },
  { title: "vitest", work: vitest },
];
