import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { testFolder } from "../conformance/folder.ts";
import { atTerminal, cli } from "./terminal.ts";

beforeEach(() => vi.stubEnv("npm_config_user_agent", "npm/10.9.0 node/v22.12.0"));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** The files in a folder, relative to it. */
function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  return files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
}

const platforms = ["darwin-arm64", "darwin-x64", "linux-arm64-gnu", "linux-x64-gnu"].concat([
  "win32-arm64",
  "win32-x64",
]);

const all = [
  ".github/workflows/build.yml",
  ".gitignore",
  "Cargo.toml",
  "README.md",
  "build.rs",
  "lib/index.ts",
  ...platforms.map((platform) => `npm/${platform}/package.json`),
  "npm/publish.mjs",
  "package.json",
  "src/lib.rs",
  "src/text.rs",
  "test/text.test.ts",
  "tsconfig.json",
];

describe("pintle new", () => {
  it("makes a whole addon", async () => {
    const folder = join(testFolder(), "a", "words");
    const { code, stdout, stderr } = await cli(["new", folder]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`made words in ${folder}\n`);
    expect(stdout).toMatch(/ {2}npm install\n {2}npm test\n$/);
    expect(filesIn(folder).toSorted()).toEqual(all.toSorted());
    const own = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    expect(own).toMatchObject({ name: "words", dependencies: { pintle: manifest.version } });
    expect(readFileSync(join(folder, "Cargo.toml"), "utf8")).toMatch(/^name = "words"$/m);
  });

  it("takes a scope for the packages, but not for the crate", async () => {
    const folder = join(testFolder(), "here");
    expect((await cli(["new", folder, "--name", "@me/my-words"])).code).toBe(0);
    const read = (path: string) => readFileSync(join(folder, path), "utf8");
    expect(JSON.parse(read("package.json")).name).toBe("@me/my-words");
    expect(read("Cargo.toml")).toMatch(/^name = "my-words"$/m);
    expect(JSON.parse(read("npm/darwin-arm64/package.json"))).toMatchObject({
      name: "@me/my-words-darwin-arm64",
      main: "my-words.darwin-arm64.node",
    });
    expect(read(".github/workflows/build.yml")).toMatch(
      /my-words\.\$\{\{ matrix\.platform \}\}\.node/,
    );
  });

  it("uses the versions that this checkout uses", () => {
    const read = (path: string) => readFileSync(path, "utf8");
    const { devDependencies, engines } = JSON.parse(read("templates/addon/package.template.json"));
    const known: Record<string, string> = manifest.devDependencies;
    for (const [name, version] of Object.entries(devDependencies)) {
      expect(version, name).toBe(`^${known[name]}`);
    }
    expect(engines).toEqual(manifest.engines);
    const [cargo, own] = [read("Cargo.toml"), read("templates/addon/Cargo.toml")];
    for (const field of [/^rust-version = .*$/m, /^edition = .*$/m, /^napi-build = .*$/m]) {
      expect(field.exec(own)?.[0]).toBe(field.exec(cargo)?.[0]);
    }
    const actions = (text: string) => [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action);
    const used = actions(read(".github/workflows/ci.yml") + read(".github/workflows/release.yml"));
    expect(used).toEqual(
      expect.arrayContaining(actions(read("templates/addon/.github/workflows/build.yml"))),
    );
  });

  it("leaves nothing of the template's names", async () => {
    const folder = join(testFolder(), "words");
    await cli(["new", folder]);
    for (const file of filesIn(folder)) {
      const text = readFileSync(join(folder, file), "utf8");
      expect(text, file).not.toMatch(/my-addon|@scope|PINTLE_VERSION/);
    }
  });

  it.each([
    ["pnpm/9.15.0 npm/? node/v22.12.0", "pnpm install", "pnpm test", "npx --yes pnpm install"],
    ["yarn/1.22.22 npm/? node/v22.12.0", "yarn install", "yarn test", "npx --yes yarn install"],
    ["bun/1.2.0 npm/? node/v22.6.0", "bun install", "bun run test", "npx --yes bun install"],
  ])("says what %s would type", async (agent, install, test, there) => {
    vi.stubEnv("npm_config_user_agent", agent);
    const folder = join(testFolder(), "words");
    const { stdout } = await cli(["new", folder]);
    expect(stdout).toMatch(new RegExp(` {2}${install}\n {2}${test}\n$`));
    expect(readFileSync(join(folder, "README.md"), "utf8")).toContain(`\n${install}\n`);
    const workflow = readFileSync(join(folder, ".github/workflows/build.yml"), "utf8");
    expect(workflow).toContain(`- run: ${there}\n`);
    expect(workflow).not.toContain("run: npm install");
  });

  it("asks for the name at a terminal, and not with --yes", async () => {
    vi.spyOn(process, "cwd").mockReturnValue(testFolder());
    expect(await atTerminal(["new"], ["words"])).toMatchObject({ code: 0 });
    expect(filesIn(join(process.cwd(), "words"))).toHaveLength(all.length);
    const { code, stderr } = await atTerminal(["new", "--yes"], ["words"]);
    expect(code).toBe(2);
    expect(stderr).toContain("expected a folder");
  });

  it.each([
    ["Words", "npm: "],
    ["type", "Cargo: "],
  ])("refuses the name %s, and writes nothing", async (name, why) => {
    const folder = testFolder();
    const { code, stderr } = await cli(["new", join(folder, name)]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${JSON.stringify(name)} cannot be the name of an addon: ${why}`);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("pintle new in a folder that is not empty", () => {
  function mine(): string {
    const folder = join(testFolder(), "words");
    mkdirSync(folder);
    writeFileSync(join(folder, "README.md"), "mine");
    writeFileSync(join(folder, "notes.txt"), "mine");
    return folder;
  }
  const isUntouched = (folder: string) =>
    expect(readdirSync(folder).toSorted()).toEqual(["README.md", "notes.txt"]);

  it("refuses, and says what would be overwritten", async () => {
    const folder = mine();
    for (const words of [[], ["--yes"]]) {
      const { code, stderr } = await cli(["new", folder, ...words]);
      expect(code).toBe(2);
      expect(stderr).toContain("is not empty; these files would be overwritten: README.md");
      expect(stderr).toContain("--force");
      isUntouched(folder);
    }
  });

  it.each(["n", "", "maybe"])("asks at a terminal, and takes %j for no", async (answer) => {
    const folder = mine();
    const { code, stderr } = await atTerminal(["new", folder], [answer]);
    expect(code).toBe(2);
    expect(stderr).toContain("these files would be overwritten: README.md\nwrite into it? (y/N): ");
    expect(stderr).toContain("nothing was written");
    isUntouched(folder);
  });

  it("takes the end of the input for no", async () => {
    const folder = mine();
    expect((await atTerminal(["new", folder], [])).code).toBe(2);
    isUntouched(folder);
  });

  it.each([
    ["with a yes", (folder: string) => atTerminal(["new", folder], ["y"])],
    ["with --force", (folder: string) => cli(["new", folder, "--force"])],
  ])("writes %s, and leaves other files alone", async (_, run) => {
    const folder = mine();
    const { code, stderr } = await run(folder);
    expect(code).toBe(0);
    expect(stderr).toContain("overwritten: README.md\n");
    expect(readFileSync(join(folder, "notes.txt"), "utf8")).toBe("mine");
    expect(readFileSync(join(folder, "README.md"), "utf8")).toMatch(/^# words\n/);
  });

  it("does not write through a link", async () => {
    const folder = mine();
    const outside = join(testFolder(), "outside.rs");
    writeFileSync(outside, "mine");
    symlinkSync(outside, join(folder, "build.rs"));
    expect((await cli(["new", folder, "--force"])).stderr).toContain("build.rs");
    expect(readFileSync(outside, "utf8")).toBe("mine");
  });

  it("says so where it is a file", async () => {
    const file = join(mine(), "notes.txt");
    const { code, stderr } = await cli(["new", file, "--name", "words", "--force"]);
    expect(code).toBe(2);
    expect(stderr).toContain("cannot be written to: ENOTDIR");
    expect(readFileSync(file, "utf8")).toBe("mine");
  });
});

it("npm create pintle does the same", () => {
  const parent = testFolder();
  cpSync("npm/create-pintle", join(parent, "creator"), { recursive: true });
  mkdirSync(join(parent, "node_modules"));
  symlinkSync(resolve("."), join(parent, "node_modules", "pintle"));
  const args = [join(parent, "creator", "index.js"), "words", "--name", "@me/words"];
  const output = execFileSync(process.execPath, args, { cwd: parent, encoding: "utf8" });
  expect(output).toContain(`made @me/words in ${join(parent, "words")}`);
  expect(filesIn(join(parent, "words")).toSorted()).toEqual(all.toSorted());
});
