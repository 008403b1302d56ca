import "./unbundled.ts";
import module from "node:module";
import { dirname, join } from "node:path";
import { isThere } from "./files.ts";
import { PintleLoadError } from "./load-error.ts";
import { machine, nameOf } from "./machine.ts";
import { noSuchFile } from "./reason.ts";

/** Where an addon of a package may be. */
export interface AddonPlace {
  /** The name of the addon, which is that of its crate. */
  readonly name: string;
  /** The package that it belongs to. */
  readonly package: string;
  /** The folder of that package. */
  readonly folder: string;
}

/** The name of an addon's file for a platform such as `linux-x64-gnu`. */
export function addonFileName(name: string, platform: string): string {
  return `${name}.${platform}.node`;
}

/**
 * Finds the addon of a package for this platform: what `pintle build` has built in the folder, or the one in the
 * optional package for the platform, whose name is that of the package with the platform's after it.
 */
export function addonFile(place: AddonPlace): string {
  const platform = nameOf(machine());
  const name = addonFileName(place.name, platform);
  const built = join(place.folder, name);
  if (isThere(built)) {
    return built;
  }
  const other = `${place.package}-${platform}`;
  const installed = folderOf(other, place.folder);
  const file = installed === undefined ? undefined : join(installed, name);
  if (file !== undefined && isThere(file)) {
    return file;
  }
  const cause =
    file === undefined
      ? `the optional package ${other} is not installed`
      : `${other} is installed, but ${name} is missing`;
  const tried = [`${built}: ${noSuchFile}`, `${other}: ${cause}`];
  const fix =
    "run `npm install --include=optional` on this machine; in the addon's own repository, run `pintle build`";
  const reason = file === undefined ? "not-installed" : "missing-addon";
  const needed = `the addon of ${place.package} for ${platform}`;
  throw new PintleLoadError({ needed, found: "nothing", tried }, { reason, cause, fix });
}

function folderOf(name: string, from: string): string | undefined {
  try {
    const require = module.createRequire(join(from, "package.json"));
    return dirname(require.resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}
