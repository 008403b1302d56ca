import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { testFolder } from "../conformance/folder.ts";

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A folder with files, for as long as the test. */
export function folderOf(files: Files): string {
  const root = testFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

export function read(root: string, path: string): string {
  return readFileSync(join(root, path), "utf8");
}
