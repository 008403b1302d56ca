/** What is wrong with a policy is said when it is read: who could choose what runs, or write nowhere. */

import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { builtin, type PintleError } from "../../../index.ts";
import { callers } from "../callers.ts";
import { everybody } from "./everybody.ts";
import { Ground } from "./ground.ts";

let ground: Ground;
beforeEach(() => {
  ground = new Ground();
  mkdirSync(join(ground.work, "bin"));
});
afterEach(() => ground.remove());

const roots = { work: { path: "work", access: "write" }, shelf: { path: "shelf" } };
const cwd = { under: "work" };

/** What is wrong with a policy of one rule, if anything is. */
function fault(rule: object, more: object = roots): PintleError | undefined {
  mkdirSync(join(ground.base, "shelf"), { recursive: true });
  try {
    const policy = JSON.stringify({ version: 1, roots: more, programs: { it: rule } });
    builtin.binding.checkPolicy(policy, ground.base);
    return undefined;
  } catch (error) {
    return error as PintleError;
  }
}

/** Writes an executable file, and returns its path. */
function script(path: string, text: string): string {
  const file = ground.write(path, text);
  chmodSync(file, 0o755);
  return file;
}

function link(path: string, target: string): string {
  const file = join(ground.base, path);
  mkdirSync(join(file, ".."), { recursive: true });
  symlinkSync(target, file);
  return file;
}

describe("a script whose interpreter callers could write is refused:", () => {
  const planted = () => script("work/bin/planted", "#!/bin/sh\n");
  const cases: Record<string, () => { text: string; path?: string }> = {
    "the interpreter": () => ({ text: `#!${planted()}\n` }),
    "with blanks around it": () => ({ text: `#!  \t${planted()} -x\r\n` }),
    "through a link": () => ({ text: `#!${link("tools/over", planted())}\n` }),
    "through a link there": () => ({ text: `#!${link("work/l", "/bin/sh")}\n` }),
    "through a folder that is a link": () => {
      planted();
      link("tools", join(ground.work, "bin"));
      return { text: `#!${ground.base}/tools/planted\n` };
    },
    "by a way through there": () => ({ text: `#!${ground.work}/bin/../../../bin/sh\n` }),
    "that is not there yet": () => ({ text: `#!${ground.work}/bin/new\n` }),
    "the interpreter of an interpreter": () => {
      const inner = script("tools/inner", `#!${planted()}\n`);
      return { text: `#!${inner}\n` };
    },
    "a relative one": () => ({ text: "#!bin/sh\n" }),
    "what the interpreter reads": () => ({ text: `#!/bin/sh ${planted()}\n` }),
    "by env": () => {
      planted();
      return { text: "#!/usr/bin/env planted\n", path: `${ground.work}/bin` };
    },
    "by env with -S": () => {
      link("tools/node", planted());
      return { text: "#!/usr/bin/env -S node --x\n", path: `${ground.base}/tools` };
    },
    "by env, as a script that is there": () => {
      script("tools/inner", `#!${planted()}\n`);
      return { text: "#!/usr/bin/env inner\n", path: `${ground.base}/tools` };
    },
    "by env with options that are not known": () => ({ text: "#!/usr/bin/env -S -i sh\n" }),
    "by env, with a variable": () => ({ text: "#!/usr/bin/env -S PATH=. sh\n" }),
    "by env, nowhere to be found": () => ({ text: "#!/usr/bin/env pintle-none\n" }),
    "by env, by a path": () => ({ text: `#!/usr/bin/env ${planted()}\n` }),
  };

  test.each(Object.entries(cases))("%s", (_, make) => {
    const { text, path } = make();
    const program = script("tools/program", text);
    const env = path === undefined ? {} : { env: { PATH: path } };
    const error = fault({ program, cwd, args: [], ...env });
    expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_POLICY" });
    expect(error?.pointer).toMatch(/^\/programs\/it\/(program|env\/PATH)$/);
  });

  test("where the caller sets PATH", () => {
    const program = script("tools/program", "#!/usr/bin/env node\n");
    const env = { PATH: { pattern: "/usr/.*" } };
    expect(fault({ program, cwd, args: [], env })).toMatchObject({
      pointer: "/programs/it/program",
    });
  });

  test.each<[text: string, path?: string]>([
    ["#!/bin/sh\n"],
    ["#!/bin/sh -e"],
    ["#!/usr/bin/env sh\n"],
    ["#!/usr/bin/env -S sh -e\n", "/usr/bin:/bin"],
    ["no script\n"],
    [""],
  ])("but not %j", (text, path) => {
    const program = script("tools/program", text);
    const env = path === undefined ? {} : { env: { PATH: path } };
    expect(fault({ program, cwd, args: [], ...env })).toBeUndefined();
  });

  test("and nothing planted runs", async () => {
    const interpreter = script("work/bin/planted", `#!/bin/sh\ntouch ${ground.base}/ran\n`);
    const program = script("tools/program", `#!${interpreter}\n`);
    const policy = ground.policy({ programs: { it: { program, cwd, args: [] } } });
    expect(() => callers["guest session"]?.(policy)).toThrow(/may be written/);
  });
});

describe("a variable that leads to where callers write is refused:", () => {
  const program = "/bin/ls";
  test.each<[name: string, value: (work: string, base: string) => unknown]>([
    ["PATH", (work) => `/usr/bin:${work}/bin`],
    ["PATH", (work) => work],
    ["PATH", (work) => `${work}/new:/usr/bin`],
    ["PATH", (_, base) => `${base}/over/bin:/usr/bin`],
    ["PATH", () => "/usr/bin:"],
    ["PATH", () => "bin:/usr/bin"],
    ["PATH", () => "."],
    ["PATH", (work) => ({ oneOf: ["/usr/bin", `${work}/bin`] })],
    ["PATH", () => ({ path: { under: "work" } })],
    ["LD_LIBRARY_PATH", (work) => `${work}/lib`],
    ["LD_PRELOAD", (work) => `${work}/lib.so`],
    ["LD_PRELOAD", (work) => `/usr/lib/a.so ${work}/lib.so`],
    ["LD_PRELOAD", (work) => `/usr/lib/a.so:${work}/lib.so`],
    ["LD_PRELOAD", () => "lib.so"],
    ["LD_AUDIT", (work) => `${work}/lib.so`],
    ["GIT_EXEC_PATH", (work) => work],
    ["GIT_TEMPLATE_DIR", (work) => `${work}/template`],
    ["GIT_CONFIG_GLOBAL", (work) => `${work}/config`],
    ["GIT_CONFIG_SYSTEM", (work) => `${work}/config`],
    ["BASH_ENV", (work) => `${work}/env`],
    ["NODE_PATH", (work) => `/usr/lib:${work}`],
    ["PYTHONPATH", () => "lib"],
    ["PERL5LIB", (work) => work],
    ["RUBYLIB", (work) => work],
    ["GCONV_PATH", (work) => work],
  ])("%s, case %#", (name, value) => {
    link("over", ground.work);
    const env = { [name]: value(ground.work, ground.base) };
    expect(fault({ program, cwd, args: [], env })).toMatchObject({
      code: "ERR_PINTLE_INVALID_POLICY",
      pointer: `/programs/it/env/${name}`,
    });
  });

  test("but not one that does not", () => {
    const env = {
      PATH: `/usr/bin:${ground.base}/shelf:/nonexistent`,
      LANG: "C",
      WHERE: ground.work,
    };
    expect(fault({ program, cwd, args: [], env })).toBeUndefined();
  });

  test("nor may a caller give one that a pattern allows", async () => {
    const env = { PATH: { pattern: "/[\\w./:-]*" }, WORD: { pattern: ".*" } };
    const policy = ground.policy({
      programs: { it: { program: "/usr/bin/env", cwd, args: [], env } },
    });
    const [, connect, way] = everybody.find(
      ([name]) => name === "guest session, a call",
    ) as (typeof everybody)[0];
    const caller = connect(policy);
    const run = (env: object) => way(caller, "program.run", { program: "it", env });
    link("over", ground.work);
    for (const path of [
      `${ground.work}/bin`,
      `/usr/bin:${ground.work}/new`,
      `${ground.base}/over`,
      `/usr/../${ground.work}`,
      "/usr/bin:",
      "/usr/bin:./bin",
    ]) {
      const answer = await run({ PATH: path });
      expect(answer.error, path).toMatchObject({ code: "ERR_PINTLE_DENIED", pointer: "/env/PATH" });
    }
    for (const env of [{ PATH: "/usr/bin:/bin" }, { WORD: ground.work }]) {
      expect(await run(env)).toMatchObject({ result: { exitCode: 0 } });
    }
    await caller.close();
  });

  test("the cache of npm too", () => {
    const npm = { preset: "npm-ci", program: "/usr/bin/npm", under: "work", path: "/usr/bin:/bin" };
    expect(fault(npm)).toBeUndefined();
    expect(fault({ ...npm, cache: `${ground.base}/cache` })).toBeUndefined();
    expect(fault({ ...npm, cache: `${ground.work}/cache` })?.pointer).toBe("/programs/it");
    expect(fault({ ...npm, path: `${ground.work}/bin:/usr/bin` })?.pointer).toBe("/programs/it");
  });
});

describe.runIf(process.platform === "linux")("what the system loads with a program", () => {
  /** Compiles a program that is linked with these options, in a folder that callers cannot write to. */
  function compiled(...options: string[]): string {
    mkdirSync(join(ground.base, "tools"), { recursive: true });
    const source = ground.write("tools/main.c", "int main(void) { return 0; }");
    const program = join(ground.base, "tools/program");
    execFileSync("cc", ["-o", program, source, ...options]);
    return program;
  }

  /** A loader that callers have planted: it makes a file, whatever it is to load. */
  function loader(): string {
    const text = `
      static long call(long n, long a, long b, long c) {
        long result;
        __asm__ volatile("syscall" : "=a"(result) : "a"(n), "D"(a), "S"(b), "d"(c) : "rcx", "r11", "memory");
        return result;
      }
      void _start(void) { call(85, (long)"${ground.base}/ran", 0644, 0); call(60, 0, 0, 0); }`;
    const source = ground.write("tools/loader.c", text);
    const file = join(ground.work, "bin/ld.so");
    execFileSync("cc", ["-static", "-nostdlib", "-ffreestanding", "-o", file, source]);
    return file;
  }

  test.each<[what: string, options: () => string[]]>([
    ["a loader there", () => [`-Wl,--dynamic-linker=${ground.work}/bin/ld.so`]],
    ["one that is near", () => ["-Wl,--dynamic-linker=ld.so"]],
    [
      "one through a link there",
      () => [`-Wl,--dynamic-linker=${link("work/l", "/lib64/ld-linux-x86-64.so.2")}`],
    ],
    ["libraries there", () => [`-Wl,-rpath,${ground.work}/lib`]],
    ["the same in the old way", () => ["-Wl,--disable-new-dtags", `-Wl,-rpath,${ground.work}/lib`]],
    ["libraries beside the program", () => ["-Wl,-rpath,$ORIGIN/../work/lib"]],
    ["libraries in the working folder", () => ["-Wl,-rpath,lib"]],
  ])("is refused: %s", (_, options) => {
    const program = compiled(...options());
    expect(fault({ program, cwd, args: [] })).toMatchObject({
      code: "ERR_PINTLE_INVALID_POLICY",
      pointer: "/programs/it/program",
    });
    // Nor may it interpret a script.
    const script_ = script("tools/script", `#!${program}\n`);
    expect(fault({ program: script_, cwd, args: [] })).toBeDefined();
  });

  test.runIf(process.arch === "x64")("and would run what callers have planted", () => {
    const program = compiled(`-Wl,--dynamic-linker=${loader()}`);
    execFileSync(program);
    expect(existsSync(join(ground.base, "ran"))).toBe(true);
    expect(fault({ program, cwd, args: [] })).toBeDefined();
  });

  test.each([
    [[]],
    [["-Wl,-rpath,$ORIGIN/../lib"]],
    [["-Wl,-rpath,/usr/lib:/nonexistent/lib"]],
    [["-static"]],
  ])("is good elsewhere: %j", (options) => {
    expect(fault({ program: compiled(...options), cwd, args: [] })).toBeUndefined();
  });

  test("is good for the programs of this system", () => {
    const found = execFileSync("sh", ["-c", "command -v git tar npm node env ls python3 || true"]);
    for (const program of found.toString().trim().split("\n")) {
      const path = `${dirname(process.execPath)}:/usr/bin:/bin`;
      expect(fault({ program, cwd, args: [], env: { PATH: path } }), program).toBeUndefined();
    }
  });
});

describe("who chooses what is opened when a policy is read:", () => {
  test("not those who can change a link on the way to a root", () => {
    mkdirSync(join(ground.base, "elsewhere/data"), { recursive: true });
    mkdirSync(join(ground.work, "data"));
    link("work/l", "../elsewhere");
    link("outer", "elsewhere");
    link("work/outer", "data");
    link("over", ground.work);
    const rule = { program: "/bin/ls", cwd, args: [] };
    const given = (path: string) => fault(rule, { ...roots, data: { path } });
    for (const path of ["work/l/data", "work/l", "work/outer", "over/l/data"]) {
      expect(given(path), path).toMatchObject({ pointer: "/roots/data/path" });
    }
    for (const path of ["work/data", "outer/data", "over/data", "work"]) {
      expect(given(path), path).toBeUndefined();
    }
  });

  test("nor on the way to a program", () => {
    link("work/l", "/bin");
    expect(fault({ program: "work/l/ls", cwd, args: [] })).toMatchObject({
      pointer: "/programs/it/program",
    });
  });
});

test("a pipe is not an argument for a program, which would wait for ever", async () => {
  execFileSync("mkfifo", [join(ground.work, "pipe.tar")]);
  const policy = ground.policy({
    programs: { list: { preset: "tar-list", program: "/bin/tar", under: "work" } },
  });
  for (const [name, connect, way] of everybody) {
    const caller = connect(policy);
    const answer = await way(caller, "program.run", {
      program: "tar",
      args: ["-tf", join(ground.work, "pipe.tar")],
    });
    expect(answer, name).toMatchObject({ error: { code: "ERR_PINTLE_DENIED" } });
    await caller.close();
  }
});

describe("a program that writes needs a root that may be written:", () => {
  const git = { program: "/usr/bin/git", from: { pattern: "https://example\\.com/.*" } };
  const tar = { program: "/bin/tar" };
  test.each<[rule: object]>([
    [{ preset: "git-clone", ...git }],
    [{ preset: "git-fetch", ...git }],
    [{ preset: "tar-extract", ...tar }],
    [{ preset: "tar-create", ...tar }],
    [{ preset: "npm-ci", program: "/usr/bin/npm", path: "/usr/bin:/bin" }],
  ])("%j", (rule) => {
    expect(fault({ ...rule, under: "work" })).toBeUndefined();
    expect(fault({ ...rule, under: ["shelf", "work"] })).toBeUndefined();
    for (const under of ["shelf", ["shelf"]]) {
      expect(fault({ ...rule, under })).toMatchObject({
        code: "ERR_PINTLE_INVALID_POLICY",
        pointer: "/programs/it",
        message: expect.stringContaining("read-only"),
      });
    }
  });

  test.each([
    { preset: "git-status", program: "/usr/bin/git", under: "shelf" },
    { preset: "tar-list", ...tar, under: "shelf" },
  ])("but not %j", (rule) => {
    expect(fault(rule)).toBeUndefined();
  });

  test("and a rule of one's own can say so", () => {
    const writes = { under: "shelf", access: "write" };
    const rule = { program: "/bin/ls", cwd: { under: "shelf" }, args: [] };
    expect(fault({ ...rule, cwd: writes })?.pointer).toBe("/programs/it/cwd/under");
    expect(fault({ ...rule, args: [{ path: writes }] })?.pointer).toBe(
      "/programs/it/args/0/path/under",
    );
  });
});
