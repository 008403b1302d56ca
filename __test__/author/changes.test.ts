import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { Changes } from "../../lib/author/changes.ts";
import { testFolder } from "../conformance/folder.ts";

/** A crate that is watched. */
function watched() {
  const folder = testFolder();
  mkdirSync(join(folder, "src", "inner"), { recursive: true });
  writeFileSync(join(folder, "Cargo.toml"), "");
  writeFileSync(join(folder, "src", "lib.rs"), "");
  writeFileSync(join(folder, "src", "inner", "deep.rs"), "");
  const changes = new Changes([join(folder, "Cargo.toml"), join(folder, "src")]);
  onTestFinished(() => changes.close());
  return { folder, changes };
}

const never = new AbortController().signal;

it.each(["src/lib.rs", "src/inner/deep.rs", "Cargo.toml", "src/new.rs"])(
  "sees that %s is written",
  async (path) => {
    const { folder, changes } = watched();
    writeFileSync(join(folder, path), "mod a;");
    expect(await changes.next(never)).toEqual(new Set([join(folder, path)]));
  },
);

it("sees a file again that an editor has replaced", async () => {
  const { folder, changes } = watched();
  for (const path of ["Cargo.toml", "src/lib.rs", "src/lib.rs"]) {
    writeFileSync(join(folder, "draft"), "mod a;");
    renameSync(join(folder, "draft"), join(folder, path));
    expect(await changes.next(never)).toEqual(new Set([join(folder, path)]));
  }
});

it("sees what is written in a new folder, and in one of a name that was there before", async () => {
  const { folder, changes } = watched();
  for (let round = 0; round < 2; round += 1) {
    mkdirSync(join(folder, "src", "new"));
    expect(await changes.next(never)).toContain(join(folder, "src", "new"));
    writeFileSync(join(folder, "src", "new", "mod.rs"), "");
    expect(await changes.next(never)).toContain(join(folder, "src", "new", "mod.rs"));
    rmSync(join(folder, "src", "new"), { recursive: true });
    expect(await changes.next(never)).toContain(join(folder, "src", "new"));
  }
});

it("has several changes as one, and nothing that is not a source", async () => {
  const { folder, changes } = watched();
  for (const name of ["package.json", "src/.lib.rs.swp", "src/lib.rs~", "src/a.rs", "src/b.rs"]) {
    writeFileSync(join(folder, name), "");
  }
  expect(await changes.next(never)).toEqual(
    new Set([join(folder, "src", "a.rs"), join(folder, "src", "b.rs")]),
  );
});

it("stops waiting when it is aborted", async () => {
  const { changes } = watched();
  const controller = new AbortController();
  const waiting = changes.next(controller.signal);
  controller.abort();
  expect(await waiting).toEqual(new Set());
  expect(await changes.next(controller.signal)).toEqual(new Set());
});
