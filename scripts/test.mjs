// `npm test`: sets up what has changed, then runs every check, whether or not one before it failed.

import { installChromium } from "./setup/chromium.mjs";
import { buildFixture } from "./setup/fixture.mjs";
import { buildGuests } from "./setup/guests.mjs";
import { ready } from "./setup/index.mjs";
import { buildStdioHost } from "./setup/stdio-host.mjs";
import { installTools } from "./setup/tools.mjs";
import { buildWasmFixture } from "./setup/wasm.mjs";
import { checks } from "./test/checks.mjs";
import { none, settle, sum } from "./test/counts.mjs";

const isReady = await ready({ generate: false }, async () => {
  await installTools();
  await buildFixture();
  await buildWasmFixture();
  await buildStdioHost();
  await installChromium();
  await buildGuests();
});
let total = isReady ? none : settle(false);

// Where a tool is missing, every check would only say so again.
for (const { title, work } of process.exitCode === 3 ? [] : checks) {
  process.stdout.write(`${title} … `);
  const start = performance.now();
  const { ok, output, counts } = await work();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
  console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}, ${seconds} s`);
  if (!ok) {
    console.log(output.trimEnd());
  }
  total = sum(total, counts);
}

process.exitCode ||= total.failed > 0 ? 1 : 0;
console.log(`${total.passed} passed, ${total.failed} failed`);
