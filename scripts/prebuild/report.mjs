import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { placesOf } from "../packages/place.mjs";

/**
 * Says how large what was built is, and its SHA-256: two builds of the same sources have the same.
 *
 * @param {readonly import("../setup/host.mjs").Platform[]} platforms
 */
export function report(platforms) {
  for (const platform of platforms) {
    for (const [what, file] of Object.entries(placesOf(platform))) {
      const bytes = readFileSync(file);
      const size = bytes.length.toLocaleString("en").padStart(11);
      const digest = createHash("sha256").update(bytes).digest("hex");
      console.log(`${platform.name.padEnd(17)} ${what.padEnd(6)} ${size} bytes  ${digest}`);
    }
  }
}
