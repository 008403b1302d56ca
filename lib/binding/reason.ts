import { statSync } from "node:fs";
import { bundled } from "./bundled.ts";
import { type Built, compareVersions, inspect } from "./inspect.ts";
import { glibcVersion, machine, nameOf } from "./machine.ts";

/** Why an addon was not loaded, for programs. */
export type LoadReason =
  | "no-such-file"
  | "not-installed"
  | "missing-addon"
  | "bundled"
  | "wrong-architecture"
  | "wrong-libc"
  | "old-glibc"
  | "no-addons"
  | "permission"
  | "corrupt"
  | "version-mismatch"
  | "not-pintle"
  | "unknown";

/** Why an addon was not loaded, and what to do. */
export interface Failure {
  readonly reason: LoadReason;
  readonly cause: string;
  readonly fix: string;
  readonly error?: unknown;
}

/** Finds out why the system or Node refused to load a file. */
export function failureOf(file: string, error: unknown): Failure {
  return {
    ...(refusal(error) ?? unreadable(error) ?? fault(file, error) ?? unknown(error)),
    error,
  };
}

/** What Node itself forbids, before it looks at the file. */
export function refusal(error: unknown): Failure | undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== "ERR_DLOPEN_DISABLED" && code !== "ERR_ACCESS_DENIED") {
    return undefined;
  }
  if ((process as { permission?: unknown }).permission === undefined) {
    const fix = "run Node without --no-addons; check NODE_OPTIONS too";
    return { reason: "no-addons", cause: "Node runs with --no-addons", fix };
  }
  const denied =
    code === "ERR_ACCESS_DENIED"
      ? { cause: "may not read the file", flag: "--allow-fs-read=PATH-TO-NODE_MODULES" }
      : { cause: "does not load addons", flag: "--allow-addons" };
  return {
    reason: "permission",
    cause: `Node runs with the permission model, so it ${denied.cause}`,
    fix: `run Node with ${denied.flag}`,
  };
}

/** What the system forbids this user. */
function unreadable(error: unknown): Failure | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== "EACCES" && code !== "EPERM") {
    return undefined;
  }
  const fix = "give the current user read access to the file and to its folders";
  return { reason: "permission", cause: `the file cannot be read: ${message}`, fix };
}

/** What a place is where nothing exists. */
export const noSuchFile = "there is no such file";

/** What exists instead of a file, if it is not one. Throws any other system error. */
export function absence(file: string): Failure | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isFile()) {
    return undefined;
  }
  const cause =
    stats === undefined
      ? noSuchFile
      : `it is ${stats.isDirectory() ? "a folder" : "a device, a pipe or a socket"}, not a file`;
  return { reason: "no-such-file", cause, fix: "correct the path" };
}

/** A platform's package whose addon is missing. */
export function withoutAddon(name: string, file: string): Failure {
  return {
    reason: "missing-addon",
    cause: `the package ${name} is installed, but lacks its addon, ${file}`,
    fix:
      "reinstall the package, and find out what excludes or removes `*.node`: a .dockerignore " +
      "or another list of ignored files, an antivirus program, a bundler, or a tool that copies only " +
      "the files that it can trace",
  };
}

/** What is wrong with the file. */
function fault(file: string, refused: unknown): Failure | undefined {
  try {
    const absent = absence(file);
    if (absent !== undefined) {
      return absent;
    }
    if ((refused as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND" && file.endsWith(".node")) {
      return bundled(file); // The file exists: the `require` of a bundler has looked elsewhere.
    }
    const built = inspect(file);
    return built === undefined ? corrupt : mismatch(built);
  } catch (error) {
    return unreadable(error) ?? unknown(error);
  }
}

/** A file that is not a library, or ends too early. */
export const corrupt: Failure = {
  reason: "corrupt",
  cause: "the file is not a dynamic library, or is incomplete",
  fix: "reinstall the package, or rebuild the addon",
};

function mismatch(built: Built): Failure | undefined {
  const here = machine();
  const cause = `the addon is built for ${nameOf(built)}, but this is ${nameOf(here)}`;
  if (built.os !== here.os || built.cpu !== here.cpu) {
    const fix = "run `npm install` with this Node, or use a Node for that platform";
    return { reason: "wrong-architecture", cause, fix };
  }
  if (built.libc !== undefined && built.libc !== here.libc) {
    const fix =
      "run `npm install` on this machine: node_modules comes from one with another C library";
    return { reason: "wrong-libc", cause, fix };
  }
  const glibc = here.libc === "glibc" ? glibcVersion() : undefined;
  if (glibc !== undefined && built.glibc !== undefined && compareVersions(built.glibc, glibc) > 0) {
    return {
      reason: "old-glibc",
      cause: `the addon needs glibc ${built.glibc}, but this is glibc ${glibc}`,
      fix: "use a newer Linux, or build the addon on this one",
    };
  }
  return undefined;
}

function unknown(error: unknown): Failure {
  const cause = error instanceof Error ? error.message.trim() : String(error);
  return { reason: "unknown", cause, fix: "report it with the output of `pintle doctor`" };
}
