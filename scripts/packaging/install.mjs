import { at } from "../setup/root.mjs";
import { run } from "../setup/run.mjs";
import { step } from "../setup/step.mjs";

/**
 * Installs the registry, the package managers and the runtimes. They have a lock file of their own,
 * since they are large and nothing else needs them.
 */
export async function installTools() {
  const args = ["ci", "--prefix", at("scripts", "packaging")];
  await step("install package managers and runtimes", () => run("npm", args), {
    inputs: ["scripts/packaging/package-lock.json"],
    outputs: ["scripts/packaging/node_modules/.package-lock.json"],
  });
}
