import { run } from "./run.mjs";
import { step } from "./step.mjs";

/** The crate of the program that serves the commands of the fixture addon over its stdin and stdout. */
const crate = "pintle-fixture-host";

/** Builds it, as a debug build, as the addon is. */
export async function buildFixtureHost() {
  const fixtures = ["__test__/fixtures/addon", "__test__/fixtures/host"];
  await step("build the host of the tests", () => run("cargo", ["build", "--package", crate]), {
    inputs: ["Cargo.toml", "Cargo.lock", ".cargo", "crates", ...fixtures],
    outputs: [`target/debug/${crate}${process.platform === "win32" ? ".exe" : ""}`],
  });
}
