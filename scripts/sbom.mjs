// `npm run sbom`: writes what Pintle is made of to target/sbom, as CycloneDX.

import { mkdirSync, writeFileSync } from "node:fs";
import { linkedCrates } from "./packages/crates.mjs";
import { rootManifest } from "./packages/manifests.mjs";
import { at } from "./setup/root.mjs";
import { run } from "./setup/run.mjs";

const folder = at("target", "sbom");
mkdirSync(folder, { recursive: true });

const { name, version } = rootManifest();
const crates = {
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  version: 1,
  metadata: { component: { type: "library", name: `${name}-native`, version } },
  components: linkedCrates().map((crate) => ({
    type: "library",
    name: crate.name,
    version: crate.version,
    purl: `pkg:cargo/${crate.name}@${crate.version}`,
    licenses: [{ expression: crate.license?.replaceAll(/\s*\/\s*/g, " OR ") }],
  })),
};
writeFileSync(at("target", "sbom", "crates.cdx.json"), `${JSON.stringify(crates, null, 2)}\n`);

const npm = await run("npm", ["sbom", "--sbom-format=cyclonedx", "--omit=dev"]);
if (npm.ok) {
  writeFileSync(at("target", "sbom", "npm.cdx.json"), npm.output);
} else {
  console.error(npm.output);
  process.exitCode = 1;
}
