/** A new folder for each test, with one to read from and one to write to. */

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";

export let root: string;
export let from: string;
export let to: string;

export function useGround(): void {
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "pintle-faults-"));
    from = join(root, "from");
    to = join(root, "to");
    mkdirSync(from);
    mkdirSync(to);
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });
}
