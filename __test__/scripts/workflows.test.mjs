import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { attempts, build } from "../../scripts/prebuild/matrix.mjs";
import { platforms } from "../../scripts/setup/host.mjs";
import { at } from "../../scripts/setup/root.mjs";

const files = readdirSync(at(".github", "workflows")).map((name) => ({
  name,
  text: readFileSync(at(".github", "workflows", name), "utf8"),
}));

test.each(files)("$name pins every action to a commit, and says its version", ({ text }) => {
  const used = text.match(/\buses:.*/g) ?? [];
  expect(used.length).toBeGreaterThan(0);
  const pinned = /^uses: [\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
  expect(used.filter((line) => !pinned.test(line))).toEqual([]);
});

test("an action has the same commit everywhere", () => {
  const used = new Set(files.flatMap(({ text }) => text.match(/(?<=\buses: ).*/g) ?? []));
  const names = [...used].map((line) => line.replace(/@.*/, ""));
  expect(new Set(names).size).toBe(used.size);
});

test.each(files)("$name takes the platforms from the list", ({ text }) => {
  const named = platforms.filter(({ name }) => text.includes(name));
  expect(named).toEqual([]);
});

test("every platform is built for, one of them with dist/", () => {
  expect(build.map(({ name }) => name)).toEqual(platforms.map(({ name }) => name));
  expect(build.filter(({ bundle }) => bundle)).toHaveLength(1);
});

test("every platform without musl is tried on a machine of its own", () => {
  expect(attempts).toHaveLength(platforms.filter(({ libc }) => libc !== "musl").length);
  for (const { runner } of attempts) {
    expect(runner).toMatch(/^(macos|ubuntu|windows)-/);
  }
});

test("the oldest Node that is supported is tested", () => {
  const { engines } = JSON.parse(readFileSync(at("package.json"), "utf8"));
  const oldest = /\d+/.exec(engines.node)?.[0];
  const tested = /^ +node: \[(\d+)/m.exec(
    readFileSync(at(".github/workflows/ci.yml"), "utf8"),
  )?.[1];
  expect(tested).toBe(oldest);
});
