// `node scripts/prebuild/matrix.mjs`: what the workflow of a release runs for each platform, as its outputs.

import { relative } from "node:path";
import { pathToFileURL } from "node:url";
import { placesOf } from "../packages/place.mjs";
import { platforms } from "../setup/host.mjs";
import { root } from "../setup/root.mjs";

/** The machines of GitHub that run what is built for a system and a processor. */
const runners = {
  "darwin-arm64": "macos-15",
  "darwin-x64": "macos-15-intel",
  "linux-arm64": "ubuntu-24.04-arm",
  "linux-x64": "ubuntu-24.04",
  "win32-arm64": "windows-11-arm",
  "win32-x64": "windows-2025",
};

/** Every platform, with the machine that builds for it. Only one of them makes `dist/`. */
export const build = platforms.map(({ name, os }, index) => ({
  name,
  runner: os === "darwin" ? runners["darwin-arm64"] : runners["linux-x64"],
  bundle: index === 0,
}));

/** The platforms that have a machine of their own, where what was built is tried. */
export const attempts = platforms
  .filter(({ libc }) => libc !== "musl")
  .map((platform) => ({
    name: platform.name,
    runner: /** @type {Record<string, string>} */ (runners)[`${platform.os}-${platform.cpu}`],
    addon: relative(root, placesOf(platform).addon).replaceAll("\\", "/"),
  }));

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  console.log(`build=${JSON.stringify({ include: build })}`);
  console.log(`attempts=${JSON.stringify({ include: attempts })}`);
}
