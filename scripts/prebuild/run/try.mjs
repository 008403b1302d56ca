import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  closeSync,
  cpSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { packageName } from "../../packages/manifests.mjs";
import { placesOf } from "../../packages/place.mjs";
import { at } from "../../setup/root.mjs";

/** @typedef {import("../../setup/host.mjs").Platform} Platform */
/** @typedef {import("./runners.mjs").Runner} Runner */

/** Milliseconds after which something hangs: emulators are slow, but not that slow. */
const longest = 600_000;

/**
 * Runs what `npm run test:packaging` runs in an installed project, with what is built for a platform.
 *
 * @param {Platform} platform
 * @param {Runner} runner
 * @param {string} pintle the folder of the package `pintle` as it is published
 * @returns {Promise<string | undefined>} what went wrong
 */
export async function tryOut(platform, runner, pintle) {
  const folder = at("target", "prebuild", "run", platform.name);
  const installed = layOut(platform, folder, pintle);
  const env = { ...runner.env, ...hostOf(platform, runner, installed, folder) };
  for (const script of [["smoke.mjs"], ["resolved.mjs", packageName(platform)]]) {
    const { code, output } = await runIn(folder, [...runner.node, ...script], env);
    if (code !== 0 || !output.includes("all well")) {
      return `${script[0]} ended with ${code}:\n${output}`;
    }
  }
  return undefined;
}

/**
 * Makes a project in which Pintle is installed.
 *
 * @param {Platform} platform
 * @param {string} folder
 * @param {string} pintle
 * @returns {string} the folder of the platform's package
 */
function layOut(platform, folder, pintle) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "name": "project", "type": "module" }\n');
  cpSync(at("scripts", "packaging", "project"), folder, { recursive: true });
  cpSync(at("scripts", "prebuild", "project"), folder, { recursive: true });
  const modules = join(folder, "node_modules");
  const installed = join(modules, packageName(platform));
  cpSync(pintle, join(modules, "pintle"), { recursive: true });
  cpSync(at("npm", platform.name), installed, { recursive: true });
  for (const name of ["commander", "node-gyp-build"]) {
    cpSync(at("node_modules", name), join(modules, name), { recursive: true });
  }
  return installed;
}

/**
 * Systems start programs for their own processor only, so an emulated Node starts our script.
 *
 * @param {Platform} platform
 * @param {Runner} runner
 * @param {string} installed
 * @param {string} folder
 * @returns {Record<string, string>}
 */
function hostOf(platform, { emulator }, installed, folder) {
  if (emulator.length === 0) {
    return {};
  }
  const { host } = placesOf(platform, installed);
  const script = join(folder, "pintle-host");
  const command = [...emulator, host].map((word) => `'${word}'`).join(" ");
  writeFileSync(script, `#!/bin/sh\nexec ${command} "$@"\n`);
  chmodSync(script, 0o755);
  return { PINTLE_HOST: script };
}

/**
 * Runs a program with a file for its output: what runs under Wine cannot write into our pipes.
 *
 * @param {string} cwd
 * @param {readonly string[]} command
 * @param {Record<string, string>} env
 */
async function runIn(cwd, [program = "", ...args], env) {
  const file = join(cwd, "output.txt");
  const output = openSync(file, "w");
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", output, output],
    timeout: longest,
    killSignal: "SIGKILL",
  });
  const [code, signal] = await once(child, "close");
  closeSync(output);
  return { code: code ?? signal, output: readFileSync(file, "utf8") };
}
