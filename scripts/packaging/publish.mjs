import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { rootManifest } from "../packages/manifests.mjs";
import { place } from "../packages/place.mjs";
import { publishAll } from "../packages/publish.mjs";
import { stageAll } from "../packages/stage.mjs";
import { addon, host } from "../setup/host.mjs";
import { at } from "../setup/root.mjs";
import { program } from "../setup/stdio-host.mjs";

/**
 * Publishes the packages to our own registry, as `npm run release` does, and what they depend on.
 * That of this machine's platform gets what is built in this checkout; the others what there is.
 *
 * @param {string} registry
 * @param {string} home
 */
export async function publish(registry, home) {
  const staged = stageAll();
  const own = staged.find(({ platform }) => platform?.name === host);
  if (own?.platform === undefined) {
    throw new Error(`there is no package for ${host}`);
  }
  await place(own.platform, { addon, host: at(program) }, own.folder);
  const userconfig = join(home, "publisher-npmrc");
  const { host: address } = new URL(registry);
  writeFileSync(userconfig, `//${address}/:_authToken=anyone\n`);
  const dependencies = Object.keys(rootManifest().dependencies).map((name) => ({
    name,
    folder: at("node_modules", name),
  }));
  const options = ["--registry", registry, "--userconfig", userconfig, "--loglevel", "error"];
  if (!(await publishAll([...dependencies, ...staged], options))) {
    throw new Error("not everything could be published");
  }
  return staged;
}
