import { readFileSync } from "node:fs";
import satisfies from "spdx-satisfies";
import { at } from "../setup/root.mjs";

/** Licences that what never leaves a checkout may have too: tools and tests. */
const inside = [
  "0BSD",
  "BlueOak-1.0.0",
  "CC-BY-3.0",
  "CC0-1.0",
  "LGPL-3.0-or-later", // libvips, which sharp uses
  "MPL-2.0",
  "PSF-2.0",
  "Python-2.0",
];

/** The licences of what users get, as deny.toml lists them for cargo-deny, which checks the crates. */
export function allowedLicences() {
  const list = /^allow = \[(.*?)\]/ms.exec(readFileSync(at("deny.toml"), "utf8"))?.[1] ?? "";
  return [...list.matchAll(/"(.+?)"/g)].map(([, licence = ""]) => licence);
}

/** Every package of npm whose licence is not on the list, with that licence. */
export function refusedLicences() {
  const allowed = allowedLicences();
  return packages()
    .filter(({ licence, isShipped }) => {
      const list = isShipped ? allowed : [...allowed, ...inside];
      return licence === undefined || !satisfies(licence, list);
    })
    .map(({ what, licence }) => `${what}: ${licence ?? "no licence"}`);
}

/** @returns {{ what: string, licence: string | undefined, isShipped: boolean }[]} */
function packages() {
  const { packages } = JSON.parse(readFileSync(at("package-lock.json"), "utf8"));
  return Object.entries(packages).map(([path, { version, license, dev, devOptional }]) => ({
    what: `package ${path.replace(/^.*node_modules\//, "") || "pintle"} ${version}`,
    licence: license,
    isShipped: dev !== true && devOptional !== true,
  }));
}
