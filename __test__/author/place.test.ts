import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { putInPlace, writeInPlace } from "../../lib/author/place.ts";
import { testFolder } from "../conformance/folder.ts";

const addon = "target/fixtures/fixture.node";

it("leaves a process alone that has loaded the file before", async () => {
  const folder = testFolder();
  const file = join(folder, "words.node");
  copyFileSync(addon, file);
  // What it calls after the change is read from the file only then.
  const script = `
    const addon = require(${JSON.stringify(file)});
    console.log("loaded");
    process.stdin.once("data", () => console.log(addon.contract().length));
    process.stdin.once("data", () => process.exit(0));
  `;
  const node = spawn(process.execPath, ["-e", script], { stdio: ["pipe", "pipe", "inherit"] });
  await once(node.stdout, "data");
  const before = statSync(file).ino;
  writeFileSync(join(folder, "new"), "something else, and shorter");
  putInPlace(join(folder, "new"), file);
  expect(statSync(file).ino).not.toBe(before);
  node.stdin.write("go on\n");
  const [output] = await once(node.stdout, "data");
  expect(Number(output)).toBeGreaterThan(1000);
  expect(await once(node, "close")).toEqual([0, null]);
  expect(readdirSync(folder).toSorted()).toEqual(["new", "words.node"]);
});

it("replaces a link, and not what it leads to", () => {
  const folder = testFolder();
  writeFileSync(join(folder, "target"), "old");
  symlinkSync("target", join(folder, "link"));
  writeInPlace(join(folder, "link"), "new");
  expect(readFileSync(join(folder, "link"), "utf8")).toBe("new");
  expect(readFileSync(join(folder, "target"), "utf8")).toBe("old");
});

it("leaves no draft where it fails", () => {
  const folder = testFolder();
  writeFileSync(join(folder, "file"), "");
  expect(() => putInPlace(join(folder, "none"), join(folder, "file"))).toThrow("ENOENT");
  expect(() => putInPlace(join(folder, "file"), join(folder, "none", "file"))).toThrow("ENOENT");
  expect(readdirSync(folder)).toEqual(["file"]);
});
