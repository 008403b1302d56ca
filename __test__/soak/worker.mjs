/** A worker that ends, or is ended, while it has resources, streams, callbacks and calls that wait. */

import { parentPort, workerData } from "node:worker_threads";
import { fixture, transfer } from "./fixture.mjs";

const { callbacks, inputs, lending, resources, streams, waiting } = fixture.commands;
const { each, ends, copies } = workerData;

if (copies) {
  parentPort.on("message", (copy) => {
    try {
      resources.add(copy, 1);
      parentPort.postMessage("accepted");
    } catch (error) {
      parentPort.postMessage(error.code);
    }
  });
} else {
  const kept = Array.from({ length: each }, (_, index) => resources.counter(index));
  if (!ends) {
    await begin(kept);
  }
}

/** @param {{ addLater(by: number, millis: number): Promise<number> }[]} kept */
async function begin(kept) {
  const ignore = () => {};
  for (const one of kept.slice(0, 3)) {
    one.addLater(1, 100).catch(ignore);
  }
  for (let index = 0; index < 3; index += 1) {
    await streams.rows(1_000_000).next();
    callbacks.ask("a", () => new Promise(ignore)).catch(ignore);
    callbacks.askAsync("a", () => new Promise(ignore)).catch(ignore);
    waiting.never(false).catch(ignore);
    lending.read(transfer(new Uint8Array(1_000_000)), 60_000).catch(ignore);
    lending.readAsync(transfer(new Uint8Array(1_000_000))).catch(ignore);
  }
  inputs.sum(new ReadableStream()).catch(ignore);
  // What comes after them has ended, so that they have begun.
  await waiting.addLater(1, 1);
  parentPort.postMessage(3);
}
