import { statSync } from "node:fs";
import { placesOf } from "../packages/place.mjs";

/**
 * Says how large what was built is.
 *
 * @param {readonly import("../setup/host.mjs").Platform[]} platforms
 */
export function report(platforms) {
  for (const platform of platforms) {
    const { addon, host } = placesOf(platform);
    const size = (/** @type {string} */ file) => statSync(file).size.toLocaleString("en");
    const name = platform.name.padEnd(17);
    console.log(`${name} addon ${size(addon)} bytes, pintle-host ${size(host)} bytes`);
  }
}
