import { aptInstall, hasApt } from "./apt.mjs";
import { RequirementError } from "./requirements.mjs";
import { run } from "./run.mjs";

/**
 * Programs that the tests hold ours against, and the packages of Debian that have them.
 *
 * @type {Readonly<Record<string, string>>}
 */
const tools = {
  bsdtar: "libarchive-tools",
  python3: "python3",
  tar: "tar",
  unzip: "unzip",
  zip: "zip",
  zstd: "zstd",
};

/** Makes sure that the programs that only the tests need are there. */
export async function installTools() {
  const absent = await missing();
  if (absent.length === 0) {
    return;
  }
  const packages = absent.map((tool) => tools[tool] ?? tool);
  if (await hasApt()) {
    await aptInstall(packages, "tests that compare Pintle with other programs");
  }
  const still = await missing();
  if (still.length > 0) {
    throw new RequirementError(
      `error: the tests need ${still.join(", ")}, which are not on the PATH\n` +
        `hint: install the packages that have them; on Debian, as root: ` +
        `apt-get install ${still.map((tool) => tools[tool] ?? tool).join(" ")}`,
    );
  }
}

async function missing() {
  const names = Object.keys(tools);
  const found = await Promise.all(names.map((tool) => run("sh", ["-c", `command -v ${tool}`])));
  return names.filter((_, i) => !found[i]?.ok);
}
