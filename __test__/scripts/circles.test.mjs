import { expect, test } from "vitest";
import { at } from "../../scripts/setup/root.mjs";
import { circles, readAll, upwards } from "./imports/circles.mjs";
import { rustImports } from "./imports/rust.mjs";
import { typescriptImports } from "./imports/typescript.mjs";

const library = typescriptImports(readAll(at("lib"), ".ts"));
const commands = rustImports(readAll(at("crates", "pintle-commands", "src"), ".rs"));
const napi = rustImports(readAll(at("crates", "pintle-napi", "src"), ".rs"));

test("no circle between the folders of lib/", () => {
  expect(circles(library, { files: false })).toEqual([]);
});

test("no circle between the families of pintle-commands", () => {
  expect(circles(commands, { files: false })).toEqual([]);
});

test("fs is below walk in pintle-commands, and the families are above both", () => {
  expect(upwards(commands, ["fs", "walk"])).toEqual([]);
});

test("no circle between the files of pintle-napi", () => {
  expect(circles(napi, { files: true })).toEqual([]);
});

test("values are below calls in pintle-napi, and what is exported is above both", () => {
  expect(upwards(napi, ["value", "call", "export"])).toEqual([]);
});

test("a circle of folders is found where no two files import each other", () => {
  const imports = typescriptImports(
    new Map([
      ["a/one.ts", 'import { b } from "../b/one.ts";'],
      ["a/two.ts", ""],
      ["b/one.ts", 'import "node:fs"; import { c } from "./c/one.ts";'],
      ["b/c/one.ts", 'export type A = import("../../a/two.ts").A;'],
      ["c.ts", 'import "./a/one.ts"; import type { B } from "../elsewhere.ts";'],
    ]),
  );
  expect(circles(imports, { files: false })).toEqual([
    "a/one.ts imports b/one.ts",
    "b/c/one.ts imports a/two.ts",
  ]);
});

test("files of inner folders count if asked for, and outermost files always do", () => {
  const imports = typescriptImports(
    new Map([
      ["a/one.ts", 'import "./two.ts";'],
      ["a/two.ts", 'import "./one.ts";'],
      ["b/one.ts", 'export * from "../c.ts";'],
      ["c.ts", 'await import("./b/two.ts");'],
    ]),
  );
  const outermost = ["b/one.ts imports c.ts", "c.ts imports b/two.ts"];
  expect(circles(imports, { files: false })).toEqual(outermost);
  expect(circles(imports, { files: true })).toEqual([
    "a/one.ts imports a/two.ts",
    "a/two.ts imports a/one.ts",
    ...outermost,
  ]);
});

test("what Rust modules need of each other is found in `use` and in code", () => {
  const imports = rustImports(
    new Map([
      ["lib.rs", "mod a;\nmod b;\npub use a::A;\nfn f() { b::deep::g() }"],
      ["a.rs", "use crate::{b::{self, deep::Deep as D}, c::*};\nfn f() { super::d::h::<u8>() }"],
      ["b/mod.rs", "pub mod deep;\npub(crate) use deep::Deep;\nuse std::fmt;"],
      ["b/deep.rs", "use super::super::A;\npub(in crate::b) fn g() {}"],
      ["c.rs", "use crate::b::Deep;\nmod inner { use super::super::d; }"],
      ["d.rs", '// crate::a\n/// [`crate::b`]\nconst X: &str = "crate::c"; const Y: char = \'"\';'],
    ]),
  );
  expect(imports.map(({ from, to }) => `${from} ${to}`)).toEqual([
    "lib.rs b/deep.rs",
    "a.rs b/mod.rs",
    "a.rs b/deep.rs",
    "a.rs c.rs",
    "a.rs d.rs",
    "b/deep.rs a.rs",
    "c.rs b/deep.rs",
    "c.rs d.rs",
  ]);
  expect(circles(imports, { files: true })).toEqual([
    "a.rs imports b/deep.rs",
    "a.rs imports b/mod.rs",
    "a.rs imports c.rs",
    "b/deep.rs imports a.rs",
    "c.rs imports b/deep.rs",
  ]);
});

test("what only tests need makes no circle", () => {
  const imports = rustImports(
    new Map([
      ["a.rs", "#[cfg(test)]\nuse crate::b::B;\n#[cfg(test)]\nmod tests { use crate::b; }"],
      ["c.rs", "#[cfg(all(test, unix))]\nmod tests { use crate::b; }"],
      ["b.rs", "#[cfg(test)] mod tests;\nuse crate::a::A;"],
      ["b/tests/mod.rs", "use crate::a::A;"],
    ]),
  );
  expect(imports).toEqual([{ from: "b.rs", to: "a.rs" }]);
});

test("an import into a higher floor is found", () => {
  const imports = [
    { from: "fs/a.rs", to: "walk/b.rs" },
    { from: "walk/b.rs", to: "fs/a.rs" },
    { from: "walk/b.rs", to: "tree/c.rs" },
    { from: "tree/c.rs", to: "text/d.rs" },
  ];
  expect(upwards(imports, ["fs", "walk"])).toEqual([
    "fs/a.rs imports walk/b.rs",
    "walk/b.rs imports tree/c.rs",
  ]);
});
