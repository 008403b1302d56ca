import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { ownPlatform } from "../../lib/author/platform.ts";
import { testFolder } from "../conformance/folder.ts";

/** Two addons that differ. */
export const addons: { readonly fixture: string; readonly own: string } = {
  fixture: resolve("target/fixtures/fixture.node"),
  own: resolve(`lib/binding/pintle.${ownPlatform()}.node`),
};

/** The name of the addon's file in a project. */
export const addonName: string = `words.${ownPlatform()}.node`;

/** A project whose `cargo` is cargo.mjs. */
export function testProject(): { readonly folder: string; readonly path: string } {
  const folder = testFolder();
  mkdirSync(join(folder, "src"));
  const manifest = { name: "@me/words", pintle: { types: "lib/commands.ts" } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, "Cargo.toml"), '[package]\nname = "words"\n');
  writeFileSync(join(folder, "src", "lib.rs"), addons.fixture);
  mkdirSync(join(folder, "bin"));
  copyFileSync("__test__/author/cargo.mjs", join(folder, "bin", "cargo"));
  // Found as an ES module, whatever it is called.
  writeFileSync(join(folder, "bin", "package.json"), '{"type":"module"}');
  return { folder, path: `${join(folder, "bin")}${delimiter}${process.env.PATH}` };
}

/** Whether the addon of a project is a copy of that file. */
export function isCopyOf(folder: string, file: string): boolean {
  return readFileSync(join(folder, addonName)).equals(readFileSync(file));
}
