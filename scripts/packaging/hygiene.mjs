import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { runIn } from "./run.mjs";

/**
 * What publint has to say of a package.
 *
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
export async function publintOf(folder) {
  const { messages, pkg } = await publint({ pkgDir: folder, strict: true });
  return messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
}

/**
 * How the types of a package differ from what is loaded. `pintle` is ES modules only: the ways of
 * TypeScript that know neither them nor `exports` are left out.
 *
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
export async function wrongTypesOf(folder) {
  const packed = await runIn("npm", ["pack", "--json", "--pack-destination", folder], folder);
  const [{ filename }] = JSON.parse(packed.stdout);
  const result = await checkPackage(
    createPackageFromTarballData(new Uint8Array(readFileSync(join(folder, filename)))),
    { excludeEntrypoints: ["./pintle.wasm"] }, // It is not a script: bundlers make of it what they are told.
  );
  /** @type {readonly any[]} */
  const problems = "problems" in result ? result.problems : [{ kind: "no types" }];
  return problems
    .filter(({ resolutionKind }) => !["node10", "node16-cjs"].includes(resolutionKind))
    .map((problem) => JSON.stringify(problem));
}
