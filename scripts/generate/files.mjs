import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { packageName, platformManifest } from "../packages/manifests.mjs";
import { placesOf } from "../packages/place.mjs";
import { addon, platforms } from "../setup/host.mjs";
import { at } from "../setup/root.mjs";
import { importTypeScript } from "../setup/typescript.mjs";
import { format } from "./format.mjs";

/**
 * A file that is generated, and committed so that its changes show.
 *
 * @typedef {object} GeneratedFile
 * @property {string} path in the checkout
 * @property {"contract" | "types" | "packages"} step of the set-up that writes it
 * @property {() => Promise<string>} text what should be in it now
 */

/** @type {readonly GeneratedFile[]} */
export const generated = [
  { path: "lib/generated/contract.json", step: "contract", text: contractJson },
  { path: "lib/commands/all.ts", step: "contract", text: commands },
  { path: "lib/commands/portable.ts", step: "contract", text: portable },
  { path: "lib/generated/plan-document.ts", step: "contract", text: planDocument },
  { path: "lib/generated/policy.ts", step: "contract", text: policy },
  { path: "lib/generated/elsewhere.ts", step: "contract", text: elsewhere },
  { path: "lib/generated/limits.ts", step: "contract", text: limits },
  { path: "lib/generated/names.ts", step: "contract", text: names },
  { path: "lib/generated/expected.ts", step: "contract", text: expected },
  { path: "lib/binding/platform-files.ts", step: "contract", text: platformFiles },
  { path: "lib/cli/subcommands.ts", step: "contract", text: subcommands },
  { path: "index.d.ts", step: "types", text: () => types("index") },
  { path: "runtime.d.ts", step: "types", text: () => types("runtime") },
  { path: "wasm.d.ts", step: "types", text: () => types("wasm") },
  { path: "wasm-init.d.ts", step: "types", text: () => types("wasm-init") },
  ...platforms.map((platform) => ({
    path: `npm/${platform.name}/package.json`,
    step: /** @type {const} */ ("packages"),
    text: async () => format("package.json", JSON.stringify(platformManifest(platform))),
  })),
];

/** @returns {import("../../lib/binding/binding.ts").Binding} the addon that was just built */
function binding() {
  return createRequire(import.meta.url)(addon);
}

/** @returns {string} the contract, as that addon has it */
function contract() {
  return binding().contract();
}

async function contractJson() {
  return format("contract.json", contract());
}

/** The TypeScript of every command in the contract. */
async function commands() {
  const { generateTypeScript } = await importTypeScript("lib/contract/typescript.ts");
  return format("all.ts", generateTypeScript(JSON.parse(contract())));
}

/** The TypeScript of the commands that WebAssembly has. */
async function portable() {
  const { generateTypeScript } = await importTypeScript("lib/contract/typescript.ts");
  const { portablePart } = await importTypeScript("lib/contract/portable.ts");
  const part = portablePart(JSON.parse(contract()));
  return format("portable.ts", generateTypeScript(part, { runtime: "../wasm/runtime.ts" }));
}

/** The types of plan documents. */
async function planDocument() {
  const { documentTypes } = await importTypeScript("lib/contract/typescript/documents.ts");
  return format("plan-document.ts", documentTypes(JSON.parse(binding().planSchema())));
}

/** The types of policies. */
async function policy() {
  const { documentTypes } = await importTypeScript("lib/contract/typescript/documents.ts");
  return format("policy.ts", documentTypes(JSON.parse(binding().policySchema())));
}

/** The names of those that it does not have. */
async function elsewhere() {
  const { notPortable } = await importTypeScript("lib/contract/portable.ts");
  const names = JSON.stringify(notPortable(JSON.parse(contract())));
  const text = [
    "// Generated from the contract. Do not edit.",
    "",
    "/** The commands that are not portable. */",
    `export const elsewhere: readonly string[] = ${names};`,
  ];
  return format("elsewhere.ts", text.join("\n"));
}

/** The limits that Rust and JavaScript share. */
async function limits() {
  const { nesting, textNesting } = JSON.parse(contract())["x-limits"];
  const lines = [
    "// Generated from the contract. Do not edit.",
    "",
    "/** How many lists and objects a parameter or a result has inside each other at most. */",
    `export const nesting: number = ${nesting};`,
    "/** The same of a JSON text, which has a few more around them. */",
    `export const textNesting: number = ${textNesting};`,
  ];
  return format("limits.ts", `${lines.join("\n")}\n`);
}

/** The names that Rust and JavaScript share. */
async function names() {
  const { callOptions } = JSON.parse(contract())["x-reserved"];
  const lines = [
    "// Generated from the contract. Do not edit.",
    "",
    "/** The options that every call takes beside those of its command. */",
    `export const callOptions = ${JSON.stringify(callOptions)} as const;`,
  ];
  return format("names.ts", `${lines.join("\n")}\n`);
}

/** What the JavaScript expects of an addon, without the whole contract. */
async function expected() {
  const { addonVersion, hash } = JSON.parse(contract())["x-contract"];
  const lines = [
    "// Generated from the contract of pintle. Do not edit.",
    "",
    "/** The version of Pintle that this JavaScript is of. */",
    `export const version: string = "${addonVersion}";`,
    "/** The hash of the contract that this JavaScript was built with. */",
    `export const contractHash: string = "${hash}";`,
  ];
  return format("expected.ts", `${lines.join("\n")}\n`);
}

/** What loads the subcommands of the command line, one file each. */
async function subcommands() {
  const files = readdirSync(at("lib", "cli", "subcommands")).sort();
  const entries = files.map((file) => {
    const name = basename(file, ".ts");
    return `${name}: () => import("./subcommands/${file}"),`;
  });
  const lines = [
    "// Generated from the files of lib/cli/subcommands. Do not edit.",
    "",
    'import type { Subcommand } from "./subcommand.ts";',
    "",
    "/** The subcommands by name. One is loaded when it is needed. */",
    "export const subcommands: Readonly<Record<string, () => Promise<Subcommand>>> = {",
    ...entries,
    "};",
  ];
  return format("subcommands.ts", `${lines.join("\n")}\n`);
}

/** What loads the files of each platform's package, as file tracing can read it. */
async function platformFiles() {
  const entries = platforms.map((platform) => {
    const name = packageName(platform);
    const { addon, host } = placesOf(platform, name);
    const load = (/** @type {string} */ file) =>
      `() => require(${JSON.stringify(file.replaceAll("\\", "/"))})`;
    const all = { manifest: load(`${name}/package.json`), addon: load(addon), host: load(host) };
    return `"${platform.name}": {${Object.entries(all).map(([key, value]) => `${key}: ${value}`)}},`;
  });
  const lines = [
    "// Generated from lib/binding/platforms.json. Do not edit.",
    "",
    'import "./unbundled.ts";',
    'import module from "node:module";',
    "",
    "const require = module.createRequire(import.meta.url);",
    "",
    "/**",
    " * The files of each platform's package, in the form that file tracing can read: this default import with",
    " * this name. A named `createRequire` webpack would follow too, and try to read the files as JavaScript.",
    " * `host` is there for file tracing alone: nobody calls it.",
    " */",
    "export const platformFiles: Readonly<",
    '  Record<string, Readonly<Record<"manifest" | "addon" | "host", () => unknown>>>',
    `> = {${entries.join("\n")}};`,
  ];
  return format("platform-files.ts", `${lines.join("\n")}\n`);
}

/**
 * The public types, which the bundler has put together from an entry and what it exports.
 *
 * @param {string} entry
 */
async function types(entry) {
  const bundled = readFileSync(at("target", "types", `${entry}.d.ts`), "utf8");
  const plain = bundled.replaceAll(/^\/\/#(end)?region.*\n/gm, "");
  return format(
    `${entry}.d.ts`,
    `// Generated from ${entry}.ts by \`npm run build\`. Do not edit.\n\n${plain}`,
  );
}
