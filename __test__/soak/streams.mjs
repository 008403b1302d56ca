import assert from "node:assert/strict";
import { fixture } from "./fixture.mjs";
import { collect, fails, inBatches } from "./memory.mjs";

const { doubled, sum } = fixture.commands.inputs;
const { rows, running } = fixture.commands.streams;

/** More than anybody reads. */
const many = 1_000_000;

/** So many run at a time: each holds a thread. */
const atATime = 32;

/** How many generators were begun and have not ended. */
let open = 0;

function* endless() {
  open += 1;
  try {
    for (let number = 0; ; number += 1) {
      yield number;
    }
  } finally {
    open -= 1;
  }
}

/** @type {Record<string, import("./memory.mjs").Kind>} */
export const streams = {
  "streams that are left with break": {
    share: 0.02,
    left: running,
    work: (times) =>
      inBatches(times, atATime, async () => {
        for await (const row of rows(many)) {
          assert.equal(row.id, 0);
          break;
        }
      }),
  },

  "streams whose loop throws": {
    share: 0.02,
    left: running,
    work: (times) =>
      inBatches(times, atATime, async () => {
        const thrown = new Error("on purpose");
        const loop = async () => {
          for await (const _ of rows(many).batches()) {
            throw thrown;
          }
        };
        await assert.rejects(loop, thrown);
      }),
  },

  "streams that are forgotten after an item": {
    share: 0.02,
    left: running,
    work: async (times) => {
      for (let done = 0; done < times; done += atATime) {
        await inBatches(Math.min(atATime, times - done), atATime, () => rows(many).next());
        await collect();
      }
    },
  },

  "streams that are forgotten before they are read": {
    share: 0.02,
    left: running,
    work: async (times) => {
      for (let done = 0; done < times; done += atATime) {
        await inBatches(Math.min(atATime, times - done), atATime, () => void rows(many));
        await collect();
      }
    },
  },

  "streams that are cancelled": {
    share: 0.02,
    left: running,
    work: (times) =>
      inBatches(times, atATime, async () => {
        const controller = new AbortController();
        await fails("ERR_PINTLE_CANCELLED", async () => {
          for await (const _ of rows(many, { signal: controller.signal }).batches()) {
            controller.abort();
          }
        });
      }),
  },

  "streams that fail": {
    share: 0.02,
    left: running,
    work: (times) =>
      inBatches(times, atATime, () =>
        fails("ERR_FIXTURE_BAD_ROW", async () => {
          for await (const { id } of rows(many, { failAt: 3 })) {
            assert.ok(id < 3);
          }
        }),
      ),
  },

  "inputs that are left, with their sources": {
    share: 0.02,
    left: () => open,
    work: (times) =>
      inBatches(times, atATime, async () => {
        for await (const number of doubled(endless())) {
          assert.equal(number, 0);
          break;
        }
      }),
  },

  "inputs whose source throws": {
    share: 0.1,
    left: () => open,
    work: (times) =>
      inBatches(times, 100, async () => {
        const cause = new Error("on purpose");
        function* failing() {
          yield 1;
          throw cause;
        }
        const error = await fails("ERR_PINTLE_INPUT", () => sum(failing()));
        assert.equal(error.cause, cause);
      }),
  },
};
