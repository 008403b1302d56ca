import { spawn } from "node:child_process";
import { root } from "./root.mjs";

/**
 * @typedef {object} Outcome
 * @property {boolean} ok whether it ran and ended with 0
 * @property {string} output what it wrote to stdout and stderr, in order
 */

/**
 * Runs a program in the checkout and gathers its output.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env] added to the environment
 * @param {number} [timeout] milliseconds after which it is ended
 * @returns {Promise<Outcome>}
 */
export function run(program, args, env = {}, timeout) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout,
    });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    const output = () => Buffer.concat(chunks).toString();
    child.on("error", (error) => resolve({ ok: false, output: `${output()}${error.message}\n` }));
    child.on("close", (code, signal) => {
      const killed = signal === null ? "" : `${program} was ended by ${signal}\n`;
      resolve({ ok: code === 0, output: output() + killed });
    });
  });
}

/**
 * Runs a script with this Node.
 *
 * @param {string} script
 * @param {readonly string[]} args
 */
export function runNode(script, args) {
  return run(process.execPath, [script, ...args]);
}
