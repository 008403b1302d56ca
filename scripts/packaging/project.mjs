import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { at } from "../setup/root.mjs";
import { runIn } from "./run.mjs";

/** @typedef {import("./managers.mjs").Manager} Manager */

/**
 * Makes an empty project and installs Pintle into it.
 *
 * @param {string} home for projects and caches
 * @param {string} registry
 * @param {Manager} manager
 * @param {readonly string[]} [options] of installing
 */
export async function install(home, registry, manager, options = []) {
  const { program, add, node = [], prepare } = manager;
  const project = mkdtempSync(join(home, "project-"));
  writeFileSync(join(project, "package.json"), '{ "name": "project", "type": "module" }\n');
  writeFileSync(join(project, ".npmrc"), `registry=${registry}\n`);
  writeFileSync(join(project, "bunfig.toml"), `[install]\nregistry = "${registry}"\n`);
  cpSync(at("scripts", "packaging", "project"), project, { recursive: true });
  prepare?.(project, registry);
  const env = environment(home);
  const start = performance.now();
  const { code, stdout, stderr } = await runIn(
    program,
    [...add, ...options, "pintle"],
    project,
    env,
  );
  if (code !== 0) {
    throw new Error(`${manager.name} failed:\n${stdout}${stderr}`);
  }
  return {
    folder: project,
    seconds: (performance.now() - start) / 1000,
    /**
     * Runs a script of the project.
     *
     * @param {readonly string[]} args
     * @param {Record<string, string>} [more] environment
     */
    node: (args, more) => runIn(process.execPath, [...node, ...args], project, { ...env, ...more }),
  };
}

/**
 * Caches of their own, so that nothing comes from what this machine has installed before.
 *
 * @param {string} home
 */
export function environment(home) {
  mkdirSync(home, { recursive: true });
  return {
    HOME: home,
    XDG_CACHE_HOME: join(home, "cache"),
    XDG_DATA_HOME: join(home, "data"),
    npm_config_cache: join(home, "npm"),
    npm_config_userconfig: join(home, "npmrc"),
    npm_config_update_notifier: "false",
    YARN_GLOBAL_FOLDER: join(home, "yarn"),
    YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
    BUN_INSTALL_CACHE_DIR: join(home, "bun"),
    CI: "",
  };
}
