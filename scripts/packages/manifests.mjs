import { readFileSync } from "node:fs";
import { platforms } from "../setup/host.mjs";
import { at } from "../setup/root.mjs";

/** @typedef {import("../setup/host.mjs").Platform} Platform */

/** The file of every package that says which crates and packages are inside, and their licences. */
export const notices = "THIRD-PARTY-LICENSES.txt";

/** What package.json of the checkout says. */
export function rootManifest() {
  return JSON.parse(readFileSync(at("package.json"), "utf8"));
}

/** @param {Platform} platform */
export function packageName({ name }) {
  return `@pintle/${name}`;
}

/**
 * What package.json of a platform's package says.
 *
 * @param {Platform} platform
 */
export function platformManifest(platform) {
  const { version, homepage, bugs, repository, license, engines } = rootManifest();
  const { name, os, cpu, libc } = platform;
  return {
    name: packageName(platform),
    version,
    description: `The native addon of pintle and pintle-host, for ${name}`,
    homepage,
    bugs,
    repository: { ...repository, directory: `npm/${name}` },
    license,
    type: "commonjs",
    engines,
    os: [os],
    cpu: [cpu],
    ...(libc === undefined ? {} : { libc: [libc] }),
    files: ["prebuilds", "bin", "LICENSE-APACHE", "LICENSE-MIT", notices],
    // Yarn would keep it in a zip file, from which no system loads a library.
    preferUnplugged: true,
    publishConfig: { access: "public" },
  };
}

/** What package.json of `create-pintle` says, which `npm create pintle` runs. */
export function creatorManifest() {
  const { version, homepage, bugs, repository, license, engines } = rootManifest();
  return {
    name: "create-pintle",
    version,
    description: "Makes an addon with Pintle: `npm create pintle my-addon`",
    homepage,
    bugs,
    repository: { ...repository, directory: "npm/create-pintle" },
    license,
    type: "module",
    engines,
    bin: { "create-pintle": "index.js" },
    files: ["index.js", "README.md", "LICENSE-APACHE", "LICENSE-MIT"],
    dependencies: { pintle: version },
  };
}

/**
 * What package.json of the published `pintle` says: that of the checkout, with the packages of the
 * platforms and without what only a checkout needs. The checkout cannot list them itself, since
 * `npm ci` would look for versions there that are yet to be published.
 */
export function publishedManifest() {
  const { devDependencies, scripts, napi, imports, files, ...manifest } = rootManifest();
  return {
    ...manifest,
    optionalDependencies: Object.fromEntries(
      platforms.map((platform) => [packageName(platform), manifest.version]),
    ),
    files: [...files, notices],
    // Yarn would keep it in a zip file, from which no thread takes its script and no system a file.
    preferUnplugged: true,
  };
}
