import { existsSync } from "node:fs";
import { importTypeScript } from "../setup/typescript.mjs";
import { placesOf } from "./place.mjs";

/** @typedef {import("../setup/host.mjs").Platform} Platform */

/**
 * What is wrong with what was built for a platform: whether the files say that they are for it.
 *
 * @param {Platform} platform
 * @param {string} folder of its package
 * @param {string} [oldestGlibc] the version that they may need at most
 * @returns {Promise<string[]>}
 */
export async function wrongIn({ name, ...platform }, folder, oldestGlibc) {
  const { inspect, compareVersions } = await importTypeScript("lib/binding/inspect.ts");
  const { os, cpu, libc } = platform;
  return Object.entries(placesOf({ name, ...platform }, folder)).flatMap(([what, file]) => {
    if (!existsSync(file)) {
      return [`there is no ${file}`];
    }
    const built = inspect(file);
    // Zig links programs for musl with all of it, so that they run with any C library.
    const isStatic = what === "host" && libc === "musl" && built?.libc === undefined;
    if (built?.os !== os || built.cpu !== cpu || (built.libc !== libc && !isStatic)) {
      return [`${file} is built for ${JSON.stringify(built)}`];
    }
    const { glibc } = built;
    return glibc && oldestGlibc && compareVersions(glibc, oldestGlibc) > 0
      ? [`${file} needs glibc ${glibc}, and may need ${oldestGlibc}`]
      : [];
  });
}
