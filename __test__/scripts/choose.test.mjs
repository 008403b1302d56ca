import { expect, test } from "vitest";
import { choose } from "../../scripts/test/choose.mjs";

/**
 * @param {string} title
 * @param {readonly string[]} groups
 * @param {string[]} [parts]
 * @returns {any}
 */
function check(title, groups, parts) {
  return { title, groups, ...(parts === undefined ? {} : { parts: () => parts }) };
}

const checks = [
  check("tsc", ["check"]),
  check("clippy", ["check", "rust"]),
  check("cargo test", ["rust"], ["pintle-core", "pintle-policy"]),
  check("vitest", ["unit"], ["__test__/plan/run.test.ts", "__test__/policy/git.test.ts"]),
];

/** @param {string[]} names */
function chosen(...names) {
  const { chosen, unknown } = choose(checks, names);
  expect(unknown).toEqual([]);
  return chosen.map(({ check, parts }) => [check.title, ...parts]);
}

test("no name chooses everything", () => {
  expect(chosen()).toEqual([["tsc"], ["clippy"], ["cargo test"], ["vitest"]]);
});

test("a check or a group is chosen by its name", () => {
  expect(chosen("tsc")).toEqual([["tsc"]]);
  expect(chosen("check")).toEqual([["tsc"], ["clippy"]]);
  expect(chosen("unit", "tsc")).toEqual([["tsc"], ["vitest"]]);
});

test("a piece of a name chooses the crates and the files that have it", () => {
  expect(chosen("plan")).toEqual([["vitest", "__test__/plan/run.test.ts"]]);
  expect(chosen("policy")).toEqual([
    ["cargo test", "pintle-policy"],
    ["vitest", "__test__/policy/git.test.ts"],
  ]);
});

test("with the name of a check that has parts, only its own are meant", () => {
  expect(chosen("unit", "policy")).toEqual([["vitest", "__test__/policy/git.test.ts"]]);
  expect(chosen("rust", "policy")).toEqual([["clippy"], ["cargo test", "pintle-policy"]]);
  expect(chosen("tsc", "plan")).toEqual([["tsc"], ["vitest", "__test__/plan/run.test.ts"]]);
});

test("a name that fits nothing is reported", () => {
  expect(choose(checks, ["plan", "nothing"]).unknown).toEqual(["nothing"]);
  expect(choose(checks, ["unit", "core"]).unknown).toEqual(["core"]);
});
