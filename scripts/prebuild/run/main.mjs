// `npm run test:prebuilds -- [TARGET]…`: runs what `npm run prebuild` has built, as far as this machine
// runs programs of other platforms.

import { existsSync } from "node:fs";
import { placesOf } from "../../packages/place.mjs";
import { stageAll } from "../../packages/stage.mjs";
import { platforms } from "../../setup/host.mjs";
import { guarded } from "../../setup/index.mjs";
import { bundleTypeScript, prepare } from "../../setup/setup.mjs";
import { buildWasmModule } from "../../setup/wasm.mjs";
import { findRunner } from "./runners.mjs";
import { tryOut } from "./try.mjs";

const names = process.argv.slice(2);
const unknown = names.filter((wanted) => !platforms.some(({ name }) => name === wanted));
const chosen = platforms.filter(({ name }) => names.length === 0 || names.includes(name));

if (unknown.length > 0) {
  console.error(`error: no such platform: ${unknown.join(", ")}`);
  console.error(`hint: it is one of ${platforms.map(({ name }) => name).join(", ")}`);
  process.exitCode = 2;
} else {
  await guarded(async () => {
    await prepare();
    await buildWasmModule();
    await bundleTypeScript();
    await runAll();
  });
}

async function runAll() {
  const pintle = stageAll().find(({ name }) => name === "pintle")?.folder ?? "";
  for (const platform of chosen) {
    const { verdict, failed } = await run(platform, pintle);
    console.log(`${platform.name.padEnd(17)} ${verdict}`);
    if (failed) {
      process.exitCode = 1;
    }
  }
}

/**
 * @param {import("../../setup/host.mjs").Platform} platform
 * @param {string} pintle
 * @returns {Promise<{ verdict: string, failed: boolean }>}
 */
async function run(platform, pintle) {
  if (!Object.values(placesOf(platform)).every((file) => existsSync(file))) {
    // Whoever names a platform wants it tried.
    return { verdict: "not built", failed: names.length > 0 };
  }
  const runner = await findRunner(platform);
  if (typeof runner === "string") {
    return { verdict: `linked only: ${runner}`, failed: false };
  }
  const problem = await tryOut(platform, runner, pintle);
  return problem === undefined
    ? { verdict: `ran on ${runner.title}`, failed: false }
    : { verdict: `FAILED on ${runner.title}\n${problem}`, failed: true };
}
