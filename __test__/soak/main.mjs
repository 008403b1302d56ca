/**
 * Uses everything that lives longer than a call in every way that goes wrong, many times:
 * `node --expose-gc main.mjs COUNT`. Prints a line for each kind: how often, how long, and by how much the process
 * has grown. Fails if something is left, or if the memory grows with the number of rounds.
 */

import assert from "node:assert/strict";
import { callbacks } from "./callbacks.mjs";
import { calls } from "./calls.mjs";
import { collected, resident } from "./memory.mjs";
import { resources } from "./resources.mjs";
import { streams } from "./streams.mjs";
import { transfers } from "./transfers.mjs";
import { workers } from "./workers.mjs";

/** How often something is done at most where it costs much more than others. */
const count = Number(process.argv[2] ?? 100_000);

const kinds = { ...resources, ...streams, ...callbacks, ...calls, ...transfers, ...workers };

/** How much a process may grow, from half of the work to all of it, that leaks nothing. */
const enough = 24 * 2 ** 20;

/**
 * Half of the work lets caches, pools and heaps reach their size; what leaks grows in the other half too.
 *
 * @param {string} name
 * @param {import("./memory.mjs").Kind} kind
 */
async function soak(name, { share, work, left }) {
  const times = Math.max(1, Math.round(count * share));
  const before = await left();
  const start = performance.now();
  await work(Math.ceil(times / 2));
  await collected(name, left, before);
  const middle = await resident();
  await work(Math.floor(times / 2));
  await collected(name, left, before);
  const grown = (await resident()) - middle;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${name}: ${times} in ${seconds} s, grown by ${(grown / 2 ** 20).toFixed(1)} MiB`);
  assert.ok(grown < enough, `${name}: the process has grown by ${grown} bytes`);
}

const first = await resident();
for (const [name, kind] of Object.entries(kinds)) {
  await soak(name, kind);
}
const last = await resident();
console.log(
  `all: ${(first / 2 ** 20).toFixed(0)} MiB before, ${(last / 2 ** 20).toFixed(0)} MiB after`,
);
