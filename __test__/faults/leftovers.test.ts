/** What commands write beside their goals goes with the process, or with the next one. */

import { type ChildProcess, execFileSync } from "node:child_process";
import { once } from "node:events";
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { archive, text, tree } from "../../index.ts";
import { type Caller, callers } from "../policy/callers.ts";
import { start } from "./elsewhere.ts";
import { from, root, to, useGround } from "./ground.ts";

useGround();

/** The names of drafts in a folder. */
function drafts(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.startsWith(".pintle-"));
}

/** All of them below a folder. */
function draftsBelow(folder: string): string[] {
  const kinds = ["file", "directory", "symlink"] as const;
  const { paths } = tree.walkSync(folder, { kinds: [...kinds] });
  return paths.filter((path) => path.includes(".pintle-"));
}

async function kill(child: ChildProcess, isTime: () => boolean): Promise<void> {
  const ended = once(child, "exit");
  while (!isTime() && child.exitCode === null) {
    await setTimeout(0);
  }
  child.kill("SIGKILL");
  await ended;
}

interface Case {
  readonly method: string;
  /** Lays out what is there before. */
  prepare(): void;
  args(): unknown[];
  /** Where drafts are to be looked for while it runs. */
  place(): string;
  again(): Promise<unknown>;
}

const size = 20_000_000;

const cases: Record<string, Case> = {
  "tree.copy of a folder": {
    method: "tree.copy",
    prepare: () => writeFileSync(join(from, "file"), Buffer.alloc(size, "x")),
    args: () => [from, to],
    place: () => to,
    again: () => tree.copy(from, to),
  },
  "tree.copy of a part": {
    method: "tree.copy",
    prepare: () => {
      mkdirSync(join(from, "sub"));
      mkdirSync(join(to, "sub"));
      writeFileSync(join(from, "sub", "file"), Buffer.alloc(size, "x"));
    },
    args: () => [from, to, { glob: ["**/file"] }],
    place: () => join(to, "sub"),
    again: () => tree.copy(from, to, { glob: ["**/file"] }),
  },
  "tree.copy of a file": {
    method: "tree.copy",
    prepare: () => writeFileSync(join(from, "file"), Buffer.alloc(size, "x")),
    args: () => [join(from, "file"), join(to, "file")],
    place: () => to,
    again: () => tree.copy(join(from, "file"), join(to, "file")),
  },
  "text.replace": {
    method: "text.replace",
    prepare: () => {
      mkdirSync(join(to, "sub"));
      writeFileSync(join(to, "sub", "file"), "a line of text\n".repeat(400_000));
    },
    args: () => [to, "of", "with", { write: true }],
    place: () => join(to, "sub"),
    again: () => text.replace(to, "of", "with", { write: true }),
  },
  "archive.create": {
    method: "archive.create",
    prepare: () => writeFileSync(join(from, "file"), Buffer.alloc(size, "x")),
    args: () => [from, join(to, "a.tgz")],
    place: () => to,
    again: () => archive.create(from, join(to, "a.tgz")),
  },
  "archive.create below its own root": {
    method: "archive.create",
    prepare: () => writeFileSync(join(from, "file"), Buffer.alloc(size, "x")),
    args: () => [from, join(from, "a.tgz")],
    place: () => from,
    again: async () => {
      const file = join(from, "a.tgz");
      await archive.create(from, file);
      const names = execFileSync("tar", ["-tf", file], { encoding: "utf8" });
      expect(names.split("\n").sort()).toEqual(["", "file"]);
    },
  },
  "archive.extract": {
    method: "archive.extract",
    prepare: () => {
      for (let i = 0; i < 2000; i++) {
        writeFileSync(join(from, `${i}`), `${i} `.repeat(1000));
      }
      archive.createSync(from, join(root, "a.tar"));
    },
    args: () => [join(root, "a.tar"), to],
    place: () => to,
    again: () => archive.extract(join(root, "a.tar"), to, { overwrite: "always" }),
  },
};

// Elsewhere the system does not say whether somebody still works on a file.
describe.runIf(process.platform === "linux")("a process that is killed", () => {
  /** Has processes killed until so many of them have left something. */
  async function leave({ method, args, place }: Case, times: number): Promise<void> {
    let left = 0;
    for (let i = 0; i < 20 && left < times; i++) {
      await kill(start(method, ...args()), () => drafts(place()).length > 0);
      left += Number(drafts(place()).length > 0);
    }
    expect(left).toBeGreaterThan(0);
  }

  test.each(Object.entries(cases))("leaves what the next one removes: %s", async (_, killed) => {
    killed.prepare();
    await leave(killed, 2);
    await killed.again();
    expect(drafts(killed.place())).toEqual([]);
    expect(draftsBelow(root)).toEqual([]);
  });

  const others: Record<string, (place: string) => Promise<unknown>> = {
    "tree.copy": (place) => tree.copy(join(root, "other"), place),
    "tree.link": (place) => tree.link(place, ["link"], ["x"]),
    "text.replace": (place) => text.replace(place, "a", "b", { write: true, glob: ["none"] }),
    "archive.create": (place) => archive.create(join(root, "other"), join(place, "other.tar")),
    "archive.extract": (place) => archive.extract(join(root, "other.tar"), place),
  };
  const pairs = ["text.replace", "archive.extract"].flatMap((killed) =>
    Object.keys(others).map((next) => [killed, next] as const),
  );
  test.each(pairs)("%s leaves what %s removes", async (name, next) => {
    const killed = cases[name] as Case;
    killed.prepare();
    mkdirSync(join(root, "other"));
    writeFileSync(join(root, "other", "other"), "other");
    execFileSync("tar", ["-cf", join(root, "other.tar"), "-C", join(root, "other"), "other"]);
    await leave(killed, 1);
    await others[next]?.(killed.place());
    expect(draftsBelow(root)).toEqual([]);
  });

  test("leaves a link half made, which the next tree.link removes", async () => {
    // As a kill between the two leaves it: too short a time to hit.
    mkdirSync(join(to, "sub"));
    for (const folder of [to, join(to, "sub")]) {
      writeFileSync(join(folder, ".pintle-1-1-1.tmp"), "");
      symlinkSync("x", join(folder, ".pintle-1-1-1.part.tmp"));
    }
    await tree.link(to, ["sub/l"], ["x"]);
    expect(draftsBelow(to)).toEqual([]);
  });
});

describe.runIf(process.platform === "linux")("what others have", () => {
  /** Somebody who has a draft, and whom nothing is allowed to disturb. */
  async function stopped(method: string, args: unknown[], place: string): Promise<ChildProcess> {
    for (let i = 0; i < 20; i++) {
      const child = start(method, ...args);
      while (drafts(place).length === 0 && child.exitCode === null) {
        await setTimeout(0);
      }
      child.kill("SIGSTOP");
      await setTimeout(20);
      if (drafts(place).length > 0) {
        return child;
      }
      child.kill("SIGCONT");
      await once(child, "exit");
      rmSync(join(place, "file"), { force: true });
    }
    throw new Error("the other one was never in the middle");
  }

  test("who is still at work keeps it, and ends well", async () => {
    writeFileSync(join(from, "file"), Buffer.alloc(size, "x"));
    const child = await stopped("tree.copy", [from, to], to);
    const ended = once(child, "exit");
    const before = drafts(to);
    writeFileSync(join(to, "text"), "one\n");
    await tree.copy(join(from, "file"), join(to, "other"));
    await text.replace(to, "one", "two", { write: true, glob: ["text"] });
    await tree.link(to, ["link"], ["x"]);
    await archive.create(from, join(to, "a.tar"));
    expect(drafts(to)).toEqual(before);
    child.kill("SIGCONT");
    expect(await ended).toEqual([0, null]);
    expect(drafts(to)).toEqual([]);
    expect(readFileSync(join(to, "file")).equals(readFileSync(join(from, "file")))).toBe(true);
  });

  test("names that somebody has planted lead nowhere and stay", async () => {
    const outside = join(root, "outside");
    mkdirSync(outside);
    writeFileSync(join(outside, "mine"), "mine");
    writeFileSync(join(from, "file"), "text\n");
    const plant = (folder: string) => {
      symlinkSync("../outside/mine", join(folder, ".pintle-1-1-1.tmp"));
      symlinkSync("../outside", join(folder, ".pintle-1-1-2.tmp"));
      linkSync(join(outside, "mine"), join(folder, ".pintle-1-1-3.tmp"));
      mkdirSync(join(folder, ".pintle-1-1-4.tmp"));
      execFileSync("mkfifo", [join(folder, ".pintle-1-1-5.tmp")]);
      writeFileSync(join(folder, ".pintle-notes.tmp"), "mine");
      writeFileSync(join(folder, ".pintle-1-1.tmp"), "mine");
      // As if somebody had been extracting to a folder that is not theirs.
      writeFileSync(join(folder, ".pintle-1-1-6.tmp"), "");
      mkdirSync(join(folder, ".pintle-1-1-6.part.tmp"));
      writeFileSync(join(folder, ".pintle-1-1-6.part.tmp", "mine"), "mine");
      return drafts(folder);
    };
    const planted = plant(to);
    // The part of a leftover that is a link goes, and what it leads to stays.
    symlinkSync("../outside", join(to, ".pintle-1-1-7.part.tmp"));
    writeFileSync(join(to, ".pintle-1-1-7.tmp"), "");
    writeFileSync(join(to, "text"), "one\n");
    archive.createSync(from, join(root, "a.tar"));
    await tree.copy(from, to);
    await tree.copy(join(from, "file"), join(to, "other"));
    await text.replace(to, "one", "two", { write: true, glob: ["*"] });
    await tree.link(to, ["link"], ["x"]);
    await archive.create(from, join(to, "a.tar"));
    await archive.extract(join(root, "a.tar"), to, { overwrite: "always" });
    expect(drafts(to)).toEqual(planted);
    expect(readdirSync(join(to, ".pintle-1-1-6.part.tmp"))).toEqual(["mine"]);
    expect(readdirSync(outside)).toEqual(["mine"]);
    expect(readFileSync(join(outside, "mine"), "utf8")).toBe("mine");
  });

  test.runIf(process.getuid?.() === 0)("what belongs to another user stays", async () => {
    writeFileSync(join(to, ".pintle-1-1-1.tmp"), "");
    execFileSync("chown", ["65534:65534", join(to, ".pintle-1-1-1.tmp")]);
    writeFileSync(join(from, "file"), "text\n");
    await tree.copy(from, to);
    expect(drafts(to)).toEqual([".pintle-1-1-1.tmp"]);
  });
});

describe.runIf(process.platform === "linux")("under a policy", () => {
  test("a read-only root keeps all that is in it, whatever its name", async () => {
    mkdirSync(join(to, "kept"));
    mkdirSync(join(to, "open"));
    for (const folder of ["kept", "open"]) {
      writeFileSync(join(to, folder, ".pintle-1-1-1.tmp"), "");
      writeFileSync(join(to, folder, "file"), "one\n");
    }
    const policy = join(root, "policy.json");
    const under = { under: ["to"] };
    writeFileSync(
      policy,
      JSON.stringify({
        version: 1,
        roots: { to: { path: "to", access: "write" }, kept: { path: "to/kept" } },
        commands: {
          "text.replace": { root: under },
          "tree.link": { root: under },
          "tree.copy": { from: under, to: under },
          "archive.create": { root: under, archive: under },
        },
      }),
    );
    const caller = (callers["guest session"] as (policy: string) => Caller)(policy);
    const { result } = await caller.call("text.replace", {
      root: to,
      pattern: "one",
      replacement: "two",
      write: true,
    });
    expect(result).toMatchObject({ count: 1, errors: [{ path: "kept" }] });
    for (const [method, params] of [
      ["tree.link", { root: join(to, "kept"), paths: ["l"], targets: ["x"] }],
      ["tree.link", { root: to, paths: ["kept/l"], targets: ["x"] }],
      ["tree.copy", { from: join(to, "open"), to: join(to, "kept") }],
      ["tree.copy", { from: join(to, "open/file"), to: join(to, "kept/other") }],
      ["archive.create", { root: join(to, "open"), archive: join(to, "kept/a.tar") }],
    ] as const) {
      expect((await caller.call(method, params)).error, method).toBeDefined();
    }
    await caller.close();
    expect(readdirSync(join(to, "kept")).sort()).toEqual([".pintle-1-1-1.tmp", "file"]);
    expect(readFileSync(join(to, "kept", "file"), "utf8")).toBe("one\n");
    expect(readdirSync(join(to, "open"))).toEqual(["file"]);
  });
});
