import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Policy } from "../../index.ts";

/** What no answer may ever have in it. */
export const secret = "the-secret-that-stands-outside";

/** A folder to attack from, what must not be reached, and a canary that every attack wants to kill. */
export interface Ground {
  /** The root that the policy names. */
  readonly work: string;
  /** A folder beside it. */
  readonly outside: string;
  /** A folder with programs called like real ones. */
  readonly planted: string;
  /** What an attack makes that gets something to run. */
  readonly canary: string;
  readonly policy: string;
  /** All names and contents that an attack could change. */
  state(): unknown;
}

/** Lays out the ground in an empty folder. */
export function ground(folder: string): Ground {
  const base = realpathSync(folder);
  const [work, outside, planted] = ["work", "outside", "planted"].map((name) => {
    const path = join(base, name);
    mkdirSync(path);
    return path;
  }) as [string, string, string];
  const canary = join(base, "canary");

  mkdirSync(join(work, "sub"));
  writeFileSync(join(work, "a.txt"), "a text\n");
  writeFileSync(join(outside, "secret.txt"), secret);
  symlinkSync(join(outside, "secret.txt"), join(work, "link.txt"));
  symlinkSync("../outside", join(work, "link"));
  symlinkSync("/proc/self/root", join(work, "root"));
  linkSync(join(outside, "secret.txt"), join(work, "hard.txt"));
  execFileSync("mkfifo", [join(work, "pipe")]);

  for (const name of ["git", "echo", "sh"]) {
    writeFileSync(join(planted, name), `#!/bin/sh\ntouch ${canary}\n`);
    chmodSync(join(planted, name), 0o755);
    writeFileSync(join(work, name), `#!/bin/sh\ntouch ${canary}\n`);
    chmodSync(join(work, name), 0o755);
  }
  repositories(work, canary);

  const policy = join(base, "policy.json");
  writeFileSync(policy, JSON.stringify(rules(canary), null, 2));
  return {
    work,
    outside,
    planted,
    canary,
    policy,
    state: () => ({
      canary: existsSync(canary),
      base: readdirSync(base).sort(),
      outside: readdirSync(outside),
      secret: readFileSync(join(outside, "secret.txt"), "utf8"),
      work: readdirSync(work).sort(),
    }),
  };
}

/** A repository as git makes it, and some that have set something for themselves. */
function repositories(work: string, canary: string): void {
  const git = (cwd: string, ...args: string[]) =>
    execFileSync("git", args, {
      cwd,
      stdio: "pipe",
      env: { ...process.env, HOME: "/nonexistent" },
    });
  git(work, "init", "-q", "-b", "main", "plain");
  const plain = join(work, "plain");
  writeFileSync(join(plain, "file.txt"), "x\n");
  git(plain, "add", ".");
  git(plain, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "one");

  const settings: Record<string, string> = {
    fsmonitor: `[core]\n\tfsmonitor = touch ${canary}\n`,
    filter: `[filter "x"]\n\tclean = touch ${canary}\n`,
    include: `[include]\n\tpath = ../../config\n`,
    upload: `[remote "origin"]\n\turl = .\n\tuploadpack = touch ${canary}\n`,
    ext: `[remote "origin"]\n\turl = ext::sh -c touch% ${canary}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`,
    joined: `[core]\n\tfsmon\\\nitor = touch ${canary}\n`,
  };
  for (const [name, text] of Object.entries(settings)) {
    const folder = join(work, `repo-${name}`);
    git(work, "clone", "-q", plain, folder);
    writeFileSync(join(folder, ".gitattributes"), "* filter=x\n");
    const config = join(folder, ".git", "config");
    writeFileSync(config, `${readFileSync(config, "utf8").split("[remote")[0]}${text}`);
  }
  // A nested repository, which git inspects by default.
  const nested = join(work, "repo-submodule", "nested");
  git(work, "clone", "-q", plain, join(work, "repo-submodule"));
  git(work, "clone", "-q", plain, nested);
  git(join(work, "repo-submodule"), "-c", "advice.addEmbeddedRepo=false", "add", "nested");
  writeFileSync(join(nested, ".gitattributes"), "* filter=x\n");
  writeFileSync(join(nested, "file.txt"), "y\n");
  appendFileSync(join(nested, ".git", "config"), settings.filter as string);

  const pipe = join(work, "repo-pipe", ".git", "config");
  git(work, "clone", "-q", plain, join(work, "repo-pipe"));
  rmSync(pipe);
  execFileSync("mkfifo", [pipe]);

  mkdirSync(join(work, "repo-elsewhere"));
  writeFileSync(join(work, "repo-elsewhere", ".git"), "gitdir: ../repo-fsmonitor/.git\n");
}

function rules(canary: string): Policy {
  const cwd = { under: "work" };
  const inWork = { under: "work" };
  const shell = "/bin/sh";
  return {
    version: 1,
    roots: { work: { path: "./work", access: "write" } },
    commands: {
      "math.*": true,
      "math.divide": false,
      "tree.walk": { root: inWork },
      "tree.entries": { root: inWork },
      "hash.file": { path: inWork },
      "hash.files": { root: inWork, paths: inWork },
      "hash.tree": { root: inWork },
      "text.search": { root: inWork },
      "text.matches": { root: inWork },
      "text.replace": { root: inWork },
    },
    programs: {
      clone: {
        preset: "git-clone",
        program: "/usr/bin/git",
        under: "work",
        from: { pattern: "https://github\\.com/[\\w.-]+/[\\w.-]+" },
      },
      status: { preset: "git-status", program: "/usr/bin/git", under: "work" },
      fetch: {
        preset: "git-fetch",
        program: "/usr/bin/git",
        under: "work",
        from: { pattern: "https://github\\.com/[\\w.-]+/[\\w.-]+" },
      },
      say: { program: "/bin/echo", cwd, args: [{ pattern: "[a-z]+" }] },
      half: { program: "/bin/echo", cwd, args: ["half", { pattern: "good|fine" }] },
      any: { program: "/bin/echo", cwd, args: ["any", { pattern: ".*" }] },
      count: {
        program: "/bin/echo",
        cwd,
        args: ["count", { integer: { min: 1, max: 9 } }],
      },
      show: { program: "/bin/cat", cwd, args: [{ path: inWork }] },
      unpack: { preset: "tar-extract", program: "/bin/tar", under: "work" },
      descriptors: { program: "/bin/ls", prefix: ["-l"], args: ["/proc/self/fd"], cwd },
      "secret here": { program: "/bin/cat", args: ["secret.txt"], cwd },
      environment: { program: "/usr/bin/env", cwd, args: [], env: { LANG: "C" } },
      leave: {
        program: shell,
        prefix: ["-c", `(sleep 1; touch ${canary}) & sleep 5`],
        args: ["leave"],
        cwd,
        env: { PATH: "/usr/bin:/bin" },
        timeoutMs: 200,
      },
      flood: {
        program: shell,
        prefix: ["-c", `yes; touch ${canary}`],
        args: ["flood"],
        cwd,
        env: { PATH: "/usr/bin:/bin" },
        maxOutputBytes: 100_000,
      },
    },
    limits: { calls: 1_000_000, outputBytes: 1_000_000_000 },
  };
}
