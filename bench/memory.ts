// What a walk over many entries takes: `npm run bench -- memory [ENTRIES]`, a million by default.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tree } from "pintle";
import { folder } from "./harness/fixtures.ts";

const count = Number(process.argv[2] ?? 1_000_000);
const root = folder();
for (let i = 0; i < count; i++) {
  const place = join(root, `folder-${Math.floor(i / 100)}`);
  if (i % 100 === 0) {
    mkdirSync(place);
  }
  writeFileSync(join(place, `some-file-${i}`), "");
}
const before = process.resourceUsage().maxRSS;
const start = performance.now();
const found = await tree.walk(root, { stat: true });
const time = performance.now() - start;
const grown = (process.resourceUsage().maxRSS - before) * 1024;
console.log(
  `${found.count} entries in ${time.toFixed(0)} ms: ${(grown / found.count).toFixed(0)} bytes an entry at the peak`,
);
