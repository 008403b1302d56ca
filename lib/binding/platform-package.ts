import "./unbundled.ts";
import module from "node:module";
import { dirname, join } from "node:path";
import { version } from "../generated/expected.ts";
import { bundled, isBundled } from "./bundled.ts";
import { isThere } from "./files.ts";
import { machine, nameOf, type Platform } from "./machine.ts";
import { platformFiles } from "./platform-files.ts";
import platforms from "./platforms.json" with { type: "json" };
import { type Failure, refusal } from "./reason.ts";

const require: NodeJS.Require = module.createRequire(import.meta.url);

/** The package for a platform, whether there is one or not. */
export function packageFor(platform: Platform): string {
  return `@pintle/${nameOf(platform)}`;
}

/** The folder of a platform's package, or why it cannot be used. */
export function findPackage(platform: Platform): { readonly folder: string } | Failure {
  const name = packageFor(platform);
  let manifest: string;
  try {
    manifest = require.resolve(`${name}/package.json`);
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND";
    return refusal(error) ?? (isAbsent ? notInstalled(platform, name) : illegible(name, error));
  }
  let installed: unknown;
  try {
    const read = platformFiles[nameOf(platform)]?.manifest ?? (() => require(manifest));
    installed = (read() as { readonly version?: unknown }).version;
  } catch (error) {
    return refusal(error) ?? illegible(name, error);
  }
  if (installed !== version) {
    return {
      reason: "version-mismatch",
      cause: `${name} is ${installed}, and pintle is ${version}`,
      fix: `install both in the same version: \`npm install pintle@${version}\``,
    };
  }
  return { folder: dirname(manifest) };
}

function illegible(name: string, error: unknown): Failure {
  const why = error instanceof Error ? error.message : String(error);
  const cause = `package.json of ${name} cannot be read: ${why}`;
  return { reason: "corrupt", cause, fix: "reinstall the package", error };
}

/** The addon in a package for a platform, named as prebuildify names it. */
export function addonIn(folder: string, { os, cpu, libc }: Platform): string {
  const tag = libc === undefined ? "" : `.${libc}`;
  return join(folder, "prebuilds", `${os}-${cpu}`, `pintle${tag}.node`);
}

/** `pintle-host` in the package for this platform, where that is installed. */
export function hostInPackage(): string | undefined {
  const found = findPackage(machine());
  const name = process.platform === "win32" ? "pintle-host.exe" : "pintle-host";
  const host = "folder" in found ? join(found.folder, "bin", name) : undefined;
  return host !== undefined && isThere(host) ? host : undefined;
}

/** The packages for platforms that are installed, whether this is theirs or not. */
export function installedPackages(): string[] {
  return platforms.flatMap(({ name }) => {
    const id = `@pintle/${name}`;
    try {
      return [`${id} ${require(`${id}/package.json`).version}`];
    } catch {
      return [];
    }
  });
}

function notInstalled(platform: Platform, name: string): Failure {
  const isKnown = platforms.some((one) => one.name === nameOf(platform));
  if (!isKnown) {
    return {
      reason: "not-installed",
      cause: `there is no package for ${nameOf(platform)}`,
      fix: "build the addon from a checkout, and set PINTLE_BINARY to its file",
    };
  }
  if (isBundled()) {
    return bundled(name);
  }
  return {
    reason: "not-installed",
    cause: `the optional package ${name} is not installed`,
    fix:
      "run `npm install --include=optional` on this machine; if the lock file comes from another " +
      "platform, remove it and node_modules first",
  };
}
