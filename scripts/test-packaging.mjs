// `npm run test:packaging`: publishes every package to a registry on this machine, and installs and
// uses Pintle as others do.

import { rmSync } from "node:fs";
import { join } from "node:path";
import { cases } from "./packaging/cases.mjs";
import { installTools } from "./packaging/install.mjs";
import { publish } from "./packaging/publish.mjs";
import { startRegistry } from "./packaging/registry.mjs";
import { ready } from "./setup/index.mjs";
import { at } from "./setup/root.mjs";
import { buildStdioHost } from "./setup/stdio-host.mjs";

const home = at("target", "packaging");

if (
  await ready({ generate: false }, async () => {
    await buildStdioHost();
    await installTools();
  })
) {
  rmSync(home, { recursive: true, force: true });
  const registry = await startRegistry(join(home, "registry"));
  try {
    await publish(registry.url, home);
    await runAll(registry.url);
  } finally {
    await registry.close();
  }
}

/** @param {string} registry */
async function runAll(registry) {
  let [passed, failed] = [0, 0];
  for await (const { title, problem } of cases(home, registry)) {
    console.log(`${problem === undefined ? "ok" : "FAILED"}: ${title}`);
    if (problem === undefined) {
      passed += 1;
    } else {
      failed += 1;
      console.log(problem);
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
