import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** How long a program may take to end itself when it is asked to. */
const graceMs = 5000;

/** A program that runs beside, with everything that it starts. */
export class Program {
  readonly #process: ChildProcess;
  /** Resolves when it has ended, with what there is to say of that. */
  readonly ended: Promise<string>;
  /** Whether it was asked to end. */
  isStopped = false;

  constructor([name = "", ...args]: readonly string[], folder: string) {
    const isWindows = process.platform === "win32";
    this.#process = spawn(name, args, {
      cwd: folder,
      stdio: ["ignore", "inherit", "inherit"],
      // A group of its own, so that what it starts ends with it.
      detached: !isWindows,
      // Programs such as npm are scripts there.
      shell: isWindows,
    });
    this.ended = once(this.#process, "exit").then(
      ([code, signal]) => (signal === null ? `it exited with ${code}` : `it ended by ${signal}`),
      (error: Error) => `it cannot be started: ${error.message}`,
    );
  }

  /** Asks it to end, and ends it if it does not. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.#kill("SIGTERM");
    const timer = setTimeout(() => this.#kill("SIGKILL"), graceMs);
    await this.ended;
    clearTimeout(timer);
    this.#kill("SIGKILL"); // What it has left behind.
  }

  #kill(signal: NodeJS.Signals): void {
    const { pid } = this.#process;
    try {
      if (pid !== undefined && process.platform !== "win32") {
        process.kill(-pid, signal);
      } else {
        this.#process.kill(signal);
      }
    } catch {
      // It has ended, with all of its group.
    }
  }
}
