import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { contractHash, version } from "../generated/expected.ts";
import type { Binding } from "./binding.ts";
import { openFallback, warn } from "./fallback.ts";
import { isThere } from "./files.ts";
import { hasContract, loadBinding, open } from "./load.ts";
import { PintleLoadError } from "./load-error.ts";
import { machine, nameOf } from "./machine.ts";
import { platformFiles } from "./platform-files.ts";
import { addonIn, findPackage, installedPackages, packageFor } from "./platform-package.ts";
import { type Failure, withoutAddon } from "./reason.ts";

/** Pintle's own addon. */
export interface Loaded {
  readonly binding: Binding;
  readonly source: "PINTLE_BINARY" | "local build" | "package" | "WebAssembly";
  readonly file: string;
  /** Why WebAssembly is used rather than an addon. */
  readonly failure?: PintleLoadError;
}

/** A place that was searched without success. */
interface Attempt extends Failure {
  readonly place: string;
}

/**
 * Loads Pintle's own addon: only the file that PINTLE_BINARY names, or otherwise what was built in
 * this checkout, the one in the package for this platform, or WebAssembly.
 */
export function loadBuiltin(): Loaded {
  const chosen = process.env.PINTLE_BINARY;
  if (chosen !== undefined && chosen !== "") {
    return { binding: loadBinding(chosen), source: "PINTLE_BINARY", file: chosen };
  }
  const build = localBuild();
  if ("binding" in build) {
    return build;
  }
  const packaged = platformPackage();
  if ("binding" in packaged) {
    return packaged;
  }
  const fallback = openFallback();
  const failure = failed(build, packaged, "binding" in fallback ? "used" : fallback.cause);
  if (!("binding" in fallback)) {
    throw failure;
  }
  warn(failure);
  return { ...fallback, source: "WebAssembly", failure };
}

/** Where there is no build that could be wrong. */
const noCheckout = "a checkout";

function localBuild(): Loaded | Attempt {
  const here = dirname(fileURLToPath(import.meta.url));
  const name = `pintle.${nameOf(machine())}.node`;
  // In the sources this module is next to the addon; from dist/ it is one folder away.
  const candidates = [join(here, name), join(here, "..", "lib", "binding", name)];
  const file = candidates.find((candidate) => isThere(candidate));
  if (file === undefined) {
    const fix = "run `npm run build` in Pintle's checkout";
    return { place: noCheckout, reason: "no-such-file", cause: "there is no build", fix };
  }
  const opened = open(file);
  return "reason" in opened
    ? { place: file, ...opened }
    : { binding: opened.binding, source: "local build", file };
}

function platformPackage(): Loaded | Attempt {
  const platform = machine();
  const found = findPackage(platform);
  if ("reason" in found) {
    return { place: packageFor(platform), ...found };
  }
  const file = addonIn(found.folder, platform);
  const opened = open(file, platformFiles[nameOf(platform)]?.addon);
  if ("reason" in opened) {
    const place = packageFor(platform);
    return opened.reason === "no-such-file"
      ? { place, ...withoutAddon(place, file) }
      : { place: file, ...opened };
  }
  const { binding } = opened;
  return hasContract(binding, contractHash)
    ? { binding, source: "package", file }
    : { place: file, ...otherContract };
}

/** The versions are equal, but the commands differ: one of the two was built locally. */
const otherContract: Failure = {
  reason: "version-mismatch",
  cause: `the addon's commands differ from those of this JavaScript, whose contract is ${contractHash}`,
  fix: "reinstall pintle, or build both from one checkout",
};

/** The error reported is that of the first place that has an addon, or should have one. */
function failed(build: Attempt, packaged: Attempt, fallback: string): PintleLoadError {
  const facts = {
    needed: `${packageFor(machine())} ${version}`,
    found: installedPackages().join(", ") || "no package for any platform",
    tried: [
      "PINTLE_BINARY: not set",
      ...[build, packaged].map(({ place, cause }) => `${place}: ${cause}`),
      `WebAssembly: ${fallback}`,
    ],
  };
  return new PintleLoadError(facts, build.place === noCheckout ? packaged : build);
}
