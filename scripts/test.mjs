// `npm test [-- NAME…]`: sets up what has changed, then runs every check, or those that are named, whether
// or not one before it failed.

import { existsSync } from "node:fs";
import { installChromium } from "./setup/chromium.mjs";
import { buildExamples } from "./setup/examples.mjs";
import { buildFixture } from "./setup/fixture.mjs";
import { buildFixtureHost } from "./setup/fixture-host.mjs";
import { buildGuests } from "./setup/guests.mjs";
import { guarded, ready } from "./setup/index.mjs";
import { at } from "./setup/root.mjs";
import { prepare } from "./setup/setup.mjs";
import { buildStdioHost } from "./setup/stdio-host.mjs";
import { installTools } from "./setup/tools.mjs";
import { buildWasmFixture, buildWasmModule } from "./setup/wasm.mjs";
import { checks } from "./test/checks.mjs";
import { choose } from "./test/choose.mjs";
import { none, settle, sum } from "./test/counts.mjs";

const names = process.argv.slice(2);
let total = none;

// Cargo names the crates, so it has to be there before a name is looked up.
if (names.length === 0 || (await guarded(prepare))) {
  const { chosen, unknown } = choose(checks, names);
  await (unknown.length > 0 ? refuse(unknown) : runAll(chosen));
}

/** @param {readonly string[]} unknown */
function refuse(unknown) {
  const groups = new Set(checks.flatMap((check) => check.groups));
  console.error(`error: no check, crate or file with tests is called ${unknown.join(" or ")}`);
  console.error(`checks: ${checks.map(({ title }) => title).join(", ")}`);
  console.error(`groups: ${[...groups].join(", ")}`);
  process.exitCode = 2;
}

/** @param {readonly import("./test/choose.mjs").Chosen[]} chosen */
async function runAll(chosen) {
  total = (await setUp(chosen)) ? none : settle(false);
  // Where a tool is missing, every check would only say so again.
  if (process.exitCode !== 3) {
    const lanes = ["cargo", "node"].map(async (lane) => {
      for (const one of chosen.filter(({ check }) => check.lane === lane)) {
        await runOne(one);
      }
    });
    await Promise.all(lanes);
    for (const one of chosen.filter(({ check }) => check.lane === "alone")) {
      await runOne(one);
    }
  }
  process.exitCode ||= total.failed > 0 ? 1 : 0;
  console.log(`${total.passed} passed, ${total.failed} failed`);
}

/**
 * Does as much as the chosen checks need.
 *
 * @param {readonly import("./test/choose.mjs").Chosen[]} chosen
 */
function setUp(chosen) {
  const needs = chosen.map(({ check }) => check.needs);
  if (needs.includes("everything")) {
    return ready({ generate: false }, async () => {
      await installTools();
      await buildFixture();
      await buildFixtureHost();
      await buildWasmFixture();
      await buildStdioHost();
      await installChromium();
      await buildGuests();
      await buildExamples();
    });
  }
  if (needs.includes("examples")) {
    return ready({ generate: false }, buildExamples);
  }
  if (needs.includes("build")) {
    return ready({ generate: false });
  }
  return guarded(async () => {
    await prepare();
    if (needs.includes("glue") && !existsSync(at("lib", "wasm", "glue", "glue.d.ts"))) {
      await buildWasmModule();
    }
  });
}

/** @param {import("./test/choose.mjs").Chosen} chosen */
async function runOne({ check, parts }) {
  const start = performance.now();
  const { ok, output, counts } = await check.work(parts);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
  console.log(
    `${check.title} … ${counts.passed} passed, ${counts.failed} failed${skipped}, ${seconds} s`,
  );
  if (!ok) {
    console.log(output.trimEnd());
  }
  total = sum(total, counts);
}
