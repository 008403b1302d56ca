import { spawn } from "node:child_process";
import { once } from "node:events";
import { rootManifest } from "./manifests.mjs";
import { statedVersions } from "./versions.mjs";

/** @typedef {import("./stage.mjs").Staged} Staged */

/**
 * Why the packages must not be published as they are.
 *
 * @param {readonly Staged[]} staged
 * @returns {string[]}
 */
export function unready(staged) {
  const { version } = rootManifest();
  const lacking = staged.filter(({ isComplete }) => !isComplete);
  const other = statedVersions().filter((stated) => stated.version !== version);
  return [
    ...lacking.map(({ name }) => {
      const platform = name.replace("@pintle/", "");
      return `${name} has no addon or no pintle-host; run \`npm run prebuild -- ${platform}\``;
    }),
    ...other.map((stated) => `${stated.path} says ${stated.version}, package.json ${version}`),
  ];
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
