import { strictEqual } from "node:assert/strict";
import { transfer } from "pintle";
import type { Row } from "../harness/compare.ts";
import { napi, ours } from "./functions.ts";

const length = 64 << 20;
const data = new Uint8Array(length).fill(1);

let next = data;
let running = Promise.resolve(length / 4096);

/** Waits for the call that was started last, and makes the data for the next one. */
async function before(): Promise<void> {
  strictEqual(await running, length / 4096);
  next = new Uint8Array(length).fill(1);
}

/** Starts a call, and does not wait for it: what is measured is how long JavaScript's thread is busy with it. */
function start(call: (data: Uint8Array) => Promise<number>, given: () => Uint8Array): () => number {
  return () => {
    running = call(given());
    return length;
  };
}

export const rows: readonly Row[] = [
  {
    name: "64 MiB for another thread, transferred: until it has started",
    ours: start(ours.countOnes, () => transfer(next)),
    theirs: { AsyncTask: start(napi.countOnes, () => next) },
    before,
  },
  {
    name: "64 MiB for another thread, copied: until it has started",
    ours: start(ours.countOnes, () => data),
    theirs: { AsyncTask: start(napi.countOnes, () => data) },
    before,
  },
];
