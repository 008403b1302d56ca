import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the checkout. */
export const root = resolve(fileURLToPath(import.meta.url), "..", "..", "..");

/**
 * The path of something in the checkout.
 *
 * @param {...string} parts
 */
export function at(...parts) {
  return join(root, ...parts);
}

/**
 * The script behind a package's program. Run it with Node: that needs neither a shell nor `npx`,
 * and works the same on Windows.
 *
 * @param {string} name of the package, which has a program of the same name unless `program` says
 * @param {string} [program]
 */
export function bin(name, program = name) {
  const folder = at("node_modules", name);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bin === "string" ? bin : bin[program]);
}
