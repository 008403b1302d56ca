import { copyFileSync, renameSync } from "node:fs";

/**
 * Puts a copy of a file where another may be that some process runs or has loaded. That process keeps the old
 * one; copied over, it would be a mixture of both, which ends the process.
 *
 * @param {string} from
 * @param {string} to
 */
export function replaceFile(from, to) {
  copyFileSync(from, `${to}.new`);
  renameSync(`${to}.new`, to);
}
