import { at, bin } from "../setup/root.mjs";
import { run, runNode } from "../setup/run.mjs";
import { cargoTest, crates } from "./cargo.mjs";
import { settle } from "./counts.mjs";
import { testFiles, vitest } from "./vitest.mjs";

/**
 * @typedef {import("../setup/run.mjs").Outcome & { counts: import("./counts.mjs").Counts }} Verdict
 * @typedef {object} Check
 * @property {string} title
 * @property {readonly string[]} groups that it belongs to, as `npm run GROUP` names them
 * @property {"packages" | "glue" | "build" | "examples" | "everything"} needs how much of the set-up has to be done
 *   before; the types of WebAssembly's glue need not be those of today's Rust, only be there
 * @property {"cargo" | "node" | "alone"} lane checks of different lanes run side by side
 * @property {(parts: readonly string[]) => Promise<Verdict>} work
 * @property {() => string[]} [parts] that can be checked by themselves
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
  {
    title: "rustfmt",
    groups: ["check", "lint", "rust"],
    needs: "packages",
    lane: "cargo",
    work: () => one(run("cargo", ["fmt", "--all", "--check"])),
  },
  {
    title: "biome",
    groups: ["check", "lint"],
    needs: "packages",
    lane: "node",
    work: () => one(runNode(bin("@biomejs/biome", "biome"), ["ci", "--colors=off"])),
  },
  {
    title: "tsc",
    groups: ["check"],
    needs: "glue",
    lane: "node",
    work: () => one(runNode(bin("typescript", "tsc"), ["-p", "."])),
  },
  {
    title: "tsc scripts",
    groups: ["check"],
    needs: "packages",
    lane: "node",
    work: () => one(runNode(bin("typescript", "tsc"), ["-p", "scripts"])),
  },
  {
    title: "words",
    groups: ["check", "lint"],
    needs: "packages",
    lane: "node",
    work: () => one(runNode(at("scripts", "words.mjs"), [])),
  },
  {
    title: "generated",
    groups: [],
    needs: "examples",
    lane: "node",
    work: () => one(runNode(at("scripts", "generate.mjs"), ["--check"])),
  },
  {
    title: "clippy",
    groups: ["check", "lint", "rust"],
    needs: "packages",
    lane: "cargo",
    work: () => one(run("cargo", clippy)),
  },
  {
    title: "rustdoc",
    groups: ["lint", "rust"],
    needs: "packages",
    lane: "cargo",
    work: () => one(rustdoc()),
  },
  {
    title: "cargo test",
    groups: ["rust"],
    needs: "build",
    lane: "cargo",
    work: cargoTest,
    parts: crates,
  },
  {
    title: "vitest",
    groups: ["unit"],
    needs: "everything",
    lane: "alone",
    work: vitest,
    parts: testFiles,
  },
];
