import { execFileSync } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { hash, tree } from "../../index.ts";
import { call, shell, shellWithMounts, start } from "./elsewhere.ts";
import { from, root, to, useGround } from "./ground.ts";

// The means to make such faults are those of Linux.
const onLinux = process.platform === "linux";

useGround();

function plant(count: number, size: number): void {
  for (let i = 0; i < count; i++) {
    const folder = join(from, `folder-${i % 10}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${i}`), Buffer.alloc(size, `${i} `));
  }
}

/** Checks that what has its final name in a copy is complete. Returns the number of files. */
function checkWhole(copy: string): number {
  const { paths } = tree.walkSync(copy, { exclude: ["**/.pintle-*.tmp"] });
  for (const path of paths) {
    if (!readFileSync(join(copy, path)).equals(readFileSync(join(from, path)))) {
      throw new Error(`${path} is torn`);
    }
  }
  return paths.length;
}

describe.runIf(onLinux)("a disk that is full", () => {
  test("leaves no torn file, and the next run succeeds", () => {
    plant(100, 50_000);
    const kept = join(root, "kept");
    const [failed, next] = shellWithMounts(
      `mount -t tmpfs -o size=2m tmpfs '${to}'`,
      call("tree.copy", from, join(to, "copy")),
      `cp -r '${to}/copy' '${kept}'`,
      `mount -o remount,size=64m '${to}'`,
      call("tree.copy", from, join(to, "copy")),
      `diff -r '${from}' '${to}/copy'`,
    );
    expect(failed?.error).toMatchObject({
      code: "ERR_PINTLE_IO",
      pointer: "/to",
      details: { errno: "ENOSPC" },
    });
    const whole = checkWhole(kept);
    expect(whole).toBeGreaterThan(0);
    expect(whole).toBeLessThan(100);
    // Nothing of the draft that did not fit is left.
    expect(tree.walkSync(kept).count).toBe(whole);
    expect(next?.result).toMatchObject({ files: 100, errors: [] });
  });
});

describe.runIf(onLinux)("a file system that is read-only", () => {
  test("is an error for those that write, and none for those that read", () => {
    plant(20, 10);
    const readOnly = [`mount --bind '${from}' '${from}'`, `mount -o remount,ro,bind '${from}'`];
    const [remove, copy, walk, size] = shellWithMounts(
      ...readOnly,
      call("tree.remove", join(from, "folder-1")),
      call("tree.copy", to, join(from, "copy")),
      call("tree.walk", from),
      call("tree.size", from),
    );
    for (const [outcome, pointer] of [
      [remove, "/path"],
      [copy, "/to"],
    ] as const) {
      expect(outcome?.error).toMatchObject({
        code: "ERR_PINTLE_IO",
        pointer,
        details: { errno: "EROFS" },
      });
    }
    expect(walk?.result).toMatchObject({ count: 20, errors: [] });
    expect(size?.result).toMatchObject({ files: 20, folders: 10, bytes: 200 });
    expect(checkWhole(from)).toBe(20);
  });
});

describe.runIf(onLinux)("too few descriptors", () => {
  test("are an error for what is deeper, and do not matter to what is wide", () => {
    plant(500, 10);
    const deep = join(root, "deep");
    mkdirSync(join(deep, ...Array.from({ length: 200 }, () => "a")), { recursive: true });
    const limit = "ulimit -n 100";
    const [walk, copy, remove, wide] = shell(
      limit,
      call("tree.walk", deep, { kinds: ["directory"] }),
      call("tree.copy", deep, join(root, "copy")),
      call("tree.remove", deep),
      call("tree.copy", from, to),
    );
    expect(walk?.result).toMatchObject({ count: 200, errors: [] });
    for (const outcome of [copy, remove]) {
      expect(outcome?.error).toMatchObject({
        code: "ERR_PINTLE_IO",
        details: { errno: "EMFILE" },
      });
    }
    expect(wide?.result).toMatchObject({ files: 500, errors: [] });
    expect(checkWhole(to)).toBe(500);
    // With more of them it goes on where it ended.
    expect(tree.removeSync(deep).folders).toBeGreaterThan(0);
    expect(existsSync(deep)).toBe(false);
  });
});

describe.runIf(process.platform !== "win32")("memory", () => {
  // `npm run bench -- memory` shows the same with a million.
  test("is less than 400 bytes for each entry of a walk", () => {
    const count = 50_000;
    for (let i = 0; i < count; i++) {
      const folder = join(from, `folder-${Math.floor(i / 100)}`);
      if (i % 100 === 0) {
        mkdirSync(folder);
      }
      writeFileSync(join(folder, `some-file-${i}`), "");
    }
    const script = fileURLToPath(new URL("../fixtures/processes/walk-memory.mjs", import.meta.url));
    const output = execFileSync(process.execPath, [script, from], { encoding: "utf8" });
    const grown = JSON.parse(output) as { count: number; bytes: number };
    expect(grown.count).toBe(count);
    expect(grown.bytes / count).toBeLessThan(400);
  });
});

describe("what changes meanwhile", () => {
  test("is seen as it was before or after", async () => {
    plant(200, 10);
    let running = true;
    const churn = async () => {
      for (let i = 0; running; i++) {
        const path = join(from, "folder-1", `new-${i % 50}`);
        rmSync(path, { force: true });
        writeFileSync(path, "new");
        rmSync(join(from, `gone-${i % 10}`), { recursive: true, force: true });
        mkdirSync(join(from, `gone-${i % 10}`, "a"), { recursive: true });
        await setImmediate();
      }
    };
    const churned = churn();
    for (let i = 0; i < 10; i++) {
      const walk = await tree.walk(from, { stat: true });
      expect(walk.count).toBeGreaterThanOrEqual(200);
      const copy = await tree.copy(from, join(to, `${i}`), { keepGoing: true });
      expect(copy.files).toBeGreaterThanOrEqual(200);
      for (const { code, message } of [...walk.errors, ...copy.errors]) {
        expect([code, message.includes("ENOENT")]).toEqual(["ERR_PINTLE_IO", true]);
      }
    }
    running = false;
    await churned;
  });

  test("is copied as far as it has grown", async () => {
    const path = join(from, "log");
    const size = 20_000_000;
    writeFileSync(path, Buffer.alloc(size, "line\n"));
    const copied = tree.copy(from, join(to, "copy"));
    for (let i = 0; i < 100; i++) {
      appendFileSync(path, "line\n".repeat(1000));
      await setImmediate();
    }
    expect((await copied).bytes).toBeGreaterThanOrEqual(size);
    const copy = readFileSync(join(to, "copy", "log"));
    expect(copy.equals(readFileSync(path).subarray(0, copy.length))).toBe(true);
  });

  test("may be removed by several simultaneously", async () => {
    plant(1000, 1);
    const removed = await Promise.all(Array.from({ length: 4 }, () => tree.remove(from)));
    expect(existsSync(from)).toBe(false);
    expect(removed.reduce((sum, { files }) => sum + files, 0)).toBe(1000);
  });
});

describe.runIf(process.platform !== "win32")("a process that is killed", () => {
  test("in the middle of a copy leaves no torn file, and the next run succeeds", async () => {
    plant(300, 100_000);
    const copy = join(to, "copy");
    let interrupted = 0;
    for (let some = 1; some < 10; some += 3) {
      rmSync(copy, { recursive: true, force: true });
      const child = start("tree.copy", from, copy);
      const ended = once(child, "exit");
      const isSome = () => existsSync(copy) && readdirSync(copy).length >= some;
      while (!isSome() && child.exitCode === null) {
        await setTimeout(1);
      }
      child.kill("SIGKILL");
      await ended;
      const whole = checkWhole(copy);
      interrupted += Number(whole < 300);
      // As a kill at the worst moment leaves it.
      writeFileSync(join(copy, readdirSync(copy)[0] ?? "", ".pintle-1-1-1.tmp"), "torn");
      expect(await tree.copy(from, copy)).toMatchObject({ files: 300, errors: [] });
      execFileSync("diff", ["-r", from, copy]);
      expect((await hash.tree(copy)).digest).toBe((await hash.tree(from)).digest);
    }
    expect(interrupted).toBeGreaterThan(0);
  });
});

describe.runIf(onLinux)("a folder that its owner may not read", () => {
  /** The same as somebody who is not root. */
  function asOwner(...lines: string[]): string[] {
    const nobody = "setpriv --reuid 65534 --regid 65534 --clear-groups";
    return process.getuid?.() === 0 ? lines.map((line) => `${nobody} ${line}`) : lines;
  }

  /** Three folders with these contents, of which nothing but the outer ones can be read. */
  function plantClosed(name: string, mode: string, isEmpty: boolean): string {
    const path = join(root, name);
    mkdirSync(join(path, "outer", "closed"), { recursive: true });
    if (!isEmpty) {
      writeFileSync(join(path, "outer", "closed", "file"), "");
    }
    execFileSync("chmod", [mode, join(path, "outer", "closed")]);
    if (process.getuid?.() === 0) {
      execFileSync("chown", ["-R", "65534:65534", path]);
      execFileSync("chmod", ["755", root]);
    }
    return path;
  }

  test.each(["000", "311", "444"])("with mode %s is removed if it is empty, as by rm", (mode) => {
    const [own, closed, theirs] = ["own", "closed", "theirs"].map((name) =>
      plantClosed(name, mode, true),
    ) as [string, string, string];
    const [whole, alone] = shell(
      ...asOwner(
        call("tree.remove", join(own, "outer")),
        call("tree.remove", join(closed, "outer", "closed")),
        `rm -rf '${join(theirs, "outer")}'`,
      ),
    );
    expect(whole?.result).toEqual({ files: 0, folders: 2 });
    expect(alone?.result).toEqual({ files: 0, folders: 1 });
    for (const path of [
      join(own, "outer"),
      join(closed, "outer", "closed"),
      join(theirs, "outer"),
    ]) {
      expect(existsSync(path)).toBe(false);
    }
  });

  test.each(["000", "311"])("with mode %s stays if something is in it, as with rm", (mode) => {
    const own = plantClosed("own", mode, false);
    const theirs = plantClosed("theirs", mode, false);
    const [rm] = asOwner(`rm -rf '${theirs}/outer'`);
    const [outcome] = shell(
      ...asOwner(call("tree.remove", join(own, "outer"))),
      `! ${rm} 2>'${root}/message'`,
    );
    expect(outcome?.error).toMatchObject({
      code: "ERR_PINTLE_IO",
      details: { errno: "EACCES", path: join(own, "outer", "closed") },
    });
    expect(readFileSync(join(root, "message"), "utf8")).toContain("Permission denied");
    expect(existsSync(join(own, "outer", "closed"))).toBe(true);
  });
});
