import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, plan, program, stdio } from "../../index.ts";
import { failure } from "../failure.ts";
import { host } from "../transports/host.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pintle-leftovers-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const shell = (script: string, options?: Parameters<typeof program.run>[2]) =>
  program.run("sh", ["-c", script], options);

/** Whether a process runs, and is not one that only waits to be forgotten. */
function runs(pid: string): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid.trim()}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** Whether it ends within a few seconds. */
async function ends(pid: string): Promise<boolean> {
  for (let tries = 0; tries < 200 && runs(pid); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return !runs(pid);
}

describe("output that comes after the program's own end", () => {
  const script = "(sleep 0.3; echo late) & echo early";

  test("is there, as with execa and node:child_process", async () => {
    const { stdout, pipesOpen } = await shell(script);
    expect([stdout.text(), pipesOpen]).toEqual(["early\nlate\n", false]);
    const theirs = await execa("sh", ["-c", script]);
    expect(stdout.text()).toBe(`${theirs.stdout}\n`);
    const child = spawn("sh", ["-c", script]);
    const pieces: Buffer[] = [];
    child.stdout.on("data", (piece) => pieces.push(piece));
    await once(child, "close");
    expect(Buffer.concat(pieces)).toEqual(Buffer.from(stdout));
  });

  test("comes in lines too, and over other transports", async () => {
    const lines: string[] = [];
    await shell(script, { onLine: (line) => lines.push(line) });
    expect(lines).toEqual(["early", "late"]);
    await using client = await connect({ transport: stdio({ command: host() }) });
    const options = { lingerMs: null };
    const there = await client.program.run("sh", ["-c", script], options);
    expect([there.stdout.text(), there.pipesOpen]).toEqual(["early\nlate\n", false]);
    const left = await client.program.run("sh", ["-c", "sleep 5 & echo"], { lingerMs: 20 });
    expect(left.pipesOpen).toBe(true);
  });

  test("reaches later steps of a plan, and so does that there may be more", async () => {
    const both = plan((p) => {
      const first = p.program.run("sh", ["-c", script]);
      const left = p.program.run("sh", ["-c", "sleep 5 & echo"], { lingerMs: 0 });
      const second = p.program.run("wc", ["-l"], { stdin: first.stdout });
      return { lines: second.stdout, first: first.pipesOpen, left: left.pipesOpen };
    });
    const { lines, first, left } = await both.run();
    expect([Number(lines.text()), first, left]).toEqual([2, false, true]);
  });

  test("is whole on a busy machine, or said to be incomplete", { timeout: 120_000 }, async () => {
    const busy = Array.from({ length: 6 }, () => spawn("sh", ["-c", "while :; do :; done"]));
    try {
      const file = join(folder, "copy");
      const lines = `exec > >(tee ${file} | sed 's/^/x/'); seq 20000`;
      const run = () => program.run("bash", ["-c", lines]);
      for (let round = 0; round < 5; round += 1) {
        const results = await Promise.all([run(), run(), run()]);
        for (const { stdout, pipesOpen } of results) {
          expect(pipesOpen || stdout.lines().length === 20_000).toBe(true);
        }
      }
    } finally {
      for (const child of busy) {
        child.kill("SIGKILL");
      }
    }
  });
});

describe("what a program leaves behind", () => {
  test("goes on after a success, and may write", async () => {
    const script = "(while sleep 0.05; do echo x || exit 1; done) & echo $!";
    const { stdout, pipesOpen } = await shell(script, { lingerMs: 0 });
    expect(pipesOpen).toBe(true);
    const pid = stdout.lines()[0] ?? "";
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(runs(pid)).toBe(true);
    process.kill(Number(pid), "SIGKILL");
  });

  test("can be waited for, as long as the call may take", async () => {
    const { stdout, pipesOpen } = await shell("sleep 30 & echo $!", {
      lingerMs: null,
      timeoutMs: 200,
    });
    expect(pipesOpen).toBe(true);
    process.kill(Number(stdout.text()), "SIGKILL");
  });

  test("ends with a call that is cancelled, though the program has ended", async () => {
    const signal = AbortSignal.timeout(300);
    const options = { lingerMs: null, signal };
    const error = await failure(() => shell("sleep 30 & echo $!", options));
    expect(error.code).toBe("ERR_PINTLE_CANCELLED");
    const { stdout } = error.details as { stdout: string };
    expect(await ends(stdout)).toBe(true);
  });
});

describe.runIf(process.platform === "linux")("a time limit", () => {
  test.each([
    ["setsid sleep 30 & echo $!; sleep 30"],
    ["timeout 30 sleep 30 & echo $!; sleep 30"],
    ["set -m; sleep 30 & echo $!; sleep 30"],
  ])("ends groups and sessions of their own: %s", async (script) => {
    const error = await failure(() => shell(script, { timeoutMs: 300 }));
    expect(error.code).toBe("ERR_PINTLE_TIMEOUT");
    const { stdout } = error.details as { stdout: string };
    expect(await ends(stdout)).toBe(true);
  });

  test("is kept though somebody out of reach holds the outputs", async () => {
    const script = "setsid sh -c 'sleep 30 & echo $!' & sleep 30";
    const error = await failure(() => shell(script, { timeoutMs: 300, killGraceMs: 25_000 }));
    expect(error).toMatchObject({ code: "ERR_PINTLE_TIMEOUT", details: { pipesOpen: true } });
    process.kill(Number((error.details as { stdout: string }).stdout), "SIGKILL");
  });
});
