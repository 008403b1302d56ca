import { copyFileSync, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { platforms } from "../setup/host.mjs";
import { at } from "../setup/root.mjs";
import { creatorManifest, notices, platformManifest, publishedManifest } from "./manifests.mjs";
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
 * must be done: no package ever names one that is not there yet.
 *
 * @returns {Staged[]}
 */
export function stageAll() {
  rmSync(at("target", "packages"), { recursive: true, force: true });
  const staged = platforms.map((platform) => {
    const { name } = platform;
    const manifest = platformManifest(platform);
    const files = ["prebuilds", "bin", originFile];
    return { platform, ...withNotices(stage(name, manifest, at("npm", name), files)) };
  });
  const manifest = publishedManifest();
  const files = manifest.files.filter((/** @type {string} */ file) => !file.startsWith("!"));
  const pintle = withNotices(stage("pintle", manifest, at(), [...files, "README.md"]));
  return [...staged, pintle, stageCreator()];
}

/** The package that `npm create pintle` runs. It contains nothing that others have written. */
function stageCreator() {
  const files = ["index.js", "README.md"];
  return stage("create-pintle", creatorManifest(), at("npm", "create-pintle"), files);
}

/** @param {Staged} staged */
function withNotices(staged) {
  writeNotices(join(staged.folder, notices));
  return staged;
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
  return { name: manifest.name, folder };
}
