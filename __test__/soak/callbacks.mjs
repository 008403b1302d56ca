import assert from "node:assert/strict";
import { fixture } from "./fixture.mjs";
import { fails, inBatches } from "./memory.mjs";

const { ask, askAsync, fromThreads } = fixture.commands.callbacks;

/** How many functions that were passed still exist. */
let alive = 0;
const registry = new FinalizationRegistry(() => {
  alive -= 1;
});

/**
 * A function whose end is noticed.
 *
 * @template {Function} F
 * @param {F} callback
 */
function counted(callback) {
  alive += 1;
  registry.register(callback, undefined);
  return callback;
}

const left = () => alive;

/** @type {Record<string, import("./memory.mjs").Kind>} */
export const callbacks = {
  "callbacks that throw": {
    share: 0.5,
    left,
    work: (times) =>
      inBatches(times, 500, async (index) => {
        const cause = new Error(`on purpose ${index}`);
        const answer = counted(() => {
          throw cause;
        });
        const error = await fails("ERR_PINTLE_CALLBACK", () => ask("a", answer));
        assert.equal(error.cause, cause);
      }),
  },

  "callbacks that reject": {
    share: 0.5,
    left,
    work: (times) =>
      inBatches(times, 500, async (index) => {
        const cause = new Error(`on purpose ${index}`);
        const answer = counted(() => Promise.reject(cause));
        const error = await fails("ERR_PINTLE_CALLBACK", () => askAsync("a", answer));
        assert.equal(error.cause, cause);
      }),
  },

  "callbacks that never answer, in calls that are cancelled": {
    share: 0.1,
    left,
    work: (times) =>
      inBatches(times, 200, async () => {
        const controller = new AbortController();
        const answer = counted(() => {
          setImmediate(() => controller.abort());
          return new Promise(() => {});
        });
        await fails("ERR_PINTLE_CANCELLED", () =>
          askAsync("a", answer, { signal: controller.signal }),
        );
      }),
  },

  "callbacks of several threads, one of which throws": {
    share: 0.02,
    left,
    work: (times) =>
      inBatches(times, 16, async () => {
        const answer = counted((/** @type {number} */ thread, /** @type {number} */ time) => {
          if (thread === 1 && time === 3) {
            throw new Error("on purpose");
          }
          return 1;
        });
        await fails("ERR_PINTLE_CALLBACK", () => fromThreads(3, 10, answer));
      }),
  },
};
