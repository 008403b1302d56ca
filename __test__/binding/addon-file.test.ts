import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { addonFile, PintleLoadError } from "../../index.ts";
import { ownPlatform } from "../../lib/author/platform.ts";
import { testFolder } from "../conformance/folder.ts";

const name = `words.${ownPlatform()}.node`;
const other = `@me/words-${ownPlatform()}`;

function place() {
  return { name: "words", package: "@me/words", folder: testFolder() };
}

/** Installs the package for this platform. */
function install(folder: string): string {
  const installed = join(folder, "node_modules", other);
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(installed, "package.json"), JSON.stringify({ name: other, main: name }));
  return installed;
}

it("is what was built in the folder, even if a package has one", () => {
  const own = place();
  writeFileSync(join(own.folder, name), "");
  writeFileSync(join(install(own.folder), name), "");
  expect(addonFile(own)).toBe(join(own.folder, name));
});

it("is otherwise that of the package for this platform", () => {
  const own = place();
  const installed = install(own.folder);
  writeFileSync(join(installed, name), "");
  expect(addonFile(own)).toBe(join(installed, name));
});

it("is in the package beside the own one, as package managers install it", () => {
  const folder = testFolder();
  const own = join(folder, "node_modules", "@me", "words");
  mkdirSync(own, { recursive: true });
  const installed = install(folder);
  writeFileSync(join(installed, name), "");
  expect(addonFile({ ...place(), folder: own })).toBe(join(installed, name));
});

it("says what is missing", () => {
  const own = place();
  const thrown = (work: () => unknown) => {
    try {
      return work();
    } catch (error) {
      return error;
    }
  };
  const absent = thrown(() => addonFile(own)) as PintleLoadError;
  expect(absent).toBeInstanceOf(PintleLoadError);
  expect(absent.reason).toBe("not-installed");
  expect(absent.message).toContain(`the optional package ${other} is not installed`);
  install(own.folder);
  const empty = thrown(() => addonFile(own)) as PintleLoadError;
  expect(empty.reason).toBe("missing-addon");
  expect(empty.message).toContain(`${name} is missing`);
});
