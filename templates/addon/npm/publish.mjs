// Publishes the packages of all platforms, and then the package itself, which lists them as optional dependencies.
// `node npm/publish.mjs --dry-run` says what would be published; every option is passed to `npm publish`.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const npm = dirname(fileURLToPath(import.meta.url));
const root = dirname(npm);
const options = process.argv.slice(2);

const manifest = join(root, "package.json");
const text = readFileSync(manifest, "utf8");
const { version } = JSON.parse(text);

const folders = readdirSync(npm)
  .map((name) => join(npm, name))
  .filter((folder) => existsSync(join(folder, "package.json")));
const platforms = folders.map((folder) => {
  const file = join(folder, "package.json");
  const platform = { ...JSON.parse(readFileSync(file, "utf8")), version };
  if (!existsSync(join(folder, platform.main))) {
    throw new Error(
      `${folder} does not have ${platform.main}: build it there, or delete the folder`,
    );
  }
  writeFileSync(file, `${JSON.stringify(platform, null, 2)}\n`);
  return platform;
});

for (const folder of folders) {
  publish(folder);
}
const optionalDependencies = Object.fromEntries(platforms.map(({ name }) => [name, version]));
try {
  // Not in the repository: until they are published, `npm install` would not find them.
  const published = { ...JSON.parse(text), optionalDependencies };
  writeFileSync(manifest, `${JSON.stringify(published, null, 2)}\n`);
  publish(root);
} finally {
  writeFileSync(manifest, text);
}

function publish(folder) {
  const args = ["publish", "--access", "public", ...options];
  const { status } = spawnSync("npm", args, {
    cwd: folder,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    throw new Error(`npm publish failed in ${folder}`);
  }
}
