import { existsSync } from "node:fs";
import { join } from "node:path";
import { at } from "../setup/root.mjs";
import { run } from "../setup/run.mjs";
import { step } from "../setup/step.mjs";

/** Programs that only a release needs, with the versions that it is made with. */
const tools = { "cargo-cyclonedx": "0.5.9" };

const folder = at("target", "tools", "cargo");

/**
 * Runs a subcommand of Cargo that does not come with it. The registry has only its source, so where it is
 * not on the PATH it is compiled once, which takes minutes.
 *
 * @param {keyof typeof tools} name such as "cargo-cyclonedx"
 * @param {readonly string[]} args
 */
export async function runCargoTool(name, args) {
  const subcommand = name.replace("cargo-", "");
  if ((await run(name, [subcommand, "--version"])).ok) {
    return run(name, [subcommand, ...args]);
  }
  const program = join(folder, "bin", name);
  if (!existsSync(program)) {
    const install = ["install", "--locked", "--root", folder, `${name}@${tools[name]}`];
    await step(`compile ${name}`, () => run("cargo", install));
  }
  return run(program, [subcommand, ...args]);
}
