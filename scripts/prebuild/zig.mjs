import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { RequirementError } from "../setup/requirements.mjs";
import { at } from "../setup/root.mjs";
import { run } from "../setup/run.mjs";
import { step } from "../setup/step.mjs";

/** Zig is a linker and a C library for every target; cargo-zigbuild lets Cargo use it. */
const wheels = ["ziglang==0.17.0", "cargo-zigbuild==0.24.0"];

const folder = at("target", "tools", "zig");

/**
 * Finds Zig and cargo-zigbuild, or gets them from PyPI.
 *
 * @returns {Promise<Record<string, string>>} the environment that has them
 */
export async function findZig() {
  if ((await run("zig", ["version"])).ok && (await run("cargo-zigbuild", ["--version"])).ok) {
    return {};
  }
  if (!existsSync(join(folder, "ziglang"))) {
    await step("get Zig and cargo-zigbuild", install);
  }
  const paths = [join(folder, "bin"), join(folder, "ziglang"), process.env.PATH ?? ""];
  return { PATH: paths.join(delimiter) };
}

async function install() {
  const python = process.platform === "win32" ? "python" : "python3";
  if (!(await run(python, ["-m", "pip", "--version"])).ok) {
    throw new RequirementError(
      "error: Building for other platforms needs Zig and cargo-zigbuild, which are not on the PATH\n" +
        `hint: install Python with pip, from which they come as ${wheels.join(" and ")}`,
    );
  }
  return run(python, ["-m", "pip", "install", "--quiet", "--target", folder, ...wheels]);
}
