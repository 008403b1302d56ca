import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { addon } from "../setup/host.mjs";
import { at } from "../setup/root.mjs";
import { importTypeScript } from "../setup/typescript.mjs";
import { format } from "./format.mjs";

/**
 * A file that is generated from the Rust commands, and committed so that its changes show.
 *
 * @typedef {object} GeneratedFile
 * @property {string} path in the checkout
 * @property {"contract" | "types"} step of the set-up that writes it
 * @property {() => Promise<string>} text what should be in it now
 */

/** @type {readonly GeneratedFile[]} */
export const generated = [
  { path: "lib/generated/contract.json", step: "contract", text: contractJson },
  { path: "lib/generated/commands.ts", step: "contract", text: commands },
  { path: "index.d.ts", step: "types", text: types },
];

/** @returns {string} the contract, as the addon that was just built tells it */
function contract() {
  const binding = createRequire(import.meta.url)(addon);
  return binding.contract();
}

async function contractJson() {
  return format("contract.json", contract());
}

/** The TypeScript of every command in the contract. */
async function commands() {
  const { generateTypeScript } = await importTypeScript("lib/contract/typescript.ts");
  return format("commands.ts", generateTypeScript(JSON.parse(contract())));
}

/** The public types, which the bundler has put together from index.ts and what it exports. */
async function types() {
  const bundled = readFileSync(at("target", "types", "index.d.ts"), "utf8");
  const plain = bundled.replaceAll(/^\/\/#(end)?region.*\n/gm, "");
  return format(
    "index.d.ts",
    `// Generated from index.ts by \`npm run build\`. Do not edit.\n\n${plain}`,
  );
}
