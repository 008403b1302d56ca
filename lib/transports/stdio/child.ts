import type { ChildProcess, SpawnOptions } from "node:child_process";
import type { Socket } from "node:net";
import { StringDecoder } from "node:string_decoder";
import { ownOf } from "../../options/own.ts";
import type { Ending } from "../closed.ts";

/** What is kept of stderr: enough for a stack trace. */
const keptCharacters = 4096;

/** How long the pipes of a process that has exited may stay open: another process may hold them. */
const pipesMs = 200;

/** How a host is started. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  readonly cwd?: string | undefined;
}

/** The events of a running process. */
export interface Listener {
  onData(chunk: Uint8Array): void;
  onDrain(): void;
  /** Once, and nothing after it. With a cause when it could not even be started. */
  onEnd(ending: Ending, cause?: unknown): void;
}

/** The running ones. One listener for all: Node warns of a leak when there are more than ten. */
const children = new Set<Child>();

process.on("exit", () => {
  for (const child of children) {
    child.leave();
  }
});

/** A process that communicates over its pipes. */
export class Child {
  readonly #process: ChildProcess;
  readonly #stdin: Socket;
  readonly #stdout: Socket;
  readonly #listener: Listener;
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>;
  #end: () => void = () => {};
  #hasEnded = false;
  #isBusy = true;
  #stderr = "";
  #timer: NodeJS.Timeout | undefined;

  constructor({ command, args, env, cwd }: Program, listener: Listener) {
    this.#listener = listener;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    // Loaded here, since it takes longer than everything else that `import "pintle"` needs.
    const { spawn } = process.getBuiltinModule("node:child_process");
    const options: SpawnOptions = {
      stdio: ["pipe", "pipe", "pipe"],
      windowsHide: true,
      ...(env === undefined ? {} : { env: ownOf({ ...process.env, ...env }) }),
      ...(cwd === undefined ? {} : { cwd }),
    };
    this.#process = spawn(command, args, ownOf(options));
    this.#stdin = this.#process.stdin as Socket;
    this.#stdout = this.#process.stdout as Socket;
    this.#listen();
    children.add(this);
    this.busy(false);
  }

  #listen(): void {
    const child = this.#process;
    this.#stdin.on("error", () => {}); // Its exit reports why.
    this.#stdin.on("drain", () => this.#listener.onDrain());
    this.#stdout.on("data", (chunk: Uint8Array) => this.#listener.onData(chunk));
    // A process that has closed its output can no longer answer.
    this.#stdout.on("end", () => setTimeout(() => this.kill(), pipesMs).unref());
    const decoder = new StringDecoder("utf8");
    child.stderr?.on("data", (chunk: Uint8Array) => {
      const text = this.#stderr + decoder.write(Buffer.from(chunk));
      this.#stderr = text.slice(-keptCharacters);
    });
    child.on("error", (cause) => this.#finish(null, null, cause));
    child.on("exit", (code, signal) => {
      this.#timer = setTimeout(() => this.#finish(code, signal), pipesMs);
    });
    child.on("close", (code, signal) => this.#finish(code, signal));
  }

  #finish(exitCode: number | null, signal: string | null, cause?: unknown): void {
    if (this.#hasEnded || (cause !== undefined && this.#process.pid !== undefined)) {
      return;
    }
    this.#hasEnded = true;
    children.delete(this);
    clearTimeout(this.#timer);
    for (const stream of [this.#stdin, this.#stdout, this.#process.stderr]) {
      stream?.destroy();
    }
    this.#end();
    this.#listener.onEnd({ exitCode, signal, stderr: this.#stderr.trim() }, cause);
  }

  /** The process ID, while it runs. */
  get pid(): number | undefined {
    return this.#hasEnded ? undefined : this.#process.pid;
  }

  /** Writes; false when no more should be written before it has drained. */
  write(chunks: readonly Uint8Array[]): boolean {
    this.#stdin.cork();
    let isReady = true;
    for (const chunk of chunks) {
      isReady = this.#stdin.write(chunk);
    }
    this.#stdin.uncork();
    return isReady;
  }

  /** Keeps the event loop alive, or lets it end. */
  busy(isBusy: boolean): void {
    if (this.#isBusy === isBusy) {
      return;
    }
    this.#isBusy = isBusy;
    const handles = [this.#process, this.#stdin, this.#stdout, this.#process.stderr as Socket];
    for (const handle of handles) {
      // Not every stream of a child has them in Bun.
      isBusy ? handle.ref?.() : handle.unref?.();
    }
  }

  /** Asks it to exit, and kills it if it does not. */
  async stop(graceMs: number): Promise<void> {
    if (this.#hasEnded) {
      return;
    }
    this.busy(true);
    this.#stdin.end();
    const timer = setTimeout(() => this.kill(), graceMs);
    await this.ended;
    clearTimeout(timer);
  }

  /** Makes sure that it ends although nothing can wait for it any longer. */
  leave(): void {
    // A host that is asked to exit also terminates what it has started. An idle host has started
    // nothing.
    this.kill(this.#isBusy ? "SIGTERM" : "SIGKILL");
  }

  kill(signal: "SIGTERM" | "SIGKILL" = "SIGKILL"): void {
    this.#process.kill(signal);
  }
}
