// What is generated from the addons in examples/, as their authors would do with `pintle schema --addon`.

import { createRequire } from "node:module";
import { exampleAddon } from "../setup/examples.mjs";
import { at } from "../setup/root.mjs";
import { importTypeScript } from "../setup/typescript.mjs";
import { format } from "./format.mjs";

/**
 * The TypeScript of an example's commands, beside which it is.
 *
 * @param {string} name
 */
export async function exampleModule(name) {
  const file = exampleAddon(name);
  /** @type {import("../../lib/binding/binding.ts").Binding} */
  const binding = createRequire(import.meta.url)(at(file));
  const { generateTypeScript } = await importTypeScript("lib/contract/typescript.ts");
  const options = { runtime: "pintle/runtime", addon: `../../${file}` };
  return format(`${name}.ts`, generateTypeScript(JSON.parse(binding.contract()), options));
}
