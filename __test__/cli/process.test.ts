import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { execaNode } from "execa";
import { describe, expect, it } from "vitest";
import { testFolder } from "../conformance/folder.ts";

/** The program as it is installed. */
const pintle = (args: readonly string[], input = "", env: Record<string, string> = {}) =>
  execaNode("dist/cli.js", args, { input, env, reject: false, timeout: 20_000 });

describe("the program", () => {
  it("gives its exit code to the shell and only results to stdout", async () => {
    const plan = (a: number) => JSON.stringify([{ method: "math.add", params: { a, b: 40 } }]);
    const good = await pintle(["run", "-", "--json"], plan(2));
    expect(good.exitCode).toBe(0);
    expect(JSON.parse(good.stdout)).toMatchObject({ steps: [{ result: 42 }] });
    expect((await pintle(["run", "-"], plan(2_147_483_647))).exitCode).toBe(1);
    expect((await pintle(["run", "-"], "[")).exitCode).toBe(2);
  });

  it("evaluates what is typed into the repl", async () => {
    const { stdout, exitCode } = await pintle(["repl"], "math.add(2, 40)\n");
    expect({ stdout, exitCode }).toEqual({ stdout: "42", exitCode: 0 });
  });

  it("says what is wrong with an addon that is none, and exits 3", async () => {
    const env = { PINTLE_BINARY: "package.json" };
    const doctor = await pintle(["doctor"], "", env);
    expect(doctor.exitCode).toBe(3);
    expect(doctor.stdout).toContain("package.json is not an addon built with Pintle");
    const call = await pintle(["call", "math.add", "1", "2"], "", env);
    expect(call.exitCode).toBe(3);
    expect(call.stderr).toContain("code: ERR_PINTLE_LOAD");
  });

  it("is cancelled by Ctrl-C", async () => {
    const started = join(testFolder(), "started");
    const script = `touch "$0"; exec sleep 20`;
    const running = pintle(["call", "program.run", "sh", "--", "-c", script, started]);
    while (!existsSync(started) && running.exitCode === null) {
      await sleep(10);
    }
    running.kill("SIGINT");
    const { exitCode, stderr } = await running;
    expect(exitCode).toBe(1);
    expect(stderr).toContain("ERR_PINTLE_CANCELLED");
  });
});
