import assert from "node:assert/strict";
import { fixture } from "./fixture.mjs";
import { collect, fails, inBatches } from "./memory.mjs";

const { alive, both, counter, counterLater, add } = fixture.commands.resources;

/** @type {Record<string, import("./memory.mjs").Kind>} */
export const resources = {
  "resources that are forgotten": {
    share: 1,
    left: alive,
    work: (times) => inBatches(times, 1000, (index) => void counter(index).add(1)),
  },

  "resources that are forgotten in a struct, and by a blocking command": {
    share: 0.2,
    left: alive,
    work: (times) =>
      inBatches(times, 500, async (index) => {
        both(index, 1);
        await counterLater(index);
      }),
  },

  "resources that are disposed of": {
    share: 1,
    left: alive,
    work: (times) =>
      inBatches(times, 1000, (index) => {
        const made = counter(index);
        assert.equal(made.count(), index);
        made[Symbol.dispose]();
        made[Symbol.dispose]();
      }),
  },

  "resources that are disposed of while a call uses them": {
    share: 0.2,
    left: alive,
    work: (times) =>
      inBatches(times, 500, async (index) => {
        const made = counter(index);
        const call = made.addLater(1, 0);
        made[Symbol.dispose]();
        assert.equal(await call, index + 1);
      }),
  },

  "resources that are used after they were disposed of": {
    share: 1,
    left: alive,
    work: (times) =>
      inBatches(times, 1000, async (index) => {
        const made = counter(index);
        made[Symbol.dispose]();
        await fails("ERR_PINTLE_DISPOSED", () => made.add(1));
      }),
  },

  "resources in calls that are cancelled": {
    share: 0.1,
    left: alive,
    work: (times) =>
      inBatches(times, 200, async (index) => {
        const controller = new AbortController();
        const call = counter(index).addLater(1, 60_000, { signal: controller.signal });
        setImmediate(() => controller.abort());
        await fails("ERR_PINTLE_CANCELLED", () => call);
      }),
  },

  "copies of resources, which cannot be used": {
    share: 0.5,
    left: alive,
    work: async (times) => {
      const made = counter(0);
      await inBatches(times, 1000, () =>
        fails("ERR_PINTLE_INVALID_TYPE", () => add(structuredClone(made), 1)),
      );
      await collect();
      made[Symbol.dispose]();
    },
  },
};
