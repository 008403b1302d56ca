import type { Row } from "../harness/compare.ts";
import { repeatAwaited } from "../harness/repeat.ts";
import { napi, ours } from "./functions.ts";

/** How many calls back one call makes. */
const count = 256;

const answer = (number: number) => number + 1;
const atMost = { ThreadsafeFunction: 1 };

export const rows: readonly Row[] = [
  {
    name: `${count} callbacks, one after the other`,
    ours: repeatAwaited(() => ours.callBackAsync(count, answer)),
    theirs: { ThreadsafeFunction: repeatAwaited(() => napi.callBack(count, answer)) },
    atMost,
  },
  {
    name: `${count} callbacks of a blocking command, one after the other`,
    ours: repeatAwaited(() => ours.callBack(count, answer)),
    theirs: { ThreadsafeFunction: repeatAwaited(() => napi.callBack(count, answer)) },
    atMost,
  },
  {
    // Nothing waits for another thread here, so this shows what ours do besides: the asynchronous context
    // of their call, promises as answers, an end with the call.
    name: `${count} callbacks, all at the same time`,
    ours: repeatAwaited(() => ours.callBackTogether(count, answer)),
    theirs: { ThreadsafeFunction: repeatAwaited(() => napi.callBackTogether(count, answer)) },
    atMost: { ThreadsafeFunction: 2 },
  },
];
