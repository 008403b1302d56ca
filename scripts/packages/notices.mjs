import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { linkedCrates } from "./crates.mjs";

/** @typedef {import("./crates.mjs").Crate} Crate */

/** @type {string | undefined} */
let text;

/**
 * Writes the licences of all that is linked into the addon and pintle-host, which their authors want
 * to go with it.
 *
 * @param {string} file
 */
export function writeNotices(file) {
  text ??= linkedCrates()
    .map(notice)
    .join(`\n${"-".repeat(80)}\n\n`);
  writeFileSync(file, text);
}

/** @param {Crate} crate */
function notice(crate) {
  const title = `${crate.name} ${crate.version}: ${crate.license}\n`;
  return [title, ...licenceTexts(dirname(crate.manifest_path))].join("\n");
}

/**
 * Of several licences to choose from we take MIT, which is short.
 *
 * @param {string} folder
 */
function licenceTexts(folder) {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
  const mit = names.filter((name) => /mit/i.test(name));
  return (mit.length > 0 ? mit : names).map((name) => read(join(folder, name)));
}

/** @param {string} file a file, or a folder of them */
function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EISDIR") {
      throw error;
    }
    return readdirSync(file)
      .map((name) => readFileSync(join(file, name), "utf8"))
      .join("\n");
  }
}
