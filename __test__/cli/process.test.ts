import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { execa, execaNode } from "execa";
import { describe, expect, it } from "vitest";
import { testFolder } from "../conformance/folder.ts";

/** The program as it is installed. */
const pintle = (args: readonly string[], input = "", env: Record<string, string> = {}) =>
  execaNode("dist/cli.js", args, { input, env, reject: false, timeout: 20_000 });

describe("the program", () => {
  it("passes its exit code to the shell and only results to stdout", async () => {
    const plan = (a: number) => JSON.stringify([{ method: "math.add", params: { a, b: 40 } }]);
    const good = await pintle(["run", "-", "--json"], plan(2));
    expect(good.exitCode).toBe(0);
    expect(JSON.parse(good.stdout)).toMatchObject({ steps: [{ result: 42 }] });
    expect((await pintle(["run", "-"], plan(2_147_483_647))).exitCode).toBe(1);
    expect((await pintle(["run", "-"], "[")).exitCode).toBe(2);
  });

  it.runIf(process.platform === "linux")("fails when its answer cannot be written", async () => {
    const plan = JSON.stringify([{ method: "math.add", params: { a: 2, b: 40 } }]);
    for (const args of [["call", "math.add", "2", "40"], ["run", "-"], ["commands"], ["--help"]]) {
      const options = { input: plan, reject: false, timeout: 20_000 } as const;
      const command = ["sh", process.execPath, "dist/cli.js", ...args];
      const full = await execa("sh", ["-c", 'exec "$@" > /dev/full', ...command], options);
      expect(full.exitCode, args.join(" ")).toBe(3);
      expect(full.stderr).toContain("stdout cannot be written");
    }
  });

  it
    .runIf(process.platform !== "win32")
    .for([["call", "math.add", "2", "40"], ["run", "-"], ["commands"], ["repl"], ["--help"]])(
    "ends quietly by SIGPIPE when nobody reads its answer: %s",
    async (args) => {
      const running = execaNode("dist/cli.js", args, { reject: false, timeout: 20_000 });
      running.stdout.destroy();
      // It has hardly started, and those that read wait for this.
      const plan = JSON.stringify([{ method: "math.add", params: { a: 2, b: 40 } }]);
      running.stdin.end(args[0] === "repl" ? "1\n" : plan);
      const { exitCode, signal, stderr } = await running;
      expect({ exitCode, signal, stderr }).toEqual({ signal: "SIGPIPE", stderr: "" });
    },
  );

  it.runIf(process.platform !== "win32")("ends quietly before `head`, like git", async () => {
    const piped = ["-c", '"$@" | head -c 1; echo " $PIPESTATUS"', "bash"];
    const walk = [process.execPath, "dist/cli.js", "call", "tree.walk", "node_modules"];
    expect(await execa("bash", [...piped, ...walk])).toMatchObject({ stdout: "{ 141", stderr: "" });
  });

  it("reads no more of a plan than one may have", async () => {
    const running = execaNode("dist/cli.js", ["run", "-"], { reject: false, timeout: 60_000 });
    const { stdin } = running;
    stdin.on("error", () => {}); // It has ended.
    const piece = Buffer.alloc(1 << 20, " ");
    for (
      let pieces = 0;
      !stdin.destroyed && running.exitCode === null && pieces < 1000;
      pieces += 1
    ) {
      await new Promise((resolve) => stdin.write(piece, resolve));
    }
    const { exitCode, stderr } = await running;
    expect(exitCode).toBe(2);
    expect(stderr).toContain("it has more than 67108864 bytes");
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

  it("says what Ctrl-C has cancelled", async () => {
    const started = join(testFolder(), "started");
    const script = `touch "$0"; exec sleep 20`;
    const running = pintle(["call", "program.run", "sh", "--", "-c", script, started]);
    while (!existsSync(started) && running.exitCode === null) {
      await sleep(10);
    }
    running.kill("SIGINT");
    const { signal, stderr } = await running;
    expect(signal).toBe("SIGINT");
    expect(stderr).toContain("ERR_PINTLE_CANCELLED");
  });
});
