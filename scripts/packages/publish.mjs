import { spawn } from "node:child_process";
import { once } from "node:events";
import { oldestGlibc } from "../prebuild/targets.mjs";
import { wrongIn } from "./inspect.mjs";
import { rootManifest } from "./manifests.mjs";
import { staleIn } from "./origin.mjs";
import { placesOf } from "./place.mjs";
import { statedVersions } from "./versions.mjs";

/** @typedef {import("./stage.mjs").Staged} Staged */

/**
 * Why the packages must not be published as they are.
 *
 * @param {readonly Staged[]} staged
 * @returns {Promise<string[]>}
 */
export async function unready(staged) {
  const { version } = rootManifest();
  const other = statedVersions().filter((stated) => stated.version !== version);
  const problems = other.map(
    (stated) => `${stated.path} says ${stated.version}, package.json ${version}`,
  );
  for (const { name, platform, folder } of staged) {
    if (platform === undefined) {
      continue;
    }
    const wrong = await wrongIn(platform, folder, oldestGlibc);
    for (const problem of [...wrong, ...staleIn(folder, placesOf(platform, folder))]) {
      problems.push(`${name}: ${problem}; run \`npm run prebuild -- ${platform.name}\``);
    }
  }
  return problems;
}

/**
 * Publishes packages one after the other, and stops at the first that cannot be.
 *
 * @param {readonly Staged[]} staged
 * @param {readonly string[]} options of `npm publish`
 * @returns {Promise<boolean>} whether all went well
 */
export async function publishAll(staged, options) {
  for (const { folder } of staged) {
    const args = ["publish", folder, "--access", "public", ...options];
    const npm = spawn("npm", args, { stdio: "inherit", shell: process.platform === "win32" });
    const [code] = await once(npm, "close");
    if (code !== 0) {
      return false;
    }
  }
  return true;
}
