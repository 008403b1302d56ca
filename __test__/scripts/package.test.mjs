import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { at, root } from "../../scripts/setup/root.mjs";

/** @param {string} path */
function json(path) {
  return JSON.parse(readFileSync(at(path), "utf8"));
}

test("every dependency is pinned to one version", () => {
  const { dependencies, devDependencies } = json("package.json");
  for (const version of Object.values({ ...dependencies, ...devDependencies })) {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  }
});

test("the lock file names no registry", () => {
  for (const [path, entry] of Object.entries(json("package-lock.json").packages)) {
    expect(entry, path).not.toHaveProperty("resolved");
  }
});

test("the lock file has the optional packages of every platform", () => {
  const { packages } = json("package-lock.json");
  for (const [path, { optionalDependencies = {} }] of Object.entries(packages)) {
    for (const name of Object.keys(optionalDependencies)) {
      const places = [`${path}/node_modules/${name}`, `node_modules/${name}`];
      expect(
        places.some((place) => place in packages),
        `${name} of ${path}`,
      ).toBe(true);
    }
  }
});

test("nothing runs when the package is installed", () => {
  const { scripts } = json("package.json");
  expect(Object.keys(scripts).filter((name) => /install|prepare/.test(name))).toEqual([]);
});

test.each([
  ["import", ["--input-type=module", "-e", 'import { math } from "pintle"; print(math)']],
  ["require", ["-e", 'const { math } = require("pintle"); print(math)']],
])("its name can be given to %s", (_, args) => {
  const script = args.map((arg) => arg.replace("print(math)", "console.log(math.add(2, 40))"));
  expect(execFileSync(process.execPath, script, { cwd: root, encoding: "utf8" })).toBe("42\n");
});
