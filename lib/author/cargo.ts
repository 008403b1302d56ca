import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { AuthorFault } from "./fault.ts";

/** How an addon is built. */
export interface CargoOptions {
  readonly release?: boolean | undefined;
  /** As rustc names it. Default: this machine. */
  readonly target?: string | undefined;
  /** More arguments of `cargo build`. */
  readonly args?: readonly string[] | undefined;
  /** Ends Cargo. */
  readonly signal?: AbortSignal | undefined;
}

/** What a command of Cargo writes to stdout. */
export async function cargoOutput(folder: string, args: readonly string[]): Promise<string> {
  const cargo = start(folder, args);
  const [output] = await Promise.all([text(cargo.stdout), ended(cargo, "cannot read Cargo.toml")]);
  return output;
}

/**
 * Builds the crate in a folder, and returns the file of its dynamic library. Cargo writes what the compiler
 * says to stderr, with colours where that is a terminal.
 */
export async function cargoBuild(folder: string, options: CargoOptions): Promise<string> {
  const { release = false, target, args = [], signal } = options;
  const manifest = join(folder, "Cargo.toml");
  const cargo = start(
    folder,
    [
      ...["build", "--manifest-path", manifest, "--lib"],
      "--message-format=json-render-diagnostics",
      ...(release ? ["--release"] : []),
      ...(target === undefined ? [] : ["--target", target]),
      ...args,
    ],
    signal,
  );
  const done = ended(cargo, "the addon cannot be built; see above");
  done.catch(() => {}); // Awaited below, after all lines.
  let library: string | undefined;
  for await (const line of createInterface({ input: cargo.stdout })) {
    library = libraryIn(line) ?? library;
  }
  await done;
  if (library === undefined) {
    throw new AuthorFault("failed", "Cargo has built no dynamic library");
  }
  return library;
}

function start(folder: string, args: readonly string[], signal?: AbortSignal) {
  return spawn("cargo", args, {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
    ...(signal === undefined ? {} : { signal, killSignal: "SIGINT" as const }),
  });
}

async function ended(cargo: ReturnType<typeof start>, failure: string): Promise<void> {
  let code: unknown;
  try {
    [code] = await once(cargo, "close");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ABORT_ERR") {
      throw new AuthorFault("failed", "the build was interrupted");
    }
    const fix = "install Rust from https://rustup.rs";
    throw new AuthorFault("environment", `Cargo cannot be started (${message}); ${fix}`);
  }
  if (code !== 0) {
    throw new AuthorFault("failed", failure);
  }
}

/** One line of what Cargo says, as far as it matters here. */
interface CargoMessage {
  readonly reason?: string;
  readonly target?: { readonly kind: readonly string[] };
  readonly filenames?: readonly string[];
}

/**
 * The dynamic library that a message names. That of the crate itself is the last one: what it depends on is
 * built before it.
 */
function libraryIn(line: string): string | undefined {
  if (!line.startsWith("{")) {
    return undefined; // What a build script has printed.
  }
  const { reason, target, filenames = [] }: CargoMessage = JSON.parse(line);
  if (reason !== "compiler-artifact" || !target?.kind.includes("cdylib")) {
    return undefined;
  }
  return filenames.find((file) => /\.(so|dylib|dll)$/.test(file));
}
