import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { batches } from "../../examples/link-packages/fetch.ts";
import {
  binLinks,
  type LockedPackage,
  lockedPackages,
  tarballOf,
} from "../../examples/link-packages/lockfile.ts";

/** What is read of a lock file with these packages below node_modules, all of which are needed. */
function read(entries: Record<string, object>): ReturnType<typeof lockedPackages> {
  const names = Object.keys(entries).filter((folder) => !folder.includes("/"));
  const dependencies = Object.fromEntries(names.map((name) => [name, "*"]));
  const below = Object.entries(entries).map(([folder, entry]) => [`node_modules/${folder}`, entry]);
  return readLock({ "": { dependencies }, ...Object.fromEntries(below) });
}

function readLock(
  entries: Record<string, object>,
  lockfileVersion = 3,
): ReturnType<typeof lockedPackages> {
  const folder = mkdtempSync(join(tmpdir(), "pintle-lock-"));
  const path = join(folder, "package-lock.json");
  writeFileSync(path, JSON.stringify({ lockfileVersion, packages: entries }));
  try {
    return lockedPackages(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("what a lock file says", () => {
  const good = { version: "1.0.0", resolved: "https://r/a.tgz", integrity: "sha512-x" };

  test.each([
    ["a workspace", { resolved: "packages/a", link: true }, "packages/a"],
    ["a folder", { resolved: "../a", link: true }, "../a"],
    ["a tarball of its own", { ...good, resolved: "file:a.tgz" }, "file:a.tgz"],
    ["git", { version: "1.0.0", resolved: "git+ssh://git@h/a.git#1" }, "git+ssh"],
    ["nothing to check", { version: "1.0.0", resolved: "https://r/a.tgz" }, "integrity"],
    ["another platform", { ...good, os: ["aix"] }, "platform"],
  ])("is refused where it has %s", (_what, entry, message) => {
    expect(() => read({ a: entry })).toThrow(
      new RegExp(`node_modules/a .*${message.replace("+", "\\+")}`),
    );
  });

  test("is refused where a dependency is missing", () => {
    expect(() => readLock({ "": { dependencies: { a: "1" } } })).toThrow("needs a,");
    const optional = { "": { optionalDependencies: { a: "1" } } };
    expect(readLock(optional)).toEqual([]);
  });

  test("leaves out what is optional and for another platform", () => {
    expect(read({ a: { ...good, os: ["aix"], optional: true } })).toEqual([]);
  });

  test("has links for the programs of bundled packages too", () => {
    const packages = read({
      a: { ...good, bin: { a: "a.js" }, dependencies: { b: "1" } },
      "a/node_modules/b": { version: "1.0.0", inBundle: true, bin: { b: "bin/b.js" } },
    });
    expect(packages).toHaveLength(1);
    expect(binLinks(packages)).toEqual([
      { path: "node_modules/.bin/a", target: "../a/a.js" },
      { path: "node_modules/a/node_modules/.bin/b", target: "../b/bin/b.js" },
    ]);
  });

  test("has programs under the same names as npm", () => {
    const links = (bin: unknown, folder = "@s/a") =>
      binLinks(read({ [folder]: { ...good, bin } })).map(({ path, target }) => [path, target]);
    expect(
      readLock({
        "": { dependencies: { "@s/a": "1" } },
        "node_modules/@s/a": { ...good, bin: "c.js" },
      }).map(({ bin }) => bin),
    ).toEqual([{ a: "c.js" }]);
    expect(links("./c.js", "a")).toEqual([["node_modules/.bin/a", "../a/c.js"]]);
    expect(links({ "x/../../b": "../../c.js" }, "a")).toEqual([
      ["node_modules/.bin/b", "../a/c.js"],
    ]);
  });

  test("has the first of two programs of one name, as npm does", () => {
    const bin = { semver: "bin/semver.js" };
    const packages = read({
      semver: { ...good, bin },
      asv: { ...good, name: "semver", version: "6.3.1", bin },
    });
    expect(packages.map(tarballOf)).toEqual(["semver-1.0.0.tgz", "semver-6.3.1.tgz"]);
    expect(binLinks(packages)).toEqual([
      { path: "node_modules/.bin/semver", target: "../asv/bin/semver.js" },
    ]);
  });

  test.each([1, 2])("is refused as of version %d", (lockfileVersion) => {
    expect(() => readLock({ "": {} }, lockfileVersion)).toThrow("expected lockfileVersion 3");
  });

  test("uses a separate name and download for every tarball", () => {
    const names = ["@foo/bar", "foo-bar", "@a/b-c", "@a-b/c"];
    const packages = names.map((name) => ({ name, version: "1.0.0" }) as LockedPackage);
    expect(new Set(packages.map(tarballOf)).size).toBe(4);
    const specs = batches(packages).map((batch) => [...batch.values()].map(({ spec }) => spec));
    expect(specs).toEqual([
      ["@foo/bar@1.0.0", "@a/b-c@1.0.0"],
      ["foo-bar@1.0.0", "@a-b/c@1.0.0"],
    ]);
  });
});
