import { execFileSync } from "node:child_process";
import { appendFileSync, copyFileSync, lstatSync, mkdirSync, readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fetchTarballs } from "../../examples/link-packages/fetch.ts";
import { binLinks, lockedPackages, tarballOf } from "../../examples/link-packages/lockfile.ts";
import { linkPlainly } from "../../examples/link-packages/plain.ts";
import { linkPackages } from "../../examples/link-packages/plan.ts";
import { tree } from "../../index.ts";
import { failure } from "../failure.ts";

const checkout = fileURLToPath(new URL("../../", import.meta.url));
const lockfile = join(checkout, "package-lock.json");
// In target/, since that may take a gigabyte, which a /tmp in memory has no room for.
const ground = join(checkout, "target", "link-packages");
const tarballs = join(ground, "tarballs");
const [byPlan, plainly, refused] = ["plan", "plain", "refused"].map((name) =>
  join(ground, name),
) as [string, string, string];
const packages = lockedPackages(lockfile);

function clear(): void {
  for (const into of [byPlan, plainly, refused]) {
    rmSync(into, { recursive: true, force: true });
  }
}

beforeAll(() => {
  clear();
  fetchTarballs(packages, tarballs);
  for (const into of [byPlan, plainly, refused]) {
    mkdirSync(into);
    copyFileSync(join(checkout, "package.json"), join(into, "package.json"));
  }
}, 300_000);
afterAll(clear);

/** Every entry with its mode, and what a link leads to. */
function listing(into: string): string[] {
  const kinds = ["file", "directory", "symlink", "other"] as const;
  return tree.walkSync(into, { kinds: [...kinds] }).paths.map((path) => {
    const stat = lstatSync(join(into, path));
    const target = stat.isSymbolicLink() ? readlinkSync(join(into, path)) : "";
    return `${path} ${stat.mode.toString(8)} ${target}`;
  });
}

describe.runIf(process.platform !== "win32")("linking the packages of a lock file", () => {
  test("makes the same tree by a plan as with ssri and tar", { timeout: 120_000 }, async () => {
    expect(packages.length).toBeGreaterThan(200);
    const linked = { packages: packages.length, links: binLinks(packages).length };
    expect(await linkPackages(packages, tarballs, byPlan)).toEqual(linked);
    expect(linkPlainly(packages, tarballs, plainly)).toEqual(linked);
    expect(listing(byPlan)).toEqual(listing(plainly));
    execFileSync("diff", ["-r", "--no-dereference", byPlan, plainly]);
  });

  test.each([byPlan, plainly])("makes one that npm is content with: %s", (into) => {
    // It fails when something is missing, is not what is wanted, or is not wanted by anybody.
    const args = ["ls", "--all", "--json"];
    const found = execFileSync("npm", args, { cwd: into, encoding: "utf8", maxBuffer: 2 ** 26 });
    const { problems, dependencies } = JSON.parse(found);
    expect(problems).toBeUndefined();
    expect(Object.keys(dependencies)).toContain("typescript");
  });

  test("makes programs that run", () => {
    for (const into of [byPlan, plainly]) {
      const tsc = join(into, "node_modules", ".bin", "tsc");
      expect(execFileSync(tsc, ["--version"], { encoding: "utf8" })).toMatch(/^Version \d/);
    }
  });

  test("extracts nothing when one tarball is not what the lock file says", async () => {
    const few = packages.slice(0, 20);
    const bad = few[7] as (typeof few)[number];
    const copies = join(refused, "tarballs");
    mkdirSync(copies);
    for (const name of few.map(tarballOf)) {
      copyFileSync(join(tarballs, name), join(copies, name));
    }
    appendFileSync(join(copies, tarballOf(bad)), "x");
    expect(await failure(() => linkPackages(few, copies, refused))).toMatchObject({
      code: "ERR_PINTLE_INTEGRITY",
      command: "hash.checkFiles",
      details: { path: tarballOf(bad) },
    });
    expect(() => linkPlainly(few, copies, refused)).toThrow(tarballOf(bad));
    expect((await tree.walk(refused, { glob: ["node_modules/**"] })).count).toBe(0);
  });
});
