import { spawnSync } from "node:child_process";
import { bin, root } from "../setup/root.mjs";

/**
 * Formats a text as the files of the checkout are formatted.
 *
 * @param {string} name of a file: its ending says what kind of text it is
 * @param {string} text
 */
export function format(name, text) {
  const args = ["format", `--stdin-file-path=${name}`, "--colors=off"];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [bin("@biomejs/biome", "biome"), ...args],
    { cwd: root, encoding: "utf8", input: text, maxBuffer: 2 ** 26 },
  );
  if (status !== 0) {
    throw new Error(`${name}: what was generated cannot be formatted:\n${stderr}`);
  }
  return stdout;
}
