import { existsSync } from "node:fs";
import { at } from "./root.mjs";
import { run } from "./run.mjs";
import { step } from "./step.mjs";

/** The crate of the program that serves the commands over its stdin and stdout. */
const crate = "pintle-host";

/** Where it is built, in the checkout. */
export const program = `target/release/${crate}${process.platform === "win32" ? ".exe" : ""}`;

/** Builds it, as users get it, where the checkout has it. */
export async function buildStdioHost() {
  if (existsSync(at("crates", crate))) {
    await step(
      "build the stdio host",
      () => run("cargo", ["build", "--release", "--package", crate]),
      {
        inputs: ["Cargo.toml", "Cargo.lock", ".cargo", "src", "crates"],
        outputs: [program],
      },
    );
  }
}
