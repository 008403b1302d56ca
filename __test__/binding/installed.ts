/** Pintle as it is installed: a folder with node_modules that a test may damage. */

import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { machine, nameOf } from "../../lib/binding/machine.ts";
import { addonIn } from "../../lib/binding/platform-package.ts";
import { findHost } from "../../lib/transports/stdio/find.ts";
import manifest from "../../package.json" with { type: "json" };

/** This machine's platform, such as `linux-x64-gnu`. */
export const here: string = nameOf(machine());

/** The addon that was built in this checkout. */
export const built: string = join("lib", "binding", `pintle.${here}.node`);

/** The flag that this Node has for its permission model. */
export const permission: string = process.allowedNodeEnvironmentFlags.has("--permission")
  ? "--permission"
  : "--experimental-permission";

/** What `pintle doctor --json` says. */
export interface Facts {
  readonly ok: boolean;
  readonly source?: string;
  readonly addon?: string;
  readonly reason?: string;
  readonly found?: string;
  readonly tried?: readonly string[];
  readonly cause?: string;
  readonly fix?: string;
  readonly problem?: string;
}

/** A project with Pintle in it. */
export interface Project extends Disposable {
  /** The folder that it is in. */
  readonly root: string;
  /** The folder of this machine's package. */
  readonly folder: string;
  /** The addon in it. */
  readonly addon: string;
  /** pintle-host in it. */
  readonly host: string;
  readonly dist: string;
  /** Runs Node there. */
  node(args: readonly string[], env?: Record<string, string>, uid?: number): Ended;
  /** Runs the command line there. */
  pintle(args: readonly string[], env?: Record<string, string>): Ended;
  /** The output of `pintle doctor` there, without WebAssembly as a replacement. */
  doctor(options?: {
    readonly flags?: readonly string[];
    readonly env?: Record<string, string>;
    /** The user who asks, which only root can choose. */
    readonly uid?: number;
  }): Facts;
}

/** What a program has left behind. */
interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Installs Pintle into a new folder, with the package of this machine or another. */
export function install(platform: string | undefined = here): Project {
  const root = mkdtempSync(join(tmpdir(), "pintle-installed-"));
  const modules = join(root, "node_modules");
  const pintle = join(modules, "pintle");
  cpSync("dist", join(pintle, "dist"), { recursive: true });
  cpSync("package.json", join(pintle, "package.json"));
  cpSync("node_modules/commander", join(modules, "commander"), { recursive: true });
  const folder = join(modules, "@pintle", platform);
  const addon = addonIn(folder, machine());
  mkdirSync(dirname(addon), { recursive: true });
  cpSync(built, addon);
  const host = join(
    folder,
    "bin",
    process.platform === "win32" ? "pintle-host.exe" : "pintle-host",
  );
  cpSync(findHost(), host);
  const { version } = manifest;
  writeJson(join(folder, "package.json"), { name: `@pintle/${platform}`, version });
  chmodSync(root, 0o755); // Others may be asked to look at it.
  const node: Project["node"] = (args, env = {}, uid) =>
    spawnSync(process.execPath, args, {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, ...env },
      ...(uid === undefined ? {} : { uid }),
    });
  const cli = join(pintle, "dist", "cli.js");
  return {
    root,
    folder,
    addon,
    host,
    dist: join(pintle, "dist"),
    node,
    pintle: (args, env) => node([cli, ...args], env),
    doctor({ flags = [], env = {}, uid } = {}) {
      const args = [...flags, cli, "doctor", "--json"];
      const { stdout, stderr } = node(args, { PINTLE_FALLBACK: "error", ...env }, uid);
      if (stdout === "") {
        throw new Error(stderr);
      }
      return JSON.parse(stdout);
    },
    [Symbol.dispose]: () => rmSync(root, { recursive: true }),
  };
}

export function writeJson(file: string, value: unknown): void {
  writeFileSync(file, JSON.stringify(value));
}

/** Replaces a text in a file with another of the same length, wherever it is. */
export function patch(file: string, from: string, to: string): void {
  const text = readFileSync(file, "latin1");
  if (!text.includes(from) || from.length !== to.length) {
    throw new Error(`${file} has no ${from}, or ${to} is not as long`);
  }
  writeFileSync(file, text.replaceAll(from, to), "latin1");
}
