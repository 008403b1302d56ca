/** Links, second names and read-only roots: no command makes a way out. */

import { execFileSync } from "node:child_process";
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Answer, Caller } from "../callers.ts";
import { everybody } from "./everybody.ts";
import { Ground, secret, untouched } from "./ground.ts";

let ground: Ground;
let policy: string;
beforeEach(() => {
  ground = new Ground();
});
afterEach(() => ground.remove());

const denied = { error: { code: "ERR_PINTLE_DENIED" } };

/** Makes an archive with GNU tar. */
function pack(folder: string, names: readonly string[], archive: string): void {
  execFileSync("tar", ["-C", folder, "-cf", archive, ...names]);
}

function commands(anywhere: object) {
  return {
    "tree.copy": { from: anywhere, to: anywhere },
    "tree.link": { root: anywhere },
    "tree.remove": { path: anywhere },
    "tree.walk": { root: anywhere },
    "hash.file": { path: anywhere },
    "hash.tree": { root: anywhere },
    "text.search": { root: anywhere },
    "text.replace": { root: anywhere },
    "archive.extract": { archive: anywhere, into: anywhere },
    "archive.extractBytes": { into: anywhere },
    "archive.create": { root: anywhere, archive: anywhere },
  };
}

describe.each(everybody)("%s", (_, connect, way) => {
  let caller: Caller;
  const call = (method: string, params: Record<string, unknown>): Promise<Answer> =>
    untouched(ground, () => way(caller, method, params));
  const work = (path = "") => join(ground.work, path);
  const git = { program: "/usr/bin/git", under: "work" };

  beforeEach(() => {
    policy = ground.policy({
      commands: commands({ under: "work" }),
      programs: {
        fetch: { preset: "git-fetch", ...git, from: { pattern: `file://${ground.base}/remote` } },
      },
    });
    caller = connect(policy);
  });
  afterEach(() => caller.close());

  test("a link that is good where it is made is not copied to where it leads out", async () => {
    const made = { root: work(), paths: ["a/b/l"], targets: ["../../x"] };
    expect(await call("tree.link", made)).toMatchObject({ result: { links: 1 } });
    for (const to of ["l", "a/l", "new/l"]) {
      const copy = { from: work("a/b/l"), to: work(to) };
      expect(await call("tree.copy", copy), to).toMatchObject(denied);
    }
    const copy = { from: work("a/b/l"), to: work("a/c/l") };
    expect(await call("tree.copy", copy)).toMatchObject({ result: { links: 1 } });
    expect(existsSync(work("l"))).toBe(false);
  });

  test("an attack in four steps ends at the second", async () => {
    ground.repository("remote", "public");
    ground.git(".", "clone", "-q", "--no-local", `file://${ground.base}/remote`, "work/repo");
    // As deep as it has to be, so that it is good where it is made.
    const made = { root: work(), paths: ["a/b/c/l"], targets: ["../../../outside/canary"] };
    await call("tree.link", made);
    const to = work("repo/.git/FETCH_HEAD");
    await call("tree.copy", { from: work("a/b/c/l"), to });
    const args = ["fetch", "--no-recurse-submodules", "--", "origin"];
    await call("program.run", { program: "git", args, cwd: work("repo") });
    expect(readFileSync(ground.canary, "utf8")).toBe(secret);
  });
});

const [name, connect, way] = everybody.find(
  ([name]) => name === "guest session, a call",
) as (typeof everybody)[0];

describe(name, () => {
  let caller: Caller | undefined;
  afterEach(() => caller?.close());
  const path = (below: string) => join(ground.base, below);

  /** Calls with paths that are relative to the ground. */
  function call(method: string, params: Record<string, unknown>): Promise<Answer> {
    const places = ["from", "to", "root", "path", "archive", "into"];
    const entries = Object.entries(params).map(([name, value]) => [
      name,
      places.includes(name) ? path(value as string) : value,
    ]);
    caller ??= connect(policy);
    return untouched(ground, () => way(caller as Caller, method, Object.fromEntries(entries)));
  }
  beforeEach(() => {
    caller = undefined;
  });

  describe("links in what is copied", () => {
    beforeEach(() => {
      policy = ground.policy({ commands: commands({ under: "work" }) });
      mkdirSync(path("work/deep/er/tree/sub"), { recursive: true });
      mkdirSync(path("work/shared"));
      writeFileSync(path("work/deep/er/tree/file"), "f");
      symlinkSync("../file", path("work/deep/er/tree/sub/inside"));
    });

    test("stay as they are when they lead to something in the copy", async () => {
      expect(await call("tree.copy", { from: "work/deep/er/tree", to: "work/t" })).toMatchObject({
        result: { links: 1, files: 1 },
      });
      expect(readlinkSync(path("work/t/sub/inside"))).toBe("../file");
    });

    test("may lead to something in the root", async () => {
      symlinkSync("../../../shared", path("work/deep/er/tree/out"));
      const deep = { from: "work/deep/er/tree", to: "work/one/two/tree" };
      expect(await call("tree.copy", deep)).toMatchObject({ result: { links: 2 } });
      expect(await call("tree.copy", { ...deep, to: "work/one/t" })).toMatchObject(denied);
      const going = { ...deep, to: "work/one/u", keepGoing: true };
      expect(await call("tree.copy", going)).toMatchObject({
        result: { links: 1, files: 1, errors: [{ path: "out", code: "ERR_PINTLE_DENIED" }] },
      });
      expect(existsSync(path("work/one/u/out"))).toBe(false);
    });

    test("are judged from where they really are, not by how their place is written", async () => {
      // By its path the copy would be four folders deep; it is one.
      symlinkSync("../..", path("work/deep/er/up"));
      mkdirSync(path("work/flat"));
      symlinkSync("../../../x", path("work/deep/er/tree/out"));
      const copy = { from: "work/deep/er/tree/out", to: "work/deep/er/up/flat/out" };
      expect(await call("tree.copy", copy)).toMatchObject(denied);
      expect(readdirSync(path("work/flat"))).toEqual([]);
    });

    test.each(["/etc/passwd", "sub/../../../../../outside", "sub/../x"])(
      "are not copied when they lead to %s",
      async (target) => {
        symlinkSync(target, path("work/deep/er/tree/out"));
        const single = { from: "work/deep/er/tree/out", to: "work/copy" };
        expect(await call("tree.copy", single)).toMatchObject(denied);
        const whole = { from: "work/deep/er/tree", to: "work/whole" };
        expect(await call("tree.copy", whole)).toMatchObject(denied);
        for (const overwrite of ["always", "ifNewer", "never"]) {
          writeFileSync(path("work/there"), "kept");
          const over = { from: "work/deep/er/tree/out", to: "work/there", overwrite };
          expect(await call("tree.copy", over)).toMatchObject(denied);
          expect(readFileSync(path("work/there"), "utf8")).toBe("kept");
        }
      },
    );

    test("are not extracted either", async () => {
      symlinkSync("../x", path("work/deep/l"));
      const made = path("work/a.tar");
      pack(path("work/deep"), ["l"], made);
      const extract = { archive: "work/a.tar", into: "work/e" };
      expect(await call("archive.extract", extract)).toMatchObject({
        error: { code: "ERR_PINTLE_ARCHIVE_UNSAFE" },
      });
      expect(existsSync(path("work/e"))).toBe(false);
    });
  });

  describe("second names", () => {
    test("are not given, but copies are made", async () => {
      ground.write("shelf/file", "kept");
      policy = ground.policy({
        roots: { work: { path: "work", access: "write" }, shelf: { path: "shelf" } },
        commands: commands({ under: ["work", "shelf"] }),
      });
      for (const [from, to] of [
        ["shelf", "work/tree"],
        ["shelf/file", "work/file"],
        ["work/file", "work/again"],
      ]) {
        const copied = await call("tree.copy", { from, to, hardLink: true });
        expect(copied, to).toMatchObject({ result: { files: 1, hardLinked: 0 } });
      }
      expect(lstatSync(path("shelf/file")).nlink).toBe(1);
      expect(await call("hash.file", { path: "shelf/file" })).toHaveProperty("result");
      expect(readFileSync(path("work/tree/file"), "utf8")).toBe("kept");
    });

    test("of what is outside are refused where a program writes", async () => {
      linkSync(ground.canary, join(ground.work, "a.tar"));
      ground.write("work/file", "f");
      policy = ground.policy({
        roots: { work: { path: "work", access: "write", hardLinks: true } },
        programs: { pack: { preset: "tar-create", program: "/bin/tar", under: "work" } },
      });
      const run = (archive: string) =>
        call("program.run", {
          program: "tar",
          args: ["-cf", path(archive), "--", path("work/file")],
        });
      expect(await run("work/a.tar")).toMatchObject(denied);
      expect(await run("work/b.tar")).toMatchObject({ result: { exitCode: 0 } });
    });
  });

  describe("a read-only root in one that may be written", () => {
    const kept = { a: "kept", "sub/b": "kept too" };
    let before: unknown;
    beforeEach(() => {
      for (const [name, text] of Object.entries(kept)) {
        ground.write(`work/up/kept/${name}`, text);
      }
      ground.write("work/other/new", "new");
      ground.write("work/other/a", "planted");
      ground.write("work/other/sub/b", "planted");
      symlinkSync("up/kept", path("work/way"));
      symlinkSync("kept/sub", path("work/up/inner"));
      before = state();
      policy = ground.policy({
        roots: {
          work: { path: "work", access: "write" },
          kept: { path: "work/up/kept" },
        },
        commands: commands({ under: "work" }),
        programs: {
          clone: {
            preset: "git-clone",
            program: "/usr/bin/git",
            under: "work",
            from: { pattern: "file://.*" },
          },
          unpack: { preset: "tar-extract", program: "/bin/tar", under: "work" },
          pack: { preset: "tar-create", program: "/bin/tar", under: "work" },
          show: {
            program: "/bin/cat",
            cwd: { under: "work" },
            args: [{ path: { under: "work" } }],
          },
          showKept: {
            program: "/bin/cat",
            cwd: { under: "work" },
            args: ["-n", { path: { under: ["work", "kept"] } }],
          },
        },
      });
    });
    /** The folder itself as well. */
    function state() {
      const { ino, mode, mtimeMs } = statSync(path("work/up/kept"));
      return [ino, mode, mtimeMs, ground.state(path("work/up/kept"))];
    }

    test.each<[method: string, params: Record<string, unknown>]>([
      ["tree.remove", { path: "work/up/kept/a" }],
      ["tree.remove", { path: "work/up/kept/sub" }],
      ["tree.remove", { path: "work/up/kept" }],
      ["tree.remove", { path: "work/up/kept", keepRoot: true }],
      ["tree.remove", { path: "work/up", allowProtected: true }],
      ["tree.remove", { path: "work/way/a" }],
      ["tree.remove", { path: "work/up/inner/b" }],
      ["tree.copy", { from: "work/other", to: "work/up/kept", overwrite: "always" }],
      ["tree.copy", { from: "work/other", to: "work/up/kept/sub", overwrite: "always" }],
      ["tree.copy", { from: "work/other", to: "work/way", overwrite: "always" }],
      ["tree.copy", { from: "work/other/new", to: "work/up/kept/new" }],
      ["tree.copy", { from: "work/other/a", to: "work/up/kept/a", overwrite: "always" }],
      ["tree.copy", { from: "work/other/a", to: "work/way/a", overwrite: "always" }],
      ["tree.copy", { from: "work/other/a", to: "work/up/kept/x/y/z" }],
      ["tree.link", { root: "work/up/kept", paths: ["l"], targets: ["a"] }],
      ["tree.link", { root: "work", paths: ["up/kept/l"], targets: ["a"] }],
      ["tree.link", { root: "work/up/kept", paths: [], targets: [] }],
      ["tree.link", { root: "work/way", paths: ["l"], targets: ["a"] }],
      ["text.replace", { root: "work/up/kept", pattern: "kept", replacement: "x", write: true }],
      ["text.replace", { root: "work/way", pattern: "kept", replacement: "x", write: true }],
      ["archive.create", { root: "work/other", archive: "work/up/kept/a.tar" }],
      ["archive.extract", { archive: "work/a.tar", into: "work/up/kept" }],
      ["archive.extract", { archive: "work/a.tar", into: "work/up/kept/new/er" }],
      ["archive.extract", { archive: "work/a.tar", into: "work/way", overwrite: "always" }],
      ["archive.extract", { archive: "work/b.tar", into: "work", overwrite: "always" }],
      ["archive.extract", { archive: "work/b.tar", into: "work", overwrite: "never" }],
    ])("%s %j", async (method, params) => {
      pack(path("work/other"), ["a", "new", "sub"], path("work/a.tar"));
      mkdirSync(path("box/up/kept/sub"), { recursive: true });
      writeFileSync(path("box/up/kept/a"), "planted");
      pack(path("box"), ["up"], path("work/b.tar"));
      const { error } = await call(method, params);
      expect(error?.code).toBe("ERR_PINTLE_DENIED");
      expect(state()).toEqual(before);
    });

    test("text.replace leaves it out", async () => {
      const replace = { root: "work", pattern: "kept|planted", replacement: "x", write: true };
      const { result } = await call("text.replace", replace);
      expect((result as { errors: unknown }).errors).toMatchObject([
        { path: "up/kept", code: "ERR_PINTLE_DENIED" },
      ]);
      expect(readFileSync(path("work/other/a"), "utf8")).toBe("x");
      expect(state()).toEqual(before);
    });

    test("an empty one stays as well", async () => {
      await call("tree.remove", { path: "work/other" });
      mkdirSync(path("work/empty/kept"), { recursive: true });
      policy = ground.policy({
        roots: { work: { path: "work", access: "write" }, kept: { path: "work/empty/kept" } },
        commands: commands({ under: "work" }),
      });
      await caller?.close();
      caller = undefined;
      for (const removed of ["work/empty/kept", "work/empty"]) {
        expect(await call("tree.remove", { path: removed })).toMatchObject(denied);
      }
      expect(existsSync(path("work/empty/kept"))).toBe(true);
    });

    test("it is read by way of the outer root, as before", async () => {
      expect(await call("tree.copy", { from: "work/up/kept", to: "work/copy" })).toMatchObject({
        result: { files: 2 },
      });
      expect(await call("hash.file", { path: "work/up/kept/a" })).toHaveProperty("result");
      expect(await call("tree.remove", { path: "work/copy" })).toMatchObject({
        result: { files: 2 },
      });
    });

    test("programs do not get it, unless the rule names it", async () => {
      ground.repository("remote", "public");
      const run = (params: object) => call("program.run", params as Record<string, unknown>);
      const from = ["clone", "--", `file://${ground.base}/remote`];
      for (const into of ["work/up/kept/new", "work/up/kept/sub"]) {
        const clone = { program: "git", args: [...from, path(into)] };
        expect(await run(clone)).toMatchObject(denied);
      }
      pack(path("work/other"), ["a"], path("work/a.tar"));
      mkdirSync(path("work/up/kept/empty"));
      const unpack = { program: "tar", args: ["-xf", path("work/a.tar")] };
      for (const cwd of ["work/up/kept/empty", "work/way/empty"]) {
        expect(await run({ ...unpack, cwd: path(cwd) })).toMatchObject(denied);
      }
      const args = ["-cf", path("work/up/kept/a"), "--", path("work/other/a")];
      expect(await run({ program: "tar", args })).toMatchObject(denied);
      const shown = path("work/up/kept/a");
      expect(await run({ program: "show", args: [shown] })).toMatchObject(denied);
      expect(await run({ program: "showKept", args: ["-n", shown] })).toMatchObject({
        result: { exitCode: 0 },
      });
    });
  });
});
