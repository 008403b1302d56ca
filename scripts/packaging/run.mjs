import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * What a program has left behind.
 *
 * @typedef {object} Ended
 * @property {number | null} code
 * @property {string} stdout
 * @property {string} stderr
 */

/**
 * Runs a program in a project.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {Record<string, string>} [env]
 * @returns {Promise<Ended>}
 */
export async function runIn(program, args, cwd, env = {}) {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const texts = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => {
    texts.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    texts.stderr += text;
  });
  const [code] = await once(child, "close");
  return { code, ...texts };
}
