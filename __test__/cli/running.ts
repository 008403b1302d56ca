import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { testFolder } from "../conformance/folder.ts";
import { relay } from "../guest/wat.ts";
import { host } from "../transports/host.ts";

/** The program as it is installed. */
export const pintle: readonly string[] = [process.execPath, "dist/cli.js"];

/** A command line, and what it reads. */
export interface Line {
  readonly words: readonly string[];
  readonly input?: string;
}

/** How a process has ended, and what it has written. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that runs. Its input stays open. */
export class Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;

  constructor({ words, input }: Line, env: Readonly<Record<string, string>> = {}) {
    const [program = "", ...args] = words;
    // A group of its own, as a shell starts it.
    const options = { env: { ...process.env, ...env }, detached: true } as const;
    this.process = spawn(program, args, options);
    const [stdout, stderr] = [collect(this.process.stdout), collect(this.process.stderr)];
    this.process.stdin?.on("error", () => {}); // It may have ended.
    if (input !== undefined) {
      this.process.stdin?.write(input);
    }
    this.ended = once(this.process, "close").then(([code, signal]) => ({
      code,
      signal,
      stdout: stdout(),
      stderr: stderr(),
    }));
  }

  /** Waits until it waits for something on stdin, if the system says so. */
  async reads(): Promise<void> {
    const file = `/proc/${this.process.pid}/syscall`;
    // The number of read() for x64 and arm64.
    while (existsSync(file) && !/^(0|63) 0x0 /.test(readFileSync(file, "utf8"))) {
      await sleep(10);
    }
  }

  /** Sends a signal to the process, or to its whole group. */
  kill(signal: NodeJS.Signals, whom: "process" | "group" = "process"): void {
    const { pid } = this.process;
    process.kill(whom === "group" ? -(pid as number) : (pid as number), signal);
  }
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = "";
  stream?.on("data", (chunk) => {
    text += chunk;
  });
  return () => text;
}

/** A script that writes its number into a file and does not end for a while. */
export class Script {
  readonly #file: string = join(testFolder(), "pid");
  readonly text: string;

  /** The script may do something before. */
  constructor(before = "") {
    const file = this.#file;
    this.text = `${before}echo $$ > ${file}.new; mv ${file}.new ${file}; exec sleep 60`;
  }

  /** Waits until it runs; returns its process ID. */
  async started(): Promise<number> {
    while (!existsSync(this.#file)) {
      await sleep(10);
    }
    return Number(readFileSync(this.#file, "utf8"));
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Every way to have a program run at the command line, and in pintle-host by itself. */
export const ways: Readonly<Record<string, (script: string) => Line>> = {
  call: (script) => ({ words: [...pintle, "call", ...run(script)] }),
  "call over stdio": (script) => ({
    words: [...pintle, "call", "--transport", "stdio", ...run(script)],
  }),
  run: (script) => ({ words: [...pintle, "run", plan(script)] }),
  "run over stdio": (script) => ({
    words: [...pintle, "run", "--transport", "stdio", plan(script)],
  }),
  "guest run": guest,
  repl: (script) => ({ words: [...pintle, "repl"], input: awaited(script) }),
  "repl, with a plan": (script) => ({
    words: [...pintle, "repl"],
    input: `await plan((p) => p.program.run("sh", ["-c", ${JSON.stringify(script)}])).run()\n`,
  }),
  "repl, with a stream": (script) => ({ words: [...pintle, "repl"], input: read(script) }),
  "pintle-host METHOD": (script) => ({ words: [host(), ...run(script)] }),
  "pintle-host run": (script) => ({ words: [host(), "run", plan(script)] }),
};

/** What is typed into the repl. */
export function awaited(script: string): string {
  return `await program.run("sh", ["-c", ${JSON.stringify(script)}])\n`;
}

/** The same as a stream that somebody reads. */
export function read(script: string): string {
  const lines = `program.lines("sh", ["-c", ${JSON.stringify(script)}])`;
  return `for await (const line of ${lines}) console.log(line)\n`;
}

function run(script: string): string[] {
  return ["program.run", "sh", "--", "-c", script];
}

function plan(script: string): string {
  const file = join(testFolder(), "plan.json");
  const params = { program: "sh", args: ["-c", script] };
  writeFileSync(file, JSON.stringify([{ method: "program.run", params }]));
  return file;
}

function guest(script: string): Line {
  const folder = testFolder();
  writeFileSync(join(folder, "relay.wasm"), relay);
  const rule = { program: "/bin/sh", prefix: ["-c", script], args: [], cwd: { under: "work" } };
  const policy = { version: 1, roots: { work: { path: "." } }, programs: { script: rule } };
  writeFileSync(join(folder, "policy.json"), JSON.stringify(policy));
  const request = { method: "program.run", params: { program: "/bin/sh", args: [] } };
  const files = [join(folder, "relay.wasm"), "--policy", join(folder, "policy.json")];
  return { words: [...pintle, "guest", "run", ...files, "--input", JSON.stringify(request)] };
}
