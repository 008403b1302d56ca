import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";

/** A folder of each test's own. */
export const ground = { path: "" };

/** Creates a folder for every test of the file, and removes it. */
export function useGround(): void {
  beforeEach(() => {
    ground.path = mkdtempSync(join(tmpdir(), "pintle-archive-"));
  });
  afterEach(() => {
    rmSync(ground.path, { recursive: true });
  }, 120_000);
}

/** Runs another program on archives, and returns its output. */
export function tool(program: string, args: readonly string[], cwd: string = ground.path): string {
  // Times of zip archives are those of the place where they were made.
  const env = { ...process.env, TZ: "UTC", LC_ALL: "C.UTF-8" };
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    env,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (error !== undefined) {
    throw new Error(`${program}: ${error.message}; \`npm test\` says how to get it`);
  }
  if (status !== 0) {
    throw new Error(`${program} ${args.join(" ")} ended with ${status}: ${stderr}${stdout}`);
  }
  return stdout;
}

/** Everything below a folder: what it is, its permissions, its time, what is in it. */
export function describeTree(root: string, below = ""): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(join(root, below)).sort()) {
    const path = below === "" ? name : `${below}/${name}`;
    const full = join(root, path);
    const stat = lstatSync(full);
    const mode = (stat.mode & 0o7777).toString(8);
    const time = Math.floor(stat.mtimeMs / 1000);
    if (stat.isSymbolicLink()) {
      found[path] = `link to ${readlinkSync(full)}`;
    } else if (stat.isDirectory()) {
      found[path] = `folder ${mode} ${time}`;
      Object.assign(found, describeTree(root, path));
    } else {
      const digest = createHash("sha256").update(readFileSync(full)).digest("hex");
      found[path] = `file ${mode} ${time} ${stat.size} ${digest}`;
    }
  }
  return found;
}

/** A tree with what archives get wrong: modes, times, links, odd names, long names, sizes. */
export function makeTree(): string {
  const root = join(ground.path, "tree");
  const long = "long-".repeat(30);
  const folders = ["empty", "a/b/c", "a-b", `deep/${long}/${long}`, "ünïcödé/日本語"];
  for (const folder of ["", ...folders]) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  const files: Record<string, string | Uint8Array> = {
    "empty-file": "",
    "a/b/c/file": "content",
    "a/b.txt": "b",
    "a-b/file": "beside",
    "block-512": "x".repeat(512),
    "block-513": "x".repeat(513),
    "large.bin": Buffer.alloc(3_000_001, "large, but easy to pack "),
    [`deep/${long}/${long}/${long}`]: "deep",
    [`${"n".repeat(100)}`]: "100",
    [`${"n".repeat(101)}`]: "101",
    "ünïcödé/日本語/naïve 文件": "unicode",
    "name with blanks and 'quotes' & more": "",
  };
  for (const [path, content] of Object.entries(files)) {
    writeFileSync(join(root, path), content);
  }
  symlinkSync("b.txt", join(root, "a/link"));
  symlinkSync("../a/b", join(root, "a-b/to-folder"));
  symlinkSync("nowhere", join(root, "dangling"));
  symlinkSync(`deep/${long}/${long}`, join(root, "long-target"));
  chmodSync(join(root, "a/b.txt"), 0o755);
  chmodSync(join(root, "a/b/c/file"), 0o400);
  chmodSync(join(root, "block-512"), 0o666);
  chmodSync(join(root, "empty"), 0o700);
  chmodSync(join(root, "a/b/c"), 0o555);
  let seconds = 1_000_000_000;
  for (const path of Object.keys(describeTree(root)).reverse()) {
    seconds += 86_400 + 1;
    lutimesSync(join(root, path), seconds, seconds);
  }
  return root;
}
