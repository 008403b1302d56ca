import { mkdirSync } from "node:fs";
import { libraryOf } from "./library.mjs";
import { replaceFile } from "./replace.mjs";
import { at } from "./root.mjs";
import { run } from "./run.mjs";
import { step } from "./step.mjs";

/** The examples that are addons: the folders in examples/. */
export const exampleAddons = /** @type {const} */ (["csv", "images", "search"]);

/**
 * The crate of an example.
 *
 * @param {string} name
 */
export const crateOf = (name) => `pintle-example-${name}`;

/**
 * Where an example's addon is built to, in the checkout.
 *
 * @param {string} name
 */
export const exampleAddon = (name) => `target/examples/${name}.node`;

/** Builds them for their tests and for reading, as debug builds. */
export function buildExamples() {
  return build("build the examples", "debug", exampleAddon);
}

/** Builds them as their users would get them, for the benchmarks: to target/bench. */
export function buildOptimizedExamples() {
  return build("build the examples for the benchmarks", "release", optimizedExample);
}

/**
 * Where an example's addon is for the benchmarks.
 *
 * @param {string} name
 */
const optimizedExample = (name) => `target/bench/${name}.node`;

/**
 * All in one call of Cargo, so that what they share is compiled once.
 *
 * @param {string} title
 * @param {"debug" | "release"} profile
 * @param {(name: string) => string} place where the addon goes
 */
async function build(title, profile, place) {
  const work = async () => {
    const packages = exampleAddons.flatMap((name) => ["--package", crateOf(name)]);
    const release = profile === "release" ? ["--release"] : [];
    const outcome = await run("cargo", ["build", ...release, ...packages]);
    if (outcome.ok) {
      for (const name of exampleAddons) {
        mkdirSync(at(place(name), ".."), { recursive: true });
        replaceFile(libraryOf(crateOf(name), profile), at(place(name)));
      }
    }
    return outcome;
  };
  await step(title, work, {
    inputs: [
      ...["Cargo.toml", "Cargo.lock", ".cargo", "crates"],
      ...exampleAddons.flatMap((name) => [
        ...[`examples/${name}/Cargo.toml`, `examples/${name}/build.rs`, `examples/${name}/src`],
      ]),
    ],
    outputs: exampleAddons.map(place),
  });
}
