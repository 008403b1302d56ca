import { execFileSync } from "node:child_process";
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";

/** What no answer and no file inside may ever have in it. */
export const secret = "the-secret-that-stands-outside";

/** A root that may be written, and a folder beside it that nobody may touch or read. */
export class Ground {
  readonly base: string;
  readonly work: string;
  readonly outside: string;
  readonly canary: string;

  constructor() {
    this.base = realpathSync(mkdtempSync(join(tmpdir(), "pintle-outside-")));
    this.work = join(this.base, "work");
    this.outside = join(this.base, "outside");
    this.canary = join(this.outside, "canary");
    mkdirSync(this.work);
    mkdirSync(this.outside);
    writeFileSync(this.canary, secret);
  }

  /** Writes a policy and returns its path. */
  policy(policy: object): string {
    const file = join(this.base, "policy.json");
    const roots = { work: { path: "work", access: "write" } };
    writeFileSync(file, JSON.stringify({ version: 1, roots, ...policy }));
    return file;
  }

  /** Writes a file below, and the folders that it is in. */
  write(path: string, text: string): string {
    const file = join(this.base, path);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  git(cwd: string, ...args: string[]): string {
    const who = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "protocol.file.allow=always"];
    const env = { PATH: process.env.PATH, HOME: "/nonexistent", GIT_CONFIG_NOSYSTEM: "1" };
    return execFileSync("git", [...who, ...args], {
      cwd: join(this.base, cwd),
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env,
    });
  }

  /** A repository with one commit, whose file has a text. */
  repository(path: string, text: string): string {
    mkdirSync(join(this.base, path), { recursive: true });
    this.git(path, "init", "-q", "-b", "main");
    this.write(`${path}/file.txt`, text);
    this.git(path, "add", ".");
    this.git(path, "commit", "-qm", `message ${text}`);
    return join(this.base, path);
  }

  /** All that is in a folder: kinds, modes, numbers of names, contents. */
  state(folder: string = this.outside): Record<string, unknown> {
    const found: Record<string, unknown> = {};
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      const stat = lstatSync(path);
      found[name] = stat.isDirectory()
        ? this.state(path)
        : [
            stat.mode,
            stat.nlink,
            stat.isSymbolicLink() ? readlinkSync(path) : readFileSync(path, "latin1"),
          ];
    }
    return found;
  }

  remove(): void {
    rmSync(this.base, { recursive: true, force: true });
  }
}

/** Runs something, after which all outside is as it was, and nothing of it is in the answer. */
export async function untouched<T>(ground: Ground, run: () => Promise<T>): Promise<T> {
  const before = ground.state();
  const answer = await run();
  expect(ground.state()).toEqual(before);
  expect(JSON.stringify(answer)).not.toContain(secret);
  return answer;
}
