import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const script = fileURLToPath(new URL("../fixtures/processes/neighbours.mjs", import.meta.url));

/** In a process of its own, whose files and children are counted. */
test.runIf(existsSync("/proc/self/fd"))(
  "hundreds of programs next to those of Node, on two threads, leave nothing behind",
  { timeout: 120_000 },
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [script]);
    const { ours, nodes, failed, files, children } = JSON.parse(stdout);
    expect({ ours, nodes, failed }).toEqual({ ours: 400, nodes: 200, failed: [] });
    expect(files.after).toEqual(files.before);
    expect(children).toEqual([]);
  },
);
