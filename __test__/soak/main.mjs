/**
 * Uses everything that lives longer than a call in every way that goes wrong, many times:
 * `node --expose-gc main.mjs COUNT`. Each kind has two passes, with all others in between: the first lets
 * caches, pools and heaps reach their size, and what leaks grows in the second too. Prints a line for each kind and
 * pass: how often, how long, and by how much the process has grown. Fails if something is left, or if the memory
 * grows in the second pass.
 */

import assert from "node:assert/strict";
import { callbacks } from "./callbacks.mjs";
import { calls } from "./calls.mjs";
import { collected, grown, memory, shown } from "./memory.mjs";
import { resources } from "./resources.mjs";
import { streams } from "./streams.mjs";
import { transfers } from "./transfers.mjs";
import { workers } from "./workers.mjs";

/** How often something is done at most where it costs much more than others. */
const count = Number(process.argv[2] ?? 100_000);

const kinds = { ...resources, ...streams, ...callbacks, ...calls, ...transfers, ...workers };

/** How much a process that leaks nothing may grow in the second pass. */
const enough = 24 * 2 ** 20;

/**
 * Does something half as many times as its share of the count.
 *
 * @param {string} name
 * @param {import("./memory.mjs").Kind} kind
 */
async function soak(name, { share, work, left }) {
  const times = Math.max(1, Math.round((count * share) / 2));
  const [before, first, start] = [await left(), await memory(), performance.now()];
  await work(times);
  await collected(name, left, before);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const change = grown(first, await memory());
  console.log(`${name}: ${times} in ${seconds} s, grown by ${shown(change)}`);
  return change;
}

for (const pass of [1, 2]) {
  const first = await memory();
  for (const [name, kind] of Object.entries(kinds)) {
    const { rss } = await soak(name, kind);
    assert.ok(pass === 1 || rss < enough, `${name}: the process has grown by ${rss} bytes`);
  }
  const last = await memory();
  const change = grown(first, last);
  console.log(`pass ${pass}: ${shown(last)}, grown by ${shown(change)}`);
  assert.ok(pass === 1 || change.rss < enough, `the process has grown by ${change.rss} bytes`);
}
