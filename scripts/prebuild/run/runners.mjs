import { chmodSync, existsSync } from "node:fs";
import { join } from "node:path";
import { aptInstall, aptUnpack, hasApt } from "../../setup/apt.mjs";
import { host } from "../../setup/host.mjs";
import { RequirementError } from "../../setup/requirements.mjs";
import { at } from "../../setup/root.mjs";
import { run } from "../../setup/run.mjs";
import { step } from "../../setup/step.mjs";
import { findZig } from "../zig.mjs";
import { findNode, runtimes } from "./runtimes.mjs";

/** @typedef {import("../../setup/host.mjs").Platform} Platform */

/**
 * How programs of a platform run on this machine.
 *
 * @typedef {object} Runner
 * @property {string} title such as `Node 24.21.0 under qemu-aarch64`
 * @property {readonly string[]} node the command that is Node
 * @property {readonly string[]} emulator what comes before pintle-host; nothing where it can be started
 * @property {Record<string, string>} env
 */

/** What runs only in its own place, and why. */
const unable = {
  darwin: "what is built for macOS runs on macOS only",
  win32: "Wine runs what is built for its own processor",
};

/**
 * Finds what runs a platform's programs, or gets it.
 *
 * @param {Platform} platform
 * @returns {Promise<Runner | string>} or why there is no such thing
 */
export async function findRunner(platform) {
  const { name, os, cpu } = platform;
  if (name === host) {
    const title = `Node ${process.versions.node}`;
    return { title, node: [process.execPath], emulator: [], env: {} };
  }
  if (os === "darwin" || (os === "win32" && cpu !== "x64")) {
    return unable[os];
  }
  if (process.platform !== "linux" || process.arch !== "x64") {
    return "what emulates it is known for Linux on x64 only";
  }
  const node = await findNode(name);
  const title = `Node ${runtimes[name]?.version}`;
  if (os === "win32") {
    const env = await prepareWine();
    return { title: `${title} under Wine`, node: ["wine", node], emulator: [], env };
  }
  chmodSync(node, 0o755);
  return cpu === "arm64" ? underQemu(platform, title, node) : withMusl(title, node);
}

/**
 * @param {string} title
 * @param {string} node
 * @returns {Promise<Runner>}
 */
async function withMusl(title, node) {
  const { loader } = await findMusl("x64");
  return { title: `${title} with musl`, node: [loader, node], emulator: [], env: onMusl };
}

/**
 * @param {Platform} platform
 * @param {string} title
 * @param {string} node
 * @returns {Promise<Runner>}
 */
async function underQemu({ cpu, libc }, title, node) {
  await need("qemu-aarch64", ["qemu-user"]);
  const isMusl = libc === "musl";
  const root = isMusl ? (await findMusl(cpu)).root : "/usr/aarch64-linux-gnu";
  if (!isMusl) {
    await need(`${root}/lib/libstdc++.so.6`, ["libc6-arm64-cross", "libstdc++6-arm64-cross"]);
  }
  const emulator = ["qemu-aarch64", "-L", root];
  const what = isMusl ? `${title} with musl` : title;
  return {
    title: `${what} under qemu-aarch64`,
    node: [...emulator, node],
    emulator,
    env: isMusl ? onMusl : {},
  };
}

/** node-gyp-build takes a Linux for one with glibc unless it is Alpine, or this is set. */
const onMusl = { LIBC: "musl" };

/** A Windows of our own, of a version that Node agrees to run on. */
async function prepareWine() {
  await need("wine", ["wine", "wine64"]);
  const prefix = at("target", "tools", "wine");
  const env = { WINEPREFIX: prefix, WINEDEBUG: "-all", UNDER_WINE: "1" };
  const system = join(prefix, "drive_c", "windows", "system32");
  if (!existsSync(join(prefix, "system.reg"))) {
    await step("prepare Wine", () => run("wine", ["winecfg", "-v", "win10"], env));
  }
  if (!existsSync(join(system, "bcryptprimitives.dll"))) {
    await step("add to Wine what it lacks", async () => addMissing(system, await findZig()));
  }
  return env;
}

/**
 * @param {string} system the folder for libraries of the system
 * @param {Record<string, string>} zig
 */
function addMissing(system, zig) {
  const source = at("scripts", "prebuild", "run", "bcryptprimitives.c");
  const output = join(system, "bcryptprimitives.dll");
  const how = ["-target", "x86_64-windows-gnu", "-nostdlib", "-shared", "-s", "-ladvapi32"];
  return run("zig", ["cc", ...how, source, "-o", output], zig);
}

/**
 * A musl that is new enough for what Alpine builds today (1.2.4).
 *
 * @param {string} cpu
 */
async function findMusl(cpu) {
  const [machine, architecture] = cpu === "arm64" ? ["aarch64", "arm64"] : ["x86_64", "amd64"];
  const root = at("target", "tools", `musl-${cpu}`, "usr");
  const loader = join(root, "lib", `ld-musl-${machine}.so.1`);
  if (!existsSync(loader)) {
    if (!(await hasApt())) {
      throw new RequirementError("error: musl comes from Debian, with apt-get as root");
    }
    const which = { suite: "trixie", architecture };
    await step(`get musl for ${cpu}`, () => aptUnpack("musl", which, join(root, "..")));
  }
  return { root, loader };
}

/**
 * @param {string} what a program, or a file
 * @param {readonly string[]} packages of Debian that have it
 */
async function need(what, packages) {
  const isThere = async () =>
    what.startsWith("/") ? existsSync(what) : (await run("which", [what])).ok;
  if (!(await isThere()) && (await hasApt())) {
    await step(`install ${packages.join(" and ")}`, () =>
      aptInstall(packages, "running what was built for other platforms"),
    );
  }
  if (!(await isThere())) {
    throw new RequirementError(
      `error: there is no ${what}\nhint: on Debian, as root: apt-get install ${packages.join(" ")}`,
    );
  }
}
