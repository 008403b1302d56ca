import { closeSync, openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { replaceFile } from "../../scripts/setup/replace.mjs";
import { at } from "../../scripts/setup/root.mjs";
import { testFolder } from "../conformance/folder.ts";

test("who has a file open keeps it when it is replaced", () => {
  const folder = testFolder();
  const [from, to] = [join(folder, "from"), join(folder, "to")];
  writeFileSync(from, "new");
  writeFileSync(to, "old");
  const open = openSync(to, "r");
  replaceFile(from, to);
  expect(readFileSync(open, "utf8")).toBe("old");
  expect(readFileSync(to, "utf8")).toBe("new");
  expect(readdirSync(folder).sort()).toEqual(["from", "to"]);
  closeSync(open);
});

test("nothing that is built is copied over what may be loaded", () => {
  const scripts = readdirSync(at("scripts"), { recursive: true, encoding: "utf8" });
  for (const script of scripts.filter((name) => name.endsWith(".mjs"))) {
    const text = readFileSync(at("scripts", script), "utf8");
    expect(text, script).not.toMatch(/copyFileSync\((libraryOf|built\.)/);
  }
});
