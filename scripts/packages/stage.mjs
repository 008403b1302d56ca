import { copyFileSync, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { platforms } from "../setup/host.mjs";
import { at } from "../setup/root.mjs";
import { notices, platformManifest, publishedManifest } from "./manifests.mjs";
import { writeNotices } from "./notices.mjs";
import { originFile } from "./origin.mjs";

/**
 * A package as it is published.
 *
 * @typedef {object} Staged
 * @property {string} name
 * @property {string} folder
 * @property {import("../setup/host.mjs").Platform} [platform] that it is for
 */

/**
 * Lays out every package in target/packages as it is to be published, in the order in which that
 * must be done: pintle comes last, so that it never names a package which is not there.
 *
 * @returns {Staged[]}
 */
export function stageAll() {
  rmSync(at("target", "packages"), { recursive: true, force: true });
  const staged = platforms.map((platform) => {
    const { name } = platform;
    const manifest = platformManifest(platform);
    const files = ["prebuilds", "bin", originFile];
    return { platform, ...stage(name, manifest, at("npm", name), files) };
  });
  const manifest = publishedManifest();
  const files = manifest.files.filter((/** @type {string} */ file) => !file.startsWith("!"));
  return [...staged, stage("pintle", manifest, at(), [...files, "README.md"])];
}

/**
 * @param {string} folderName
 * @param {{ name: string }} manifest
 * @param {string} from
 * @param {readonly string[]} files
 */
function stage(folderName, manifest, from, files) {
  const folder = at("target", "packages", folderName);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const file of files) {
    if (existsSync(join(from, file))) {
      cpSync(join(from, file), join(folder, file), { recursive: true });
    }
  }
  for (const file of ["LICENSE-APACHE", "LICENSE-MIT"]) {
    copyFileSync(at(file), join(folder, file));
  }
  writeNotices(join(folder, notices));
  return { name: manifest.name, folder };
}
