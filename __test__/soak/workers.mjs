import assert from "node:assert/strict";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { fixture } from "./fixture.mjs";
import { inBatches } from "./memory.mjs";

const { alive, counter } = fixture.commands.resources;
const { running } = fixture.commands.streams;
const { dropped } = fixture.commands.waiting;

/** How many resources a worker makes before it ends. */
const each = 500;

/** @param {unknown} workerData */
const start = (workerData) => new Worker(new URL("./worker.mjs", import.meta.url), { workerData });

let made = dropped();

/** @type {Record<string, import("./memory.mjs").Kind>} */
export const workers = {
  "workers that end by themselves with what they have": {
    share: 1 / each,
    left: alive,
    work: (times) =>
      inBatches(times, 4, async () => {
        const [code] = await once(start({ each, ends: true }), "exit");
        assert.equal(code, 0);
      }),
  },

  "workers that are terminated in the middle of everything": {
    share: 1 / each,
    left: () => alive() + running() + (made - dropped()),
    work: (times) =>
      inBatches(times, 4, async () => {
        const worker = start({ each, ends: false });
        const [waiting] = await once(worker, "message");
        made += waiting;
        await worker.terminate();
      }),
  },

  "resources that are sent to a worker": {
    share: 0.02,
    left: alive,
    work: async (times) => {
      const worker = start({ copies: true });
      const instance = counter(0);
      for (let done = 0; done < times; done += 1) {
        worker.postMessage(instance);
        const [code] = await once(worker, "message");
        assert.equal(code, "ERR_PINTLE_INVALID_TYPE");
      }
      await worker.terminate();
      assert.equal(instance.count(), 0);
      instance[Symbol.dispose]();
    },
  },
};
