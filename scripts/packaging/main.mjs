// `npm run test:packaging`: publishes every package to a registry on this machine, and installs and
// uses Pintle as others do.

import { rmSync } from "node:fs";
import { join } from "node:path";
import { installChromium } from "../setup/chromium.mjs";
import { ready } from "../setup/index.mjs";
import { at } from "../setup/root.mjs";
import { buildStdioHost } from "../setup/stdio-host.mjs";
import { installTools } from "./install.mjs";
import { publish } from "./publish.mjs";
import { startRegistry } from "./registry.mjs";

const home = at("target", "packaging");

if (
  await ready({ generate: false }, async () => {
    await buildStdioHost();
    await installChromium();
    await installTools();
  })
) {
  rmSync(home, { recursive: true, force: true });
  const registry = await startRegistry(join(home, "registry"));
  try {
    const staged = await publish(registry.url, home);
    // Not before they are installed: it imports some of the tools.
    const { cases } = await import("./cases.mjs");
    await runAll(cases(home, registry.url, staged));
  } finally {
    await registry.close();
  }
}

/** @param {AsyncGenerator<import("./cases.mjs").Verdict>} all */
async function runAll(all) {
  let [passed, failed] = [0, 0];
  for await (const { title, problem } of all) {
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
