import { existsSync } from "node:fs";
import { at } from "../setup/root.mjs";
import { run } from "../setup/run.mjs";
import { step } from "../setup/step.mjs";

/**
 * Programs that only a release needs, with the versions that it is made with and the features that
 * they are built with. Their authors publish sources only to a registry, so what is not on the PATH is
 * compiled once into target/tools, which takes minutes.
 *
 * @type {Readonly<Record<string, { version: string, features?: string }>>}
 */
const tools = {
  "cargo-about": { version: "0.9.1", features: "cli" },
  "cargo-cyclonedx": { version: "0.5.9" },
};

const folder = at("target", "tools", "cargo");

/**
 * Runs a subcommand of Cargo that does not come with it.
 *
 * @param {keyof typeof tools} name such as "cargo-about"
 * @param {readonly string[]} args
 */
export async function runCargoTool(name, args) {
  const subcommand = name.replace("cargo-", "");
  if ((await run(name, [subcommand, "--version"])).ok) {
    return run(name, [subcommand, ...args]);
  }
  const program = at("target", "tools", "cargo", "bin", name);
  const { version, features } = tools[name] ?? { version: "" };
  if (!existsSync(program)) {
    const more = features === undefined ? [] : ["--features", features];
    const install = ["install", "--locked", "--root", folder, `${name}@${version}`, ...more];
    await step(`compile ${name}`, () => run("cargo", install));
  }
  return run(program, [subcommand, ...args]);
}
