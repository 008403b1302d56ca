import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder for as long as the tests run. */
export function folder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "pintle-transports-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A folder for as long as the running test. */
export function testFolder(): string {
  const { path, remove } = folder();
  onTestFinished(remove);
  return path;
}

/** Puts files of different kinds into a folder. */
export function fill(root: string): void {
  mkdirSync(join(root, "sub"));
  mkdirSync(join(root, "empty"));
  writeFileSync(join(root, "a.txt"), "a text\n");
  writeFileSync(join(root, "sub", "b.bin"), Uint8Array.of(0, 255, 10, 13));
  writeFileSync(join(root, "sub", "ž🐎.txt"), "");
  symlinkSync("a.txt", join(root, "link"));
  utimesSync(join(root, "a.txt"), 1.5, 1.5);
}
