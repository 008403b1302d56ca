// The one test that builds what `pintle new` makes, with Cargo: it takes minutes the first time.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { loadAddon } from "../../index.ts";
import { ownPlatform } from "../../lib/author/platform.ts";
import manifest from "../../package.json" with { type: "json" };
import { folder as temporary } from "../conformance/folder.ts";

const root = resolve(".");
const { path: parent, remove } = temporary();
const folder = join(parent, "words");
const file = `words.${ownPlatform()}.node`;

/** Runs Node in the new addon. */
function node(...args: readonly string[]) {
  const env = { ...process.env, CARGO_TARGET_DIR: join(root, "target", "scaffold") };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  return { status, output: stdout + stderr };
}

const pintle = (...words: readonly string[]) => node(join(root, "dist", "cli.js"), ...words);
const bin = (path: string) => join(root, "node_modules", path);

/** What `npm install` would install, from this checkout. */
function install(): void {
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "@types"), { recursive: true });
  for (const name of ["vitest", "typescript", "@types/node"]) {
    symlinkSync(join(root, "node_modules", name), join(modules, name));
  }
  // Only what is published: TypeScript would prefer the sources of this checkout to their declarations.
  const files = manifest.files.filter((file) => !file.startsWith("!"));
  for (const file of ["package.json", ...files]) {
    cpSync(join(root, file), join(modules, "pintle", file), { recursive: true });
  }
  // The Rust of this checkout: a machine may have no other.
  cpSync(join(root, "rust-toolchain.toml"), join(folder, "rust-toolchain.toml"));
  // The crates of this checkout, which crates.io may have in another version or not at all.
  const crate = JSON.stringify(join(root, "crates", "pintle"));
  mkdirSync(join(folder, ".cargo"));
  writeFileSync(
    join(folder, ".cargo", "config.toml"),
    `[patch.crates-io]\npintle = { path = ${crate} }\n`,
  );
}

beforeAll(() => {
  const args = ["dist/cli.js", "new", folder, "--name", "@me/words"];
  execFileSync(process.execPath, args);
  install();
  return remove;
});

describe("a new addon", { timeout: 900_000 }, () => {
  it("builds", () => {
    const { status, output } = pintle("build");
    expect(output).toContain(`${file}\nlib/commands.ts\n`);
    expect(status).toBe(0);
  });

  it("passes its own tests", () => {
    const { status, output } = node(bin("vitest/vitest.mjs"), "run", "--no-color");
    expect(output).toMatch(/Tests {2}6 passed/);
    expect(status).toBe(0);
  });

  it("compiles, and works from what was compiled", () => {
    expect(node(bin("typescript/bin/tsc"))).toEqual({ status: 0, output: "" });
    // By its own name, as whoever installs it imports it.
    const script = 'import("@me/words").then(({ text }) => console.log(text.count("a b").words))';
    const { status, output } = node("-e", script);
    expect({ status, output }).toEqual({ status: 0, output: "2\n" });
  });

  it("is called from the command line, and has a contract that does not differ from itself", () => {
    const { output } = pintle("call", "--addon", `./${file}`, "text.count", "a b", "--json");
    expect(JSON.parse(output)).toEqual({ words: 2, lines: 1 });
    expect(pintle("contract", "diff", file, file).output).toBe("0 breaking, 0 compatible\n");
  });

  it("can be published once every platform has its addon", () => {
    // Nothing is asked of a registry.
    const nowhere = ["--registry", "http://127.0.0.1:1", "--fetch-retries", "0"];
    const dry = () => node("npm/publish.mjs", "--dry-run", ...nowhere);
    expect(dry().output).toContain("does not have words.darwin-arm64.node: build it there");
    const before = readFileSync(join(folder, "package.json"), "utf8");
    for (const platform of [
      "darwin-arm64",
      "darwin-x64",
      "linux-arm64-gnu",
      "linux-x64-gnu",
    ].concat(["win32-arm64", "win32-x64"])) {
      writeFileSync(join(folder, "npm", platform, `words.${platform}.node`), "");
    }
    const { status, output } = dry();
    expect(output).toContain("@me/words-linux-x64-gnu@0.1.0");
    expect(output).toMatch(/\+ @me\/words@0\.1\.0\n/);
    expect(status).toBe(0);
    expect(readFileSync(join(folder, "package.json"), "utf8")).toBe(before);
  });

  it("has a new command after the next build", () => {
    const source = join(folder, "src", "text.rs");
    const list = join(folder, "src", "lib.rs");
    const command =
      "\n/// Whether a text has no word.\n#[command(portable)]\npub fn is_empty(text: &str) -> bool {\n    text.trim().is_empty()\n}\n";
    writeFileSync(source, readFileSync(source, "utf8") + command);
    const old = readFileSync(list, "utf8");
    writeFileSync(list, old.replace("count_files]", "count_files, is_empty]"));
    expect(pintle("build").status).toBe(0);
    expect(readFileSync(join(folder, "lib", "commands.ts"), "utf8")).toContain("isEmpty");
    const { isEmpty } = loadAddon(join(folder, file)).commands.text as {
      isEmpty?: (text: string) => boolean;
    };
    expect(isEmpty?.(" ")).toBe(true);
  });
});
