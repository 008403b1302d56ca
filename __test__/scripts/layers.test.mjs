import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { at, root } from "../../scripts/setup/root.mjs";

/** @type {Map<string, string[]>} */
const dependencies = new Map();
const metadata = execFileSync(
  "cargo",
  ["metadata", "--no-deps", "--format-version=1", "--offline"],
  { cwd: root, encoding: "utf8" },
);
for (const { name, dependencies: all } of JSON.parse(metadata).packages) {
  const used = all.filter((/** @type {any} */ one) => one.kind !== "dev");
  dependencies.set(
    name,
    used.map((/** @type {any} */ one) => one.name),
  );
}

test("only pintle-napi knows napi", () => {
  const knowing = [...dependencies]
    .filter(([name, used]) => used.includes("napi") && name !== "pintle-bench-peer")
    .map(([name]) => name);
  expect(knowing).toEqual(["pintle-napi"]);
});

test("only pintle-wasm knows wasm-bindgen", () => {
  const knowing = [...dependencies].filter(([, used]) => used.includes("wasm-bindgen"));
  expect(knowing.map(([name]) => name)).toEqual(["pintle-wasm"]);
});

test("the core depends on no other crate of the workspace but the macros", () => {
  const used = dependencies.get("pintle-core") ?? [];
  const ours = used.filter((name) => dependencies.has(name));
  expect(ours.filter((name) => name !== "pintle-macros")).toEqual([]);
});

test("the command line depends on the core alone", () => {
  const used = dependencies.get("pintle-command-line") ?? [];
  const ours = used.filter((name) => dependencies.has(name));
  expect(ours.sort()).toEqual(["pintle-core", "pintle-macros"]);
});

test("commands depend on what everybody's commands depend on", () => {
  const used = dependencies.get("pintle-commands") ?? [];
  expect(used.filter((name) => dependencies.has(name))).toEqual(["pintle"]);
});

test("a guest links nothing of the host's", () => {
  const used = dependencies.get("pintle-guest") ?? [];
  expect(used.filter((name) => dependencies.has(name))).toEqual([]);
});

test("the core touches neither files nor programs nor the network", () => {
  const folder = at("crates", "pintle-core", "src");
  for (const path of readdirSync(folder, { encoding: "utf8", recursive: true })) {
    if (path.endsWith(".rs")) {
      const text = readFileSync(join(folder, path), "utf8");
      expect(text, path).not.toMatch(/\bstd::(fs|net|process)\b|\b(File|Command)::(open|new)\(/);
    }
  }
});
