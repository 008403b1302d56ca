import { run } from "./run.mjs";

/** Whether packages of Debian, or of what is made from it, can be installed here. */
export async function hasApt() {
  return process.getuid?.() === 0 && (await run("apt-get", ["--version"])).ok;
}

/**
 * Installs packages of Debian.
 *
 * @param {readonly string[]} packages
 * @returns {Promise<import("./run.mjs").Outcome>}
 */
export async function aptInstall(packages) {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const wait = ["-o", "DPkg::Lock::Timeout=300", "-qq"]; // Somebody else may be installing too.
  const update = await run("apt-get", [...wait, "update"], env);
  const install = [...wait, "install", "--yes", "--no-install-recommends", ...packages];
  const installed = await run("apt-get", install, env);
  return { ok: installed.ok, output: update.output + installed.output };
}
