import { readFileSync } from "node:fs";
import satisfies from "spdx-satisfies";
import { at } from "../setup/root.mjs";
import { allCrates, linkedCrates } from "./crates.mjs";

/** Licences that let anybody use Pintle as its own licence does. */
const allowed = [
  "0BSD",
  "Apache-2.0",
  "Apache-2.0 WITH LLVM-exception",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Unicode-3.0",
  "Unlicense",
  "Zlib",
];

/** More for what never leaves a checkout: tools and tests. */
const allowedInside = [
  ...allowed,
  "BlueOak-1.0.0",
  "CC-BY-3.0",
  "MPL-2.0",
  "Python-2.0",
  "PSF-2.0",
];

/** Every crate and package whose licence is not on the list, with that licence. */
export function refusedLicences() {
  const linked = new Set(linkedCrates().map(({ id }) => id));
  return [
    ...allCrates().map(({ id, name, version, license }) => ({
      what: `crate ${name} ${version}`,
      license,
      isShipped: linked.has(id),
    })),
    ...npmPackages(),
  ]
    .filter(({ license, isShipped }) => !isAllowed(license, isShipped ? allowed : allowedInside))
    .map(({ what, license }) => `${what}: ${license ?? "no licence"}`);
}

/**
 * @param {string | null | undefined} license
 * @param {readonly string[]} list
 */
export function isAllowed(license, list = allowed) {
  // Old crates write a slash for "or".
  const expression = license?.replaceAll(/\s*\/\s*/g, " OR ");
  return expression !== undefined && satisfies(expression, [...list]);
}

function npmPackages() {
  const { packages } = JSON.parse(readFileSync(at("package-lock.json"), "utf8"));
  return Object.entries(packages).map(([path, { version, license, dev, devOptional }]) => ({
    what: `package ${path.replace(/^.*node_modules\//, "") || "pintle"} ${version}`,
    license,
    isShipped: dev !== true && devOptional !== true,
  }));
}
