import type { Row } from "../harness/compare.ts";
import { repeatAwaited } from "../harness/repeat.ts";
import { napi, ours } from "./functions.ts";

const atMost = { AsyncTask: 1, tokio: 1 };

/** Calls `start` 256 times, then waits for all. */
function inFlight(start: () => Promise<number>): () => Promise<number[]> {
  return () => Promise.all(Array.from({ length: 256 }, start));
}

const later = () => ours.addLater(2, 40);
const task = () => napi.addTask(2, 40);
const async = () => ours.addAsync(2, 40);
const tokio = () => napi.addTokio(2, 40);

export const rows: readonly Row[] = [
  {
    name: "promise, one at a time",
    ours: repeatAwaited(later),
    theirs: { AsyncTask: repeatAwaited(task), tokio: repeatAwaited(tokio) },
    atMost,
  },
  {
    name: "promises, 256 in flight",
    ours: repeatAwaited(inFlight(later)),
    theirs: { AsyncTask: repeatAwaited(inFlight(task)), tokio: repeatAwaited(inFlight(tokio)) },
    atMost,
  },
  {
    name: "async fn, one at a time",
    ours: repeatAwaited(async),
    theirs: { tokio: repeatAwaited(tokio) },
    atMost,
  },
  {
    name: "async fn, 256 in flight",
    ours: repeatAwaited(inFlight(async)),
    theirs: { tokio: repeatAwaited(inFlight(tokio)) },
    atMost: { tokio: 0.6 },
  },
  {
    name: "async fn, 256 that wait 1 ms",
    ours: repeatAwaited(inFlight(() => ours.sleep(1))),
    theirs: { tokio: repeatAwaited(inFlight(() => napi.sleep(1))) },
    atMost,
  },
];
