import { exampleAddons } from "../setup/examples.mjs";
import { platforms } from "../setup/host.mjs";
import {
  commands,
  contractJson,
  expected,
  limits,
  names,
  notPortable,
  planDocument,
  policy,
  portable,
} from "./of-addon.mjs";
import { creator, manifest, platformFiles, subcommands, types } from "./of-checkout.mjs";
import { exampleModule } from "./of-examples.mjs";

/**
 * A file that is generated, and committed so that its changes show.
 *
 * @typedef {object} GeneratedFile
 * @property {string} path in the checkout
 * @property {"contract" | "types" | "packages" | "examples"} step that writes it
 * @property {() => Promise<string>} text what should be in it now
 */

/** @type {readonly GeneratedFile[]} */
export const generated = [
  { path: "lib/generated/contract.json", step: "contract", text: contractJson },
  { path: "lib/commands/all.ts", step: "contract", text: commands },
  { path: "lib/commands/portable.ts", step: "contract", text: portable },
  { path: "lib/generated/plan-document.ts", step: "contract", text: planDocument },
  { path: "lib/generated/policy.ts", step: "contract", text: policy },
  { path: "lib/generated/not-portable.ts", step: "contract", text: notPortable },
  { path: "lib/generated/limits.ts", step: "contract", text: limits },
  { path: "lib/generated/names.ts", step: "contract", text: names },
  { path: "lib/generated/expected.ts", step: "contract", text: expected },
  { path: "lib/binding/platform-files.ts", step: "contract", text: platformFiles },
  { path: "lib/cli/subcommands.ts", step: "contract", text: subcommands },
  { path: "index.d.ts", step: "types", text: () => types("index") },
  { path: "runtime.d.ts", step: "types", text: () => types("runtime") },
  { path: "wasm.d.ts", step: "types", text: () => types("wasm") },
  { path: "wasm-init.d.ts", step: "types", text: () => types("wasm-init") },
  { path: "npm/create-pintle/package.json", step: "packages", text: creator },
  ...exampleAddons.map((name) => ({
    path: `examples/${name}/${name}.ts`,
    step: /** @type {const} */ ("examples"),
    text: () => exampleModule(name),
  })),
  ...platforms.map((platform) => ({
    path: `npm/${platform.name}/package.json`,
    step: /** @type {const} */ ("packages"),
    text: () => manifest(platform),
  })),
];
