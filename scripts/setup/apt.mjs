import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.mjs";

/** Set to anything, it keeps the scripts from installing packages of the system. */
const refusal = "PINTLE_NO_INSTALL";

/** Whether packages of Debian, or of what is made from it, can and may be installed here. */
export async function hasApt() {
  const isRefused = Boolean(process.env[refusal]);
  return !isRefused && process.getuid?.() === 0 && (await run("apt-get", ["--version"])).ok;
}

/**
 * Installs packages of Debian, after saying so.
 *
 * @param {readonly string[]} packages
 * @param {string} purpose what they are for, such as "the tests in a browser"
 * @returns {Promise<import("./run.mjs").Outcome>}
 */
export async function aptInstall(packages, purpose) {
  process.stderr.write(
    `\nInstalling with apt-get, as root, for ${purpose}: ${packages.join(", ")}. ` +
      `${refusal}=1 keeps this script from it.\n`,
  );
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const wait = ["-o", "DPkg::Lock::Timeout=300", "-qq"]; // Somebody else may be installing too.
  const update = await run("apt-get", [...wait, "update"], env);
  const install = [...wait, "install", "--yes", "--no-install-recommends", ...packages];
  const installed = await run("apt-get", install, env);
  return { ok: installed.ok, output: update.output + installed.output };
}

/**
 * Unpacks a package of Debian without installing it, also one of another release or for another
 * processor than this machine's.
 *
 * @param {string} name
 * @param {{ suite: string, architecture: string }} which
 * @param {string} folder to unpack to
 * @returns {Promise<import("./run.mjs").Outcome>}
 */
export async function aptUnpack(name, { suite, architecture }, folder) {
  const lists = join(folder, "apt", "lists");
  const sources = join(folder, "apt", "sources.list");
  mkdirSync(join(lists, "partial"), { recursive: true });
  const format = ["--format", "$(ORIGIN) $(SITE)", "Created-By: Packages"];
  const { output } = await run("apt-get", ["indextargets", ...format]);
  const site = /^Debian (\S+)$/m.exec(output)?.[1];
  const key = "/usr/share/keyrings/debian-archive-keyring.gpg";
  writeFileSync(sources, `deb [signed-by=${key}] ${site} ${suite} main\n`);
  const settings = {
    "APT::Architecture": architecture,
    "APT::Architectures": architecture,
    "APT::Sandbox::User": "root",
    "Dir::Etc::sourcelist": sources,
    "Dir::Etc::sourceparts": "/dev/null",
    "Dir::State::lists": lists,
    "Dir::State::status": "/dev/null",
  };
  const options = Object.entries(settings).flatMap(([key, value]) => ["-o", `${key}=${value}`]);
  const script =
    'cd "$0" && apt-get -qq "$@" update && apt-get -qq "$@" download ' +
    `${name} && dpkg-deb --extract ${name}_*.deb . && rm -r ${name}_*.deb apt`;
  return run("sh", ["-c", script, folder, ...options]);
}
