import { execFile, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { program } from "../../index.ts";
import { failure } from "../failure.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pintle-start-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A file that may be executed. */
function executable(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  chmodSync(path, 0o755);
  return path;
}

describe("a script without an interpreter", () => {
  test("runs as with node:child_process", async () => {
    const path = executable("script", 'printf "%s\\n" "$0" "$@"; exit 3\n');
    const args = ["a b", "*", "$HOME"];
    const ours = await program.run(path, args, { check: false });
    const theirs = spawnSync(path, args);
    expect(ours.stdout.text()).toBe(theirs.stdout.toString());
    expect(ours.exitCode).toBe(theirs.status);
  });

  test("is not what has a NUL in its first line", async () => {
    const path = executable("binary", "\0\n");
    const error = await failure(() => program.run(path));
    expect(error).toMatchObject({
      code: "ERR_PINTLE_IO",
      pointer: "/program",
      details: { path, errno: "ENOEXEC" },
    });
  });
});

describe("a file that was just written", () => {
  /** Each lane writes a program and starts it, while others have just begun to start theirs. */
  async function lanes(name: string, start: (path: string) => Promise<unknown>): Promise<string[]> {
    const failed: string[] = [];
    const lane = async (lane: number) => {
      for (let round = 0; round < 30; round += 1) {
        const path = executable(`${name}-${lane}-${round}`, "#!/bin/sh\nexit 0\n");
        await start(path).catch((error) => failed.push(`${error}`));
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, index) => lane(index)));
    return failed;
  }

  test("can be started, as with execa", { timeout: 60_000 }, async () => {
    expect(await lanes("ours", (path) => program.run(path))).toEqual([]);
    expect(await lanes("theirs", (path) => execa(path))).toEqual([]);
  });
});

/**
 * What a script of Node writes that runs at a terminal, in a session of which it is the leader. At
 * most for 60 seconds.
 */
async function atTerminal(body: string): Promise<string> {
  const script = join(folder, "terminal.mjs");
  const index = new URL("../../dist/index.js", import.meta.url);
  writeFileSync(script, `import { program } from ${JSON.stringify(index.href)};\n${body}`);
  const args = ["-qec", `${process.execPath} ${script}`, "/dev/null"];
  const { stdout } = await promisify(execFile)("script", args, { timeout: 60_000 });
  return stdout;
}

describe("at a terminal", () => {
  test.each([
    ["a shell that reads from it", "sh", ["-c", "read x </dev/tty"]],
    ["a program that sets it", "sh", ["-c", "stty -echo </dev/tty"]],
    ["git that asks for a password", "git", ["-c", "credential.helper=", "credential", "fill"]],
  ])("%s has none and ends", { timeout: 90_000 }, async (_, name, args) => {
    const call = JSON.stringify([name, args]);
    const output = await atTerminal(`
      const [name, args] = ${call};
      const options = { check: false, stdinText: "protocol=https\\nhost=example.com\\n\\n" };
      const env = { GIT_ASKPASS: "", SSH_ASKPASS: "" };
      const { exitCode, signal } = await program.run(name, args, { ...options, env });
      console.log("ended", exitCode !== 0, signal);
    `);
    expect(output).toContain("ended true null");
  });
});

describe("files for outputs", () => {
  test("are one where both are, as for a shell", async () => {
    const [ours, theirs] = [join(folder, "ours"), join(folder, "theirs")];
    const script = "echo 1; echo 2 >&2; echo 3; echo 4 >&2";
    await program.run("sh", ["-c", script], { stdoutFile: ours, stderrFile: ours });
    spawnSync("sh", ["-c", `exec >${theirs} 2>&1; ${script}`]);
    expect(readFileSync(ours, "utf8")).toBe(readFileSync(theirs, "utf8"));
  });

  test("are not emptied when the input is one of them", async () => {
    const file = join(folder, "sorted");
    writeFileSync(file, "b\na\n");
    const options = { stdinFile: file, stdoutFile: file };
    const error = await failure(() => program.run("sort", [], options));
    expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_VALUE", pointer: "/stdoutFile" });
    expect(readFileSync(file, "utf8")).toBe("b\na\n");
  });

  test("are not emptied or created when nothing starts", async () => {
    const [file, fresh] = [join(folder, "kept"), join(folder, "fresh")];
    writeFileSync(file, "kept");
    const lost = executable("lost", "#!/no/such/interpreter\n");
    const options = { stdoutFile: file, stderrFile: fresh };
    const error = await failure(() => program.run(lost, [], options));
    expect(error).toMatchObject({ pointer: "/program", details: { errno: "ENOENT" } });
    expect(readFileSync(file, "utf8")).toBe("kept");
    expect(existsSync(fresh)).toBe(false);
  });

  test("that are named pipes hear the signal", async () => {
    const fifo = join(folder, "fifo");
    await program.run("mkfifo", [fifo]);
    for (const options of [{ stdinFile: fifo }, { stdoutFile: fifo }]) {
      const signal = AbortSignal.timeout(100);
      const error = await failure(() => program.run("cat", [], { ...options, signal }));
      expect(error.code).toBe("ERR_PINTLE_CANCELLED");
      const late = await failure(() => program.run("cat", [], { ...options, timeoutMs: 100 }));
      expect(late.code).toBe("ERR_PINTLE_TIMEOUT");
    }
  });
});
