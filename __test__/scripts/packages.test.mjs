import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { allowedLicences, refusedLicences } from "../../scripts/packages/licences.mjs";
import { place, placesOf } from "../../scripts/packages/place.mjs";
import { unready } from "../../scripts/packages/publish.mjs";
import { stageAll } from "../../scripts/packages/stage.mjs";
import { statedVersions } from "../../scripts/packages/versions.mjs";
import { addon, host, platforms } from "../../scripts/setup/host.mjs";
import { at, root } from "../../scripts/setup/root.mjs";

const staged = stageAll();

/** @param {string} name */
function filesOf(name) {
  const folder = staged.find((one) => one.name === name)?.folder ?? "";
  const args = ["pack", "--dry-run", "--json", "--ignore-scripts"];
  const [{ files }] = JSON.parse(execFileSync("npm", args, { cwd: folder, encoding: "utf8" }));
  return files.map((/** @type {{ path: string }} */ { path }) => path).toSorted();
}

/** What `pintle new` copies. */
const templates = readdirSync(at("templates"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
  .toSorted();

test("pintle has these files, and parts of its bundle", () => {
  const isChunk = (/** @type {string} */ path) =>
    /^dist\/(wasm\/)?[\w-]+-[\w-]{8,9}\.js$/.test(path);
  expect(filesOf("pintle").filter((/** @type {string} */ path) => !isChunk(path))).toEqual([
    "CHANGELOG.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "THIRD-PARTY-LICENSES.txt",
    "dist/cli.js",
    "dist/contract.js",
    "dist/fallback.js",
    "dist/guest-worker.js",
    "dist/index.js",
    "dist/runtime.js",
    "dist/wasm/browser.js",
    "dist/wasm/init.js",
    "dist/wasm/node.js",
    "dist/wasm/pintle.wasm",
    "docs/bundlers.md",
    "index.d.ts",
    "package.json",
    "runtime.d.ts",
    ...templates,
    "wasm-init.d.ts",
    "wasm.d.ts",
  ]);
});

test("a platform's package has an addon, pintle-host and licences", async () => {
  const platform = platforms.find(({ name }) => name === host);
  const folder = staged.find((one) => one.platform === platform)?.folder;
  if (platform === undefined || folder === undefined) {
    throw new Error(`${host} has no package`);
  }
  rmSync(join(folder, "bin"), { recursive: true, force: true });
  await place(platform, { addon, host: at("package.json") }, folder);
  const own = Object.values(placesOf(platform, "."));
  const licences = ["LICENSE-APACHE", "LICENSE-MIT", "THIRD-PARTY-LICENSES.txt"];
  expect(filesOf(`@pintle/${host}`)).toEqual([...licences, ...own, "package.json"].toSorted());
});

/** @param {string} name */
async function manifestOf(name) {
  const folder = staged.find((one) => one.name === name)?.folder ?? "";
  return (await import(join(folder, "package.json"), { with: { type: "json" } })).default;
}

test("pintle is published after what it names: every platform's package in its own version", async () => {
  const manifest = await manifestOf("pintle");
  const index = staged.findIndex(({ name }) => name === "pintle");
  expect(Object.keys(manifest.optionalDependencies)).toEqual(
    staged.slice(0, index).map(({ name }) => name),
  );
  expect(new Set(Object.values(manifest.optionalDependencies))).toEqual(
    new Set([manifest.version]),
  );
  expect(manifest.preferUnplugged).toBe(true); // Else guests do not start under Yarn's Plug'n'Play.
  for (const none of ["scripts", "devDependencies", "imports"]) {
    expect(manifest).not.toHaveProperty(none);
  }
});

test("create-pintle is published after pintle, which it runs in its own version", async () => {
  expect(staged.at(-1)?.name).toBe("create-pintle");
  const [own, manifest] = [await manifestOf("create-pintle"), await manifestOf("pintle")];
  expect(own.dependencies).toEqual({ pintle: manifest.version });
  const licences = ["LICENSE-APACHE", "LICENSE-MIT"];
  expect(filesOf("create-pintle")).toEqual([...licences, "README.md", "index.js", "package.json"]);
});

test("a package without what it is for is not published", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pintle-package-"));
  const [first] = staged;
  if (first?.platform === undefined) {
    throw new Error("no platform is staged");
  }
  const { addon: file, host: program } = placesOf(first.platform, folder);
  const package_ = { ...first, folder };
  expect(await unready([package_])).toEqual([
    expect.stringContaining(`${first.name}: there is no ${file}`),
    expect.stringContaining(`there is no ${program}`),
  ]);
  await place(first.platform, { addon: at("package.json"), host: at("package.json") }, folder);
  expect((await unready([package_]))[0]).toContain("is built for undefined");
  rmSync(folder, { recursive: true });
});

test("every version of Pintle that is stated is the same", () => {
  const stated = statedVersions();
  expect(new Set(stated.map(({ path }) => path)).size).toBe(4);
  expect(new Set(stated.map(({ version }) => version)).size).toBe(1);
});

test("one command changes all of them", () => {
  const folder = mkdtempSync(join(tmpdir(), "pintle-version-"));
  for (const path of ["package.json", "package-lock.json", "Cargo.toml", "Cargo.lock"]) {
    cpSync(at(path), join(folder, path));
  }
  cpSync(at("scripts"), join(folder, "scripts"), {
    recursive: true,
    filter: (path) => !path.includes("node_modules"),
  });
  const script = join(folder, "scripts", "version.mjs");
  execFileSync(process.execPath, [script, "7.8.9-rc.1"]);
  const print =
    'import("./scripts/packages/versions.mjs").then((m) => console.log(JSON.stringify(m.statedVersions())))';
  const text = execFileSync(process.execPath, ["-e", print], { cwd: folder, encoding: "utf8" });
  const stated = JSON.parse(text).map((/** @type {{ version: string }} */ one) => one.version);
  expect(stated).toHaveLength(statedVersions().length);
  expect(new Set(stated)).toEqual(new Set(["7.8.9-rc.1"]));
  rmSync(folder, { recursive: true });
});

test("a version that is none is refused", () => {
  const run = () =>
    execFileSync(process.execPath, [at("scripts", "version.mjs"), "1.2"], {
      cwd: root,
      stdio: "pipe",
    });
  expect(run).toThrow(expect.objectContaining({ status: 2 }));
});

test("every package of npm has a licence that is allowed", () => {
  expect(allowedLicences()).toContain("MIT");
  expect(allowedLicences()).not.toContain("GPL-3.0-only");
  expect(refusedLicences()).toEqual([]);
});
