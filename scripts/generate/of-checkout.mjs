// What is generated from files of the checkout.

import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { creatorManifest, packageName, platformManifest } from "../packages/manifests.mjs";
import { placesOf } from "../packages/place.mjs";
import { platforms } from "../setup/host.mjs";
import { at } from "../setup/root.mjs";
import { format } from "./format.mjs";

/** What loads the subcommands of the command line, one file each. */
export async function subcommands() {
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
export async function platformFiles() {
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
export async function types(entry) {
  const bundled = readFileSync(at("target", "types", `${entry}.d.ts`), "utf8");
  const plain = bundled.replaceAll(/^\/\/#(end)?region.*\n/gm, "");
  return format(
    `${entry}.d.ts`,
    `// Generated from ${entry}.ts by \`npm run build\`. Do not edit.\n\n${plain}`,
  );
}

/**
 * The package of a platform.
 *
 * @param {import("../setup/host.mjs").Platform} platform
 */
export async function manifest(platform) {
  return format("package.json", JSON.stringify(platformManifest(platform)));
}

/** The package that `npm create pintle` runs. */
export async function creator() {
  return format("package.json", JSON.stringify(creatorManifest()));
}
