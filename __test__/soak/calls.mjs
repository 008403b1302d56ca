import assert from "node:assert/strict";
import { fixture } from "./fixture.mjs";
import { fails, inBatches } from "./memory.mjs";

const { addLater, dropped, fail, never, panic } = fixture.commands.waiting;

/** How many futures that wait forever were made. */
let made = dropped();
const left = () => made - dropped();

/** @type {Record<string, import("./memory.mjs").Kind>} */
export const calls = {
  "async calls that are cancelled while they wait": {
    share: 0.5,
    left,
    work: (times) =>
      inBatches(times, 1000, async () => {
        const controller = new AbortController();
        const call = never(false, { signal: controller.signal });
        // What comes after it has ended, so that it has begun.
        await addLater(1, 1);
        made += 1;
        controller.abort();
        await fails("ERR_PINTLE_CANCELLED", () => call);
      }),
  },

  "async calls that are cancelled before they begin": {
    share: 0.5,
    left: () => 0,
    work: (times) =>
      inBatches(times, 1000, async () => {
        const controller = new AbortController();
        const call = addLater(1, 1, { signal: controller.signal });
        controller.abort();
        await call.catch((error) => assert.equal(error.code, "ERR_PINTLE_CANCELLED"));
      }),
  },

  "async calls that fail": {
    share: 0.5,
    left: () => 0,
    work: (times) =>
      inBatches(times, 1000, (index) => fails("ERR_FIXTURE_WAITED", () => fail(index))),
  },

  "async calls that panic": {
    share: 0.1,
    left: () => 0,
    work: (times) =>
      inBatches(times, 200, () => fails("ERR_PINTLE_PANIC", () => panic("on purpose"))),
  },
};
