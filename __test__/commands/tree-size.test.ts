import { execFileSync } from "node:child_process";
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tree } from "../../index.ts";
import { failure } from "../failure.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "pintle-size-"));
  mkdirSync(join(root, "folder", "deeper"), { recursive: true });
  writeFileSync(join(root, "a"), Buffer.alloc(10_000));
  writeFileSync(join(root, "folder", "b"), Buffer.alloc(5_000));
  writeFileSync(join(root, "folder", "deeper", "c.log"), "c");
  linkSync(join(root, "a"), join(root, "folder", "a again"));
  symlinkSync("a", join(root, "link"));
  writeFileSync(join(root, "sparse"), "");
  truncateSync(join(root, "sparse"), 1_000_000);
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

describe("tree.size", () => {
  test("counts a file once, however many names it has", async () => {
    const size = await tree.size(root);
    expect(size).toMatchObject({ files: 5, folders: 2, others: 1, errors: [] });
    expect(size.bytes).toBe(10_000 + 5_000 + 1 + 1_000_000);
    expect(tree.sizeSync(root)).toEqual(size);
  });

  test.runIf(process.platform === "linux")("takes the room that du sees", async () => {
    const du = execFileSync("du", ["-s", "--block-size=1", root], { encoding: "utf8" });
    const { diskBytes, bytes } = await tree.size(root);
    expect(diskBytes).toBe(Number.parseInt(du, 10));
    expect(diskBytes).toBeLessThan(bytes);
  });

  test("skips what it is told to", async () => {
    writeFileSync(join(root, ".gitignore"), "*.log\n");
    expect((await tree.size(root, { exclude: ["folder/b", "sparse"] })).bytes).toBe(10_007);
    expect((await tree.size(root, { gitignore: true })).files).toBe(5);
  });

  test("fails where there is no folder", async () => {
    for (const [path, errno] of [
      ["a", "ENOTDIR"],
      ["missing", "ENOENT"],
    ]) {
      expect(await failure(() => tree.size(join(root, path!)))).toMatchObject({
        code: "ERR_PINTLE_IO",
        pointer: "/root",
        command: "tree.size",
        details: { errno },
      });
    }
  });
});
