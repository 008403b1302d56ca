import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { isAlive } from "../cli/running.ts";
import { addonName, addons, isCopyOf, testProject } from "./project.ts";

/** `pintle dev` in a project, and what it writes. */
class Dev {
  readonly folder: string;
  readonly process: ChildProcess;
  #output = "";

  constructor(...words: readonly string[]) {
    const { folder, path } = testProject();
    this.folder = folder;
    const args = [resolve("dist/cli.js"), "dev", ...words];
    const options = { cwd: folder, env: { ...process.env, PATH: path } };
    this.process = spawn(process.execPath, args, { ...options, stdio: "pipe" });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.on("data", (chunk) => {
        this.#output += chunk;
      });
    }
    onTestFinished(() => {
      this.process.kill("SIGKILL");
    });
  }

  /** Waits until it has written that, and forgets it and what was before. */
  async writes(text: string): Promise<void> {
    while (!this.#output.includes(text)) {
      if (this.process.exitCode !== null) {
        throw new Error(`it exited before it wrote ${text}:\n${this.#output}`);
      }
      await sleep(10);
    }
    this.#output = this.#output.slice(this.#output.indexOf(text) + text.length);
  }

  /** Replaces the source as an editor does. */
  edit(text: string): void {
    const file = join(this.folder, "src", "lib.rs");
    writeFileSync(`${file}~`, text);
    renameSync(`${file}~`, file);
  }

  /** The number that the program has written. */
  pid(): number {
    return Number(readFileSync(join(this.folder, "pid"), "utf8"));
  }
}

/** Waits until a process has ended. Whoever it belongs to now may not have taken notice yet. */
async function end(pid: number): Promise<void> {
  while (isAlive(pid) && !/^State:\tZ/m.test(status(pid))) {
    await sleep(10);
  }
}

function status(pid: number): string {
  const file = `/proc/${pid}/status`;
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/**
 * A program that writes the number of another that it has started, and that it is ready: a word that the line
 * itself does not have.
 */
const program = ["--", "sh", "-c", 'sleep 60 & echo $! > pid; echo re""ady; wait'];

it("builds again after a change, and starts the program anew with what it had started", async () => {
  const dev = new Dev(...program);
  await dev.writes(`${addonName} built`);
  await dev.writes("ready");
  const first = dev.pid();
  dev.edit(addons.own);
  await dev.writes(`${addonName} built`);
  await dev.writes("ready");
  await end(first);
  expect(isAlive(dev.pid())).toBe(true);
  expect(isCopyOf(dev.folder, addons.own)).toBe(true);
  expect(readFileSync(join(dev.folder, "lib", "commands.ts"), "utf8")).toContain("math.add");
});

it("shows what the compiler says, and leaves the program alone until a build succeeds", async () => {
  const dev = new Dev(...program);
  await dev.writes("ready");
  const first = dev.pid();
  dev.edit("error: expected one of");
  await dev.writes("error: expected one of");
  await dev.writes("pintle: the addon cannot be built; see above\nwaiting for a change");
  expect(isAlive(first)).toBe(true);
  dev.edit(addons.own);
  await dev.writes("ready");
  await end(first);
});

it("does not start the program anew where nothing new was built", async () => {
  const dev = new Dev(...program);
  await dev.writes("ready");
  const first = dev.pid();
  dev.edit(`${addons.fixture}\n`);
  await dev.writes(`${addonName} unchanged`);
  expect(isAlive(first)).toBe(true);
});

it("says how the program has ended", async () => {
  const dev = new Dev("--", "sh", "-c", "exit 3");
  await dev.writes("pintle: sh: it exited with 3");
  dev.edit(addons.own);
  await dev.writes("pintle: sh: it exited with 3");
});

it("says that the program cannot be started", async () => {
  const dev = new Dev("--", "no-such-program");
  await dev.writes("pintle: no-such-program: it cannot be started");
});

it.each(["SIGINT", "SIGTERM"] as const)("leaves nothing running after %s", async (signal) => {
  const dev = new Dev(...program);
  await dev.writes("ready");
  const started = dev.pid();
  dev.process.kill(signal);
  expect(await once(dev.process, "close")).toEqual([null, signal]);
  await end(started);
});

it("only builds without a program", async () => {
  const dev = new Dev();
  await dev.writes(`${addonName} built`);
  dev.edit(addons.own);
  await dev.writes(`${addonName} built`);
  expect(existsSync(join(dev.folder, "pid"))).toBe(false);
  dev.process.kill("SIGINT");
  expect(await once(dev.process, "close")).toEqual([null, "SIGINT"]);
});
