import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { addonName, addons, isCopyOf, testProject } from "../author/project.ts";
import { cli } from "./terminal.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** A project in which the command line runs. */
function project(): string {
  const { folder, path } = testProject();
  vi.stubEnv("PATH", path);
  vi.spyOn(process, "cwd").mockReturnValue(folder);
  return folder;
}

const argsIn = (folder: string) =>
  JSON.parse(readFileSync(join(folder, "cargo-args.json"), "utf8"));

describe("pintle build", () => {
  it("puts the addon in place and generates its types", async () => {
    const folder = project();
    const { code, stdout, stderr } = await cli(["build"]);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: `${addonName}\nlib/commands.ts\n`,
      stderr: "",
    });
    expect(isCopyOf(folder, addons.fixture)).toBe(true);
    const module = readFileSync(join(folder, "lib", "commands.ts"), "utf8");
    expect(module).toContain('from "pintle/runtime";');
    expect(module).toContain(
      'addonFile({ name: "words", package: "@me/words", folder: fileURLToPath(new URL("../", import.meta.url)) })',
    );
    expect(argsIn(folder)).not.toContain("--release");
  });

  it("makes a new file of another addon, and keeps one that is the same", async () => {
    const folder = project();
    const inode = () => statSync(join(folder, addonName)).ino;
    await cli(["build"]);
    const first = inode();
    await cli(["build"]);
    expect(inode()).toBe(first);
    writeFileSync(join(folder, "src", "lib.rs"), addons.own);
    await cli(["build"]);
    expect(inode()).not.toBe(first);
    expect(readFileSync(join(folder, "lib", "commands.ts"), "utf8")).toContain("math.add");
  });

  it("passes on what Cargo takes", async () => {
    const folder = project();
    expect((await cli(["build", "--release", "--", "--features", "more"])).code).toBe(0);
    expect(argsIn(folder)).toEqual([
      ...["--manifest-path", join(folder, "Cargo.toml"), "--lib"],
      ...["--message-format=json-render-diagnostics", "--release", "--features", "more"],
    ]);
  });

  it("names the file after the platform, and generates no types of another one's", async () => {
    const folder = project();
    const other = process.platform === "win32" ? "aarch64-apple-darwin" : "x86_64-pc-windows-msvc";
    const { code, stdout } = await cli(["build", "--target", other]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^words\.(win32-x64|darwin-arm64)\.node\n$/);
    expect(argsIn(folder)).toContain(other);
    expect(existsSync(join(folder, "lib"))).toBe(false);
  });

  it.each([
    ["a target without Node", ["--target", "wasm32-unknown-unknown"], "Node does not run on"],
    ["an option that does not exist", ["--realease"], "Did you mean --release"],
  ])("refuses %s", async (_, words, message) => {
    project();
    const { code, stderr } = await cli(["build", ...words]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it("fails with Cargo, and leaves what is in place", async () => {
    const folder = project();
    await cli(["build"]);
    writeFileSync(join(folder, "src", "lib.rs"), "error: expected one of");
    const { code, stdout, stderr } = await cli(["build"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toBe("error: the addon cannot be built; see above\n");
    expect(isCopyOf(folder, addons.fixture)).toBe(true);
  });

  it("puts nothing in place that cannot be loaded", async () => {
    const folder = project();
    await cli(["build"]);
    writeFileSync(join(folder, "src", "lib.rs"), join(folder, "package.json"));
    const { code, stderr } = await cli(["build"]);
    expect(code).toBe(1);
    expect(stderr).toContain("libwords.so cannot be loaded");
    expect(isCopyOf(folder, addons.fixture)).toBe(true);
  });

  it("says what is missing without Cargo", async () => {
    project();
    vi.stubEnv("PATH", "/nonexistent");
    const { code, stderr } = await cli(["build"]);
    expect(code).toBe(3);
    expect(stderr).toContain("install Rust from https://rustup.rs");
  });

  it.each([
    ["no Cargo.toml", "Cargo.toml", undefined, "has no Cargo.toml"],
    ["no package.json", "package.json", "{", "package.json cannot be read"],
    ["no name", "package.json", "{}", "package.json: name: expected a text"],
    [
      "types elsewhere",
      "package.json",
      '{"name":"a","pintle":{"types":"../a.ts"}}',
      "pintle.types: expected a .ts file in the project, got ../a.ts",
    ],
  ])("refuses a project with %s", async (_, file, text, message) => {
    const folder = project();
    if (text === undefined) {
      vi.spyOn(process, "cwd").mockReturnValue(join(folder, "src"));
    } else {
      writeFileSync(join(folder, file), text);
    }
    const { code, stderr } = await cli(["build"]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
