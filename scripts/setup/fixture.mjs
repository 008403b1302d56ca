import { mkdirSync } from "node:fs";
import { libraryOf } from "./library.mjs";
import { replaceFile } from "./replace.mjs";
import { at } from "./root.mjs";
import { run } from "./run.mjs";
import { step } from "./step.mjs";

/** The crate of the addon that only tests use. */
const crate = "pintle-fixture-addon";

/** Builds it to target/fixtures, as a debug build, which also checks for overflows. */
export async function buildFixture() {
  await step("build the addon of the tests", build, {
    inputs: ["Cargo.toml", "Cargo.lock", ".cargo", "crates", "__test__/fixtures/addon"],
    outputs: ["target/fixtures/fixture.node"],
  });
}

async function build() {
  const outcome = await run("cargo", ["build", "--package", crate]);
  if (outcome.ok) {
    mkdirSync(at("target", "fixtures"), { recursive: true });
    replaceFile(libraryOf(crate, "debug"), at("target", "fixtures", "fixture.node"));
  }
  return outcome;
}
