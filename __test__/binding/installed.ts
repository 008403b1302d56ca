/** Pintle as it is installed: a folder with node_modules that a test may damage. */

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { machine, nameOf } from "../../lib/binding/machine.ts";
import { addonIn } from "../../lib/binding/platform-package.ts";
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
  /** The folder of this machine's package. */
  readonly folder: string;
  /** The addon in it. */
  readonly addon: string;
  readonly dist: string;
  /** Runs Node there. */
  node(
    args: readonly string[],
    env?: Record<string, string>,
  ): { readonly status: number | null; readonly stdout: string; readonly stderr: string };
  /** What `pintle doctor` says there, where no WebAssembly may stand in. */
  doctor(options?: {
    readonly flags?: readonly string[];
    readonly env?: Record<string, string>;
  }): Facts;
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
  const { version } = manifest;
  writeJson(join(folder, "package.json"), { name: `@pintle/${platform}`, version });
  const node: Project["node"] = (args, env = {}) =>
    spawnSync(process.execPath, args, {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, ...env },
    });
  return {
    folder,
    addon,
    dist: join(pintle, "dist"),
    node,
    doctor({ flags = [], env = {} } = {}) {
      const args = [...flags, join(pintle, "dist", "cli.js"), "doctor", "--json"];
      const { stdout, stderr } = node(args, { PINTLE_FALLBACK: "error", ...env });
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

/** Replaces a text in a file by another of the same length, wherever it stands. */
export function patch(file: string, from: string, to: string): void {
  const text = readFileSync(file, "latin1");
  if (!text.includes(from) || from.length !== to.length) {
    throw new Error(`${file} has no ${from}, or ${to} is not as long`);
  }
  writeFileSync(file, text.replaceAll(from, to), "latin1");
}
