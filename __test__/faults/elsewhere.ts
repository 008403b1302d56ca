import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("../fixtures/processes/command.mjs", import.meta.url));

/** What a command gave in another process. */
export interface Outcome {
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly code: string; readonly pointer: string; readonly details: unknown };
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
}

/** The words that call a command in a shell. */
export function call(method: string, ...args: unknown[]): string {
  return quoted([process.execPath, script, method, JSON.stringify(args)]);
}

/** Starts a command in another process. */
export function start(method: string, ...args: unknown[]): ChildProcess {
  return spawn(process.execPath, [script, method, JSON.stringify(args)], { stdio: "ignore" });
}

/** Runs lines of shell, and returns the results of the commands among them. */
export function shell(...lines: string[]): Outcome[] {
  return outcomes("sh", ["-ec", lines.join("\n")]);
}

/**
 * The same where file systems can be mounted that nobody else sees. Root may always do so; others
 * if the system allows them a user namespace.
 */
export function shellWithMounts(...lines: string[]): Outcome[] {
  const own = process.getuid?.() === 0 ? ["-m"] : ["-rm"];
  try {
    execFileSync("unshare", [...own, "true"], { stdio: "pipe" });
  } catch (cause) {
    const message =
      "this test mounts small file systems with `unshare`, which needs util-linux and either root or user namespaces";
    throw new Error(message, { cause });
  }
  return outcomes("unshare", [...own, "sh", "-ec", lines.join("\n")]);
}

function outcomes(program: string, args: readonly string[]): Outcome[] {
  const output = execFileSync(program, args, { encoding: "utf8" });
  return output
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Outcome);
}
