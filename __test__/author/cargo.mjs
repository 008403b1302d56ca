#!/usr/bin/env node
// Stands in for Cargo where the compiler does not matter: src/lib.rs is the path of the addon that it "builds", or
// the message of a compiler.

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [subcommand, ...args] = process.argv.slice(2);
const folder = process.cwd();
const source = join(folder, "src", "lib.rs");
const manifest = join(folder, "Cargo.toml");
const [, name] = /^name = "(.*)"/m.exec(readFileSync(manifest, "utf8"));
const target = { kind: ["cdylib"], src_path: source };

if (subcommand === "metadata") {
  const crate = { name, manifest_path: manifest, source: null, targets: [target] };
  console.log(JSON.stringify({ packages: [crate] }));
} else {
  writeFileSync(join(folder, "cargo-args.json"), JSON.stringify(args));
  const text = readFileSync(source, "utf8").trim();
  if (text.startsWith("error")) {
    console.error(text);
    process.exit(101);
  }
  const library = join(folder, "target", `lib${name}.so`);
  mkdirSync(join(folder, "target"), { recursive: true });
  copyFileSync(text, library);
  console.log("printed by a build script");
  console.log(JSON.stringify({ reason: "compiler-artifact", target, filenames: [library] }));
  console.log(JSON.stringify({ reason: "build-finished", success: true }));
}
