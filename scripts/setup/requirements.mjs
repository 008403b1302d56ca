import { readFileSync } from "node:fs";
import { usePinnedRust } from "./pinned-rust.mjs";
import { at } from "./root.mjs";
import { run } from "./run.mjs";

/** The machine lacks something. The message says what, and how to get it. */
export class RequirementError extends Error {}

/**
 * A tool that must be on the machine already.
 *
 * @typedef {object} Requirement
 * @property {string} name
 * @property {string} [least] the lowest version that will do, such as "1.88"
 * @property {string} program that shows it is there by answering `--version`
 * @property {string} hint how to get it
 */

/** The lowest version of Rust that will do. */
export const leastRust = stated("Cargo.toml", /^rust-version = "(.+)"$/m);

const rust =
  "get Rust from https://rustup.rs, or run `rustup toolchain install`; then open a new shell";

/** @type {Record<string, string>} */
const linkers = {
  darwin: "run `xcode-select --install`",
  linux:
    "install your distribution's C compiler, for example `apt-get install gcc libc6-dev`, " +
    "`dnf install gcc` or `apk add build-base`",
};

/** @type {readonly Requirement[]} */
const requirements = [
  { name: "Rust", program: "rustc", least: leastRust, hint: rust },
  { name: "Cargo", program: "cargo", least: leastRust, hint: rust },
  // On Windows rustc finds the linker of Visual Studio by itself, and says how to get it.
  ...(process.platform === "win32"
    ? []
    : [
        {
          name: "a C compiler, which Rust links with",
          program: "cc",
          hint: linkers[process.platform] ?? "install a C compiler that can be called as `cc`",
        },
      ]),
];

const node = {
  name: "Node.js",
  program: "node",
  least: stated("package.json", /^ {4}"node": ">=(.+)"$/m),
  hint: "get it from https://nodejs.org, or from your version manager",
};

/**
 * What is missing or too old on this machine: a message with a hint for each.
 *
 * @returns {Promise<string[]>}
 */
export async function missing() {
  await usePinnedRust();
  /** @type {Map<string, string>} */
  const problems = new Map(); // By hint: Rust and Cargo come together, so say it once.
  if (!isAtLeast(process.versions.node, node.least)) {
    problems.set(node.hint, complain(node, `this is ${process.versions.node}`));
  }
  const found = await Promise.all(requirements.map(problem));
  for (const [i, { hint }] of requirements.entries()) {
    const message = found[i];
    if (message !== undefined && !problems.has(hint)) {
      problems.set(hint, message);
    }
  }
  return [...problems.values()];
}

/** @param {Requirement} requirement */
async function problem(requirement) {
  const { program, least } = requirement;
  const { ok, output } = await run(program, ["--version"]);
  if (!ok) {
    const absent = output.includes("ENOENT");
    const reason = absent ? "is not on the PATH" : `--version failed:\n${output.trim()}`;
    return complain(requirement, `\`${program}\` ${reason}`);
  }
  const version = /\d+(\.\d+)+/.exec(output)?.[0] ?? "0";
  if (least !== undefined && !isAtLeast(version, least)) {
    return complain(requirement, `\`${program}\` is ${version}`);
  }
  return undefined;
}

/**
 * @param {Requirement} requirement
 * @param {string} reason
 */
function complain({ name, least, hint }, reason) {
  const wanted = least === undefined ? name : `${name} ${least} or newer`;
  return `error: Pintle needs ${wanted}: ${reason}\nhint: ${hint}`;
}

/**
 * @param {string} path
 * @param {RegExp} pattern what finds a version in the file
 */
function stated(path, pattern) {
  return pattern.exec(readFileSync(at(path), "utf8"))?.[1] ?? "";
}

/**
 * @param {string} version such as "20.20.2"
 * @param {string} least such as "20.19"
 */
export function isAtLeast(version, least) {
  const [a, b] = [version, least].map((text) => text.split(".").map(Number));
  const major = (a?.[0] ?? 0) - (b?.[0] ?? 0);
  return major > 0 || (major === 0 && (a?.[1] ?? 0) >= (b?.[1] ?? 0));
}
