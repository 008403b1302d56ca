import { execFile } from "node:child_process";
import { closeSync, ftruncateSync, openSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { testFolder } from "../conformance/folder.ts";

const process = new URL("../fixtures/processes/hash-memory.mjs", import.meta.url).pathname;

/** How much the memory of a process grows at most while it hashes a file without content. */
async function growth(size: number, algorithm: string): Promise<number> {
  const path = join(testFolder(), "sparse");
  const file = openSync(path, "w");
  ftruncateSync(file, size);
  closeSync(file);
  const { stdout } = await promisify(execFile)("node", [process, path, algorithm]);
  return JSON.parse(stdout).grown;
}

// PINTLE_TEST_HUGE=1 takes 8 GiB, which needs up to a minute.
const huge = globalThis.process.env.PINTLE_TEST_HUGE === "1";
const size = (huge ? 8 * 1024 : 512) * 2 ** 20;

test.each(["blake3", "sha256"])(
  "hashing a large file with %s needs a few megabytes",
  {
    timeout: 300_000,
  },
  async (algorithm) => {
    expect(await growth(size, algorithm)).toBeLessThan(32 * 2 ** 20);
  },
);
