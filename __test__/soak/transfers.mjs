import assert from "node:assert/strict";
import { fixture, transfer } from "./fixture.mjs";
import { fails, inBatches } from "./memory.mjs";

const { both, bytes, bytesAsync, panic, read, sent } = fixture.commands.lending;

/** Large enough to be seen if it stays. */
const data = () => new Uint8Array(64 * 1024).fill(1);
const none = () => 0;

/** @type {Record<string, import("./memory.mjs").Kind>} */
export const transfers = {
  "memory that is transferred": {
    share: 0.2,
    left: none,
    work: (times) =>
      inBatches(times, 100, async (index) => {
        const call = index % 2 === 0 ? bytes : bytesAsync;
        assert.equal(await call(transfer(data())), 64 * 1024);
      }),
  },

  "memory whose transfer is forgotten or refused": {
    share: 0.2,
    left: none,
    work: (times) =>
      inBatches(times, 100, async () => {
        transfer(data());
        await fails("ERR_PINTLE_INVALID_TYPE", () => both(transfer(data()), 1));
      }),
  },

  "transferred memory of calls that are cancelled, panic or are left": {
    share: 0.05,
    left: none,
    work: (times) =>
      inBatches(times, 50, async (index) => {
        if (index % 3 === 0) {
          await fails("ERR_PINTLE_PANIC", () => panic(transfer(data())));
        } else if (index % 3 === 1) {
          const controller = new AbortController();
          const { signal } = controller;
          const call = read(transfer(data()), 60_000, { signal });
          setImmediate(() => controller.abort());
          await fails("ERR_PINTLE_CANCELLED", () => call);
        } else {
          for await (const byte of sent(transfer(data()))) {
            assert.equal(byte, 1);
            break;
          }
          sent(transfer(data()));
        }
      }),
  },
};
