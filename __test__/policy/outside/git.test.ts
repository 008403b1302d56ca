/** Nothing that is in a repository leads git to another place. */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { everybody } from "./everybody.ts";
import { Ground, secret, untouched } from "./ground.ts";

let ground: Ground;
let policy: string;

beforeEach(() => {
  ground = new Ground();
  // What may be fetched, and what may not.
  ground.repository("remote", "public");
  ground.repository("outside/private", secret);
  ground.git(".", "clone", "-q", "--no-local", `file://${ground.base}/remote`, "work/repo");
  const from = { pattern: `file://${ground.base}/remote` };
  const git = { program: "/usr/bin/git", under: "work" };
  policy = ground.policy({
    programs: {
      clone: { preset: "git-clone", ...git, from: { pattern: ".*" } },
      fetch: { preset: "git-fetch", ...git, from },
      status: { preset: "git-status", ...git },
    },
  });
});
afterEach(() => ground.remove());

const fetch = ["fetch", "--no-recurse-submodules", "--", "origin"];
const status = ["status", "--porcelain=v2", "--ignore-submodules=all"];

/** What git has in the repository, by git itself. */
function objects(repository: string): string {
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", join(ground.work, repository), ...args], { encoding: "latin1" });
  const all = git("cat-file", "--batch-all-objects", "--batch", "--buffer");
  return all;
}

/** What somebody can put below `.git`, and what it would do. */
const attacks: Record<string, (git: string) => void> = {
  "a remote in a file of its own": (git) => {
    removeRemote(git);
    ground.write(
      "work/repo/.git/remotes/origin",
      `URL: ${ground.outside}/private\nPull: refs/heads/main:refs/heads/got\n`,
    );
  },
  "such a file beside the configured one": (git) => {
    mkdirSync(join(git, "remotes"));
    writeFileSync(join(git, "remotes", "origin"), `URL: ${ground.outside}/private\n`);
  },
  "a remote as a legacy branch": (git) => {
    removeRemote(git);
    ground.write("work/repo/.git/branches/origin", `${ground.outside}/private#main\n`);
  },
  "no remote, and a folder that is called like it": (git) => {
    removeRemote(git);
    ground.write("work/repo/origin/.git", `gitdir: ${ground.outside}/private/.git\n`);
  },
  "no remote, and a link that is called like it": (git) => {
    removeRemote(git);
    symlinkSync("../../outside/private", join(git, "..", "origin"));
  },
  "no remote, and a bundle that is called like it": (git) => {
    removeRemote(git);
    ground.git("outside/private", "bundle", "create", "-q", join(git, "..", "origin"), "main");
  },
  "a remote with an address that is not allowed": (git) =>
    appendFileSync(join(git, "config"), `[remote "origin"]\n\turl = ${ground.outside}/private\n`),
  "an address and a comment": (git) => {
    removeRemote(git);
    appendFileSync(
      join(git, "config"),
      `[remote "origin"]\n\turl = ${ground.outside}/private ; file://\n`,
    );
  },
  "an address that is rewritten": (git) =>
    appendFileSync(
      join(git, "config"),
      `[url "${ground.outside}/private"]\n\tinsteadOf = file://${ground.base}/remote\n`,
    ),
  alternates: (git) =>
    writeFileSync(join(git, "objects/info/alternates"), `${ground.outside}/private/.git/objects\n`),
  "alternates for http": (git) =>
    writeFileSync(
      join(git, "objects/info/http-alternates"),
      `${ground.outside}/private/.git/objects\n`,
    ),
  "an include": (git) =>
    appendFileSync(join(git, "config"), `[include]\n\tpath = ${ground.canary}\n`),
  "an include on a condition": (git) =>
    appendFileSync(join(git, "config"), `[includeIf "gitdir:/"]\n\tpath = ${ground.canary}\n`),
  commondir: (git) => writeFileSync(join(git, "commondir"), `${ground.outside}/private/.git\n`),
  "config.worktree": (git) => writeFileSync(join(git, "config.worktree"), "[core]\n"),
  "a working tree elsewhere": (git) =>
    appendFileSync(join(git, "config"), `[core]\n\tworktree = ${ground.outside}\n`),
  "the worktrees of others": (git) => {
    ground.write("work/repo/.git/worktrees/a/gitdir", `${ground.outside}/private/.git\n`);
    ground.write("work/repo/.git/worktrees/a/commondir", `${ground.outside}/private/.git\n`);
    writeFileSync(join(git, "worktrees/a/HEAD"), "ref: refs/heads/main\n");
  },
  "modules of its own": (git) => mkdirSync(join(git, "modules", "a"), { recursive: true }),
  "a program for the other side": (git) =>
    appendFileSync(
      join(git, "config"),
      `[remote "origin"]\n\tuploadpack = touch ${ground.canary}2\n`,
    ),
  "a helper for the protocol": (git) =>
    appendFileSync(join(git, "config"), `[remote "origin"]\n\tvcs = ext\n`),
  "a promise of objects": (git) =>
    appendFileSync(
      join(git, "config"),
      `[extensions]\n\tpartialClone = evil\n[remote "evil"]\n\turl = ${ground.outside}/private\n\tpromisor = true\n`,
    ),
  "a hook": (git) => appendFileSync(join(git, "config"), `[core]\n\thooksPath = ${ground.base}\n`),
  "FETCH_HEAD as a link": (git) => link(git, "FETCH_HEAD"),
  "ORIG_HEAD as a link": (git) => link(git, "ORIG_HEAD"),
  "a ref as a link": (git) => link(git, "refs/remotes/origin/main"),
  "a log as a link": (git) => link(git, "logs/refs/remotes/origin/main"),
  "the index as a link": (git) => link(git, "index"),
  "packed-refs as a link": (git) => link(git, "packed-refs"),
  "shallow as a link": (git) => link(git, "shallow"),
  "HEAD as a link": (git) => link(git, "HEAD"),
  "the configuration as a link": (git) => link(git, "config"),
  "a name of no meaning as a link": (git) => link(git, "anything"),
  "a link that leads nowhere": (git) => symlinkSync("../../../new", join(git, "FETCH_HEAD")),
  "a folder of refs as a link": (git) => linkFolder(git, "refs/remotes"),
  "the folder of logs as a link": (git) => linkFolder(git, "logs"),
  "the objects as a link": (git) => {
    renameSync(join(git, "objects"), join(ground.base, "moved"));
    symlinkSync("../../../outside/private/.git/objects", join(git, "objects"));
  },
  "a folder of objects as a link": (git) => {
    rmSync(join(git, "objects/pack"), { recursive: true, force: true });
    symlinkSync("../../../../outside", join(git, "objects/pack"));
  },
  "FETCH_HEAD as another name": (git) => hardLink(git, "FETCH_HEAD"),
  "a log as another name": (git) => hardLink(git, "logs/HEAD"),
  "a pipe": (git) => {
    execFileSync("mkfifo", [join(git, "gc.pid")]);
  },
  ".git as a link": (git) => {
    renameSync(git, join(ground.base, "moved"));
    symlinkSync("../../outside/private/.git", git);
  },
  ".git as a file": (git) => {
    renameSync(git, join(ground.base, "moved"));
    writeFileSync(git, `gitdir: ${ground.outside}/private/.git\n`);
  },
  "a path in the index that climbs": (git) => {
    const path = "../../outside/canary";
    renameInIndex(git, addToIndex(git, path), path);
  },
  "an absolute path in the index": (git) =>
    renameInIndex(git, addToIndex(git, ground.canary), ground.canary),
  "the same in an index that is written in short": (git) => {
    const path = "../../outside/canary";
    const inside = addToIndex(git, path);
    execFileSync("git", ["update-index", "--index-version=4"], { cwd: join(git, "..") });
    renameInIndex(git, inside, path);
  },
  "an index in two parts": (git) => {
    execFileSync("git", ["update-index", "--split-index"], { cwd: join(git, "..") });
  },
  "an index with a part that nobody knows": (git) => {
    const index = readFileSync(join(git, "index")).subarray(0, -20);
    signIndex(git, Buffer.concat([index, Buffer.from("what\0\0\0\x01x")]));
  },
  "an index that is cut off": (git) =>
    signIndex(git, readFileSync(join(git, "index")).subarray(0, 70)),
  "a setting after another kind of line break": (git) =>
    appendFileSync(join(git, "config"), `[core]\r\tfsmonitor = touch ${ground.canary}2\n`),
  "a setting after a Unicode space": (git) =>
    appendFileSync(join(git, "config"), "[core]\n\u00a0bare = false\n"),
  "a NUL in a setting": (git) => appendFileSync(join(git, "config"), "[core]\n\tbare = fa\0lse\n"),
  "commondir in capitals": (git) =>
    writeFileSync(join(git, "COMMONDIR"), `${ground.outside}/private/.git\n`),
  "a lock as a link": (git) => link(git, "index.lock"),
  "a lock of a ref as a link": (git) => link(git, "refs/remotes/origin/main.lock"),
  "a log of a ref as another name": (git) => hardLink(git, "logs/refs/remotes/origin/main"),
  "a ref as another name": (git) => hardLink(git, "refs/remotes/origin/main"),
  "packed-refs as another name": (git) => hardLink(git, "packed-refs"),
  "a list of bundles": (git) =>
    appendFileSync(
      join(git, "config"),
      `[bundle]\n\tversion = 1\n\tmode = all\n[bundle "a"]\n\turi = ${ground.outside}/private\n`,
    ),
  "a bundle to begin with": (git) =>
    appendFileSync(join(git, "config"), `[fetch]\n\tbundleURI = file://${ground.outside}\n`),
  "a helper for credentials": (git) =>
    appendFileSync(join(git, "config"), `[credential]\n\thelper = "!touch ${ground.canary}2"\n`),
  "a command for ssh": (git) =>
    appendFileSync(join(git, "config"), `[core]\n\tsshCommand = touch ${ground.canary}2\n`),
  "a protocol that is allowed": (git) =>
    appendFileSync(join(git, "config"), '[protocol "ext"]\n\tallow = always\n'),
  "an address for pushing that is rewritten": (git) =>
    appendFileSync(
      join(git, "config"),
      `[url "${ground.outside}/private"]\n\tpushInsteadOf = file://${ground.base}/remote\n`,
    ),
  "a proxy": (git) => appendFileSync(join(git, "config"), "[http]\n\tproxy = http://127.0.0.1:1\n"),
  "a file of cookies": (git) =>
    appendFileSync(join(git, "config"), `[http]\n\tcookieFile = ${ground.canary}\n`),
  "a promisor with a filter": (git) =>
    appendFileSync(
      join(git, "config"),
      '[remote "origin"]\n\tpromisor = true\n\tpartialclonefilter = blob:none\n',
    ),
  "an alternate of refs": (git) =>
    appendFileSync(
      join(git, "config"),
      `[core]\n\talternateRefsCommand = touch ${ground.canary}2\n`,
    ),
  "a file of attributes elsewhere": (git) =>
    appendFileSync(join(git, "config"), `[core]\n\tattributesFile = ${ground.canary}\n`),
  "modules with settings": (git) =>
    appendFileSync(
      join(git, "config"),
      `[submodule "a"]\n\turl = ${ground.outside}/private\n\tactive = true\n`,
    ),
  "a HEAD that climbs": (git) =>
    writeFileSync(join(git, "HEAD"), "ref: refs/heads/../../../../outside/canary\n"),
};

/**
 * Replaces a path in the index with another one of the same length, which git itself would not
 * write.
 */
function renameInIndex(git: string, from: string, to: string): void {
  expect(Buffer.byteLength(to)).toBe(Buffer.byteLength(from));
  const index = readFileSync(join(git, "index"));
  const at = index.indexOf(from);
  expect(at).toBeGreaterThan(0);
  index.write(to, at);
  signIndex(git, index.subarray(0, -20));
}

/** Writes an index with its hash. */
function signIndex(git: string, content: Uint8Array): void {
  const hash = createHash("sha1").update(content).digest();
  writeFileSync(join(git, "index"), Buffer.concat([content, hash]));
}

/** Has git write an index with a path of the same length as another one. */
function addToIndex(git: string, path: string): string {
  const inside = `${"x".repeat(Buffer.byteLength(path) - 2)}/x`;
  const cwd = join(git, "..");
  mkdirSync(join(cwd, inside, ".."), { recursive: true });
  writeFileSync(join(cwd, inside), "a guess");
  execFileSync("git", ["add", inside], { cwd });
  return inside;
}

function removeRemote(git: string): void {
  execFileSync("git", [
    "config",
    "--file",
    join(git, "config"),
    "--remove-section",
    "remote.origin",
  ]);
}

function link(git: string, name: string): void {
  rmSync(join(git, name), { force: true });
  mkdirSync(join(git, name, ".."), { recursive: true });
  symlinkSync(ground.canary, join(git, name));
}

function linkFolder(git: string, name: string): void {
  rmSync(join(git, name), { recursive: true, force: true });
  symlinkSync(ground.outside, join(git, name));
}

function hardLink(git: string, name: string): void {
  rmSync(join(git, name), { force: true });
  linkSync(ground.canary, join(git, name));
}

describe.each(everybody)("%s", (_, connect, way) => {
  test("a plain repository is fetched and looked at", async () => {
    const { work } = ground;
    ground.write("remote/more.txt", "more");
    ground.git("remote", "add", ".");
    ground.git("remote", "commit", "-qm", "more");
    const caller = connect(policy);
    for (const args of [fetch, status, fetch]) {
      const run = { program: "git", args, cwd: join(work, "repo") };
      const answer = await way(caller, "program.run", run);
      expect(answer).toMatchObject({ result: { exitCode: 0 } });
    }
    await caller.close();
    const [here, there] = ["work/repo", "remote"].map((path) =>
      ground.git(path, "rev-parse", path === "remote" ? "main" : "origin/main"),
    );
    expect(here).toBe(there);
    expect(existsSync(join(work, "repo/.git/FETCH_HEAD"))).toBe(false);
  });
});

// The rules are asked in one place, so each attack is tried in the shortest way, and three in all.
const [shortest] = everybody.filter(([name]) => name === "guest session, a call");
const some = [
  "a remote in a file of its own",
  "FETCH_HEAD as a link",
  "no remote, and a folder that is called like it",
];
const tried = [
  ...Object.keys(attacks).map((name) => [name, ...(shortest as (typeof everybody)[0])] as const),
  ...everybody
    .filter(([name]) => name !== shortest?.[0])
    .flatMap((one) => some.map((name) => [name, ...one] as const)),
];

describe.each(tried)("%s: %s", (name, _, connect, way) => {
  test("is refused before git starts", async () => {
    const repository = join(ground.work, "repo");
    attacks[name]?.(join(repository, ".git"));
    const caller = connect(policy);
    for (const args of [fetch, status]) {
      const run = { program: "git", args, cwd: repository };
      const answer = await untouched(ground, () => way(caller, "program.run", run));
      // Where remotes are does not matter to a look at what was changed.
      const isHarmless = name.startsWith("no remote") || name.startsWith("a remote with");
      if (args === status && isHarmless) {
        expect(answer).toMatchObject({ result: { exitCode: 0 } });
      } else {
        expect(answer, args[0]).toMatchObject({ error: { code: "ERR_PINTLE_DENIED" } });
      }
    }
    await caller.close();
    expect(existsSync(`${ground.canary}2`)).toBe(false);
  });
});

describe("an address that git reads in another way than most", () => {
  /** What is before the path of the remote, and taken for a blank by some. */
  test.each(["\u00a0", "\u2003", "\u000b", "\u000c", "\ufeff"])("%j", async (blank) => {
    const remote = join(ground.base, "remote");
    const git = { program: "/usr/bin/git", under: "work" };
    const file = ground.policy({
      programs: { fetch: { preset: "git-fetch", ...git, from: { oneOf: [remote] } } },
    });
    const config = join(ground.work, "repo/.git/config");
    const before = readFileSync(config, "utf8");
    // To git this is a relative path, and what is there leads on.
    writeFileSync(config, before.replace(`file://${remote}`, `${blank}${remote}`));
    ground.write(`work/repo/${blank}${remote}`, `gitdir: ${ground.outside}/private/.git\n`);
    const [, connect, way] = shortest as (typeof everybody)[0];
    const caller = connect(file);
    const run = { program: "git", args: fetch, cwd: join(ground.work, "repo") };
    const answer = await untouched(ground, () => way(caller, "program.run", run));
    expect(answer).toMatchObject({ error: { code: "ERR_PINTLE_DENIED" } });
    await caller.close();
    expect(objects("repo")).not.toContain(secret);
  });
});

describe("an index as git writes it", () => {
  const ways: Record<string, string[][]> = {
    "in short": [["update-index", "--index-version=4"]],
    "with flags": [["update-index", "--skip-worktree", "file.txt"]],
    "with what is not tracked": [["update-index", "--untracked-cache"]],
    "of a merge that goes on": [
      ["checkout", "-q", "-b", "side"],
      ["rm", "-q", "--cached", "file.txt"],
    ],
    "with nothing in it": [["read-tree", "--empty"]],
  };
  test.each(Object.entries(ways))("is good: %s", async (_, commands) => {
    for (const command of commands) {
      ground.git("work/repo", ...command);
    }
    const [, connect, way] = shortest as (typeof everybody)[0];
    const caller = connect(policy);
    for (const args of [status, fetch]) {
      const run = { program: "git", args, cwd: join(ground.work, "repo") };
      const answer = await way(caller, "program.run", run);
      expect(answer, args[0]).toMatchObject({ result: { exitCode: 0 } });
    }
    await caller.close();
  });

  test("is good with very many files, and with hashes of another kind", async () => {
    ground.git(".", "init", "-q", "-b", "main", "--object-format=sha256", "work/long");
    for (const repository of ["repo", "long"]) {
      for (let i = 0; i < 300; i += 1) {
        ground.write(`work/${repository}/some-folder-${i % 7}/file-${i}`, `${i}`);
      }
      ground.git(`work/${repository}`, "add", ".");
      const [, connect, way] = shortest as (typeof everybody)[0];
      const caller = connect(policy);
      const run = { program: "git", args: status, cwd: join(ground.work, repository) };
      const { result } = await way(caller, "program.run", run);
      await caller.close();
      const { stdout } = result as { stdout: string };
      const lines = Buffer.from(stdout, "base64").toString().trimEnd().split("\n");
      expect(lines).toHaveLength(300);
    }
  });
});

test("what git would do, if it were not refused", () => {
  // Else the refusals would show nothing.
  const git = join(ground.work, "repo/.git");
  attacks["a remote in a file of its own"]?.(git);
  execFileSync("git", ["-C", join(ground.work, "repo"), "fetch", "-q", "origin"]);
  expect(objects("repo")).toContain(secret);
  link(git, "FETCH_HEAD");
  execFileSync("git", ["-C", join(ground.work, "repo"), "fetch", "-q", "origin"]);
  expect(ground.state().canary).not.toContain(secret);
});

describe("git-clone", () => {
  /** Addresses whose repositories callers can change. */
  const planted: Record<string, () => string> = {
    "a folder where callers write": () => join(ground.work, "repo"),
    "the same as an address": () => `file://${ground.work}/repo`,
    "the same in other characters": () => `file://${ground.base}/%77ork/repo`,
    "a relative path": () => "repo",
    "a link there": () => {
      symlinkSync("../outside/private", join(ground.work, "l"));
      return join(ground.work, "l");
    },
    "a link to there": () => {
      symlinkSync("work/repo", join(ground.base, "l"));
      return join(ground.base, "l");
    },
    "a way through there": () => `${ground.work}/repo/../../outside/private`,
    "a file that leads on": () => {
      ground.write("work/p/.git", `gitdir: ${ground.outside}/private/.git\n`);
      return join(ground.work, "p");
    },
    "a bundle there": () => {
      ground.git(
        "outside/private",
        "bundle",
        "create",
        "-q",
        join(ground.work, "b.bundle"),
        "main",
      );
      return join(ground.work, "b");
    },
  };

  test.each(Object.entries(planted))("refuses %s", async (_, from) => {
    const address = from();
    const [, connect, way] = shortest as (typeof everybody)[0];
    const caller = connect(policy);
    const run = {
      program: "git",
      args: ["clone", "--", address, join(ground.work, "new")],
      cwd: ground.work,
    };
    const answer = await untouched(ground, () => way(caller, "program.run", run));
    expect(answer).toMatchObject({ error: { code: "ERR_PINTLE_DENIED" } });
    await caller.close();
    expect(existsSync(join(ground.work, "new"))).toBe(false);
  });

  test("creates no hard link to a file of the original", async () => {
    const [, connect, way] = shortest as (typeof everybody)[0];
    const caller = connect(policy);
    const before = ground.state(join(ground.base, "remote"));
    const run = {
      program: "git",
      args: ["clone", "--", join(ground.base, "remote"), join(ground.work, "new")],
    };
    expect(await way(caller, "program.run", run)).toMatchObject({ result: { exitCode: 0 } });
    await caller.close();
    expect(ground.state(join(ground.base, "remote"))).toEqual(before);
    expect(ground.git("work/new", "status", "--porcelain")).toBe("");
  });
});
