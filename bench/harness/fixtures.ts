import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const made: string[] = [];

process.once("exit", () => {
  for (const path of made) {
    rmSync(path, { recursive: true, force: true });
  }
});

/** A new folder in memory where the system has such, since disks throttle; gone at the end. */
export function folder(): string {
  const memory = "/dev/shm";
  const path = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), "pintle-bench-"));
  made.push(path);
  return path;
}

/** Writes `count` different files of `size` bytes into a folder, and returns their paths. */
export function files(into: string, count: number, size: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const path = join(into, `file-${i}`);
    writeFileSync(path, Buffer.alloc(size, `${i} `));
    return path;
  });
}
