import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Something that is done many times.
 *
 * @typedef {object} Kind
 * @property {number} share of the count: how often it is done
 * @property {(times: number) => Promise<void>} work does it that many times
 * @property {() => number | Promise<number>} left how much of it is left in the process
 */

/** How long to wait for what is left, in turns of a few milliseconds. */
const patience = 5000;

/** Lets the event loop turn, and collects garbage. */
export async function collect() {
  globalThis.gc();
  await sleep(2);
}

/**
 * Waits until nothing is left but what was there before.
 *
 * @param {string} name
 * @param {Kind["left"]} left
 * @param {number} before
 */
export async function collected(name, left, before) {
  for (let turn = 0; turn < patience && (await left()) > before; turn += 1) {
    await collect();
  }
  assert.equal(await left(), before, `${name}: some are left`);
}

/**
 * The memory of the process, in bytes: all of it, that of JavaScript's objects, and what those hold outside of the
 * heap.
 *
 * @typedef {{ rss: number, heapUsed: number, external: number }} Memory
 */

/** @returns {Promise<Memory>} */
export async function memory() {
  for (let turn = 0; turn < 5; turn += 1) {
    await collect();
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, heapUsed, external };
}

/**
 * By how much each part has grown.
 *
 * @param {Memory} before
 * @param {Memory} after
 * @returns {Memory}
 */
export function grown(before, after) {
  return {
    rss: after.rss - before.rss,
    heapUsed: after.heapUsed - before.heapUsed,
    external: after.external - before.external,
  };
}

/** @param {Memory} memory */
export function shown({ rss, heapUsed, external }) {
  const mib = (/** @type {number} */ bytes) => (bytes / 2 ** 20).toFixed(1);
  return `${mib(rss)} MiB (heap ${mib(heapUsed)}, external ${mib(external)})`;
}

/**
 * Does something many times, so many at a time, with pauses for the event loop.
 *
 * @param {number} times
 * @param {number} atATime
 * @param {(index: number) => unknown} work
 */
export async function inBatches(times, atATime, work) {
  for (let done = 0; done < times; done += atATime) {
    const length = Math.min(atATime, times - done);
    await Promise.all(Array.from({ length }, (_, index) => work(done + index)));
    await new Promise(setImmediate);
  }
}

/**
 * @param {string} code
 * @param {() => unknown} call
 */
export async function fails(code, call) {
  try {
    await call();
  } catch (error) {
    assert.equal(error.code, code, error.message);
    return error;
  }
  return assert.fail(`nothing was thrown, but ${code} was expected`);
}
