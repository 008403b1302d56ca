/** Async commands and callbacks in WebAssembly, which has one thread and nothing that could wake. */

import { describe, expect, test } from "vitest";
import type { Progress } from "../../index.ts";
import { failure } from "../failure.ts";
import type {
  callbacks as nativeCallbacks,
  waiting as nativeWaiting,
} from "../fixtures/asynchronous.ts";
import { wasmFixture } from "../fixtures/wasm.ts";

const waiting = wasmFixture.commands.waiting as unknown as typeof nativeWaiting;
const callbacks = wasmFixture.commands.callbacks as unknown as typeof nativeCallbacks;

describe("an async command as WebAssembly", () => {
  test("ends if it waits for nothing but itself", async () => {
    expect(await waiting.add(2, 40)).toBe(42);
    expect(await waiting.addLater(2, 40)).toBe(42);
    expect(waiting.addLaterSync(2, 40)).toBe(42);
    const heard: Progress[] = [];
    expect(await waiting.steps(3, { onProgress: (progress) => heard.push(progress) })).toBe(3);
    expect(heard.map(({ done }) => done)).toEqual([1, 2, 3]);
    expect((await failure(() => waiting.fail(7))).code).toBe("ERR_FIXTURE_WAITED");
  });

  test("that waits fails, since nothing could wake it", async () => {
    const before = waiting.dropped();
    const error = await failure(() => waiting.never(false));
    expect(error).toMatchObject({ code: "ERR_PINTLE_NOT_CARRIED", command: "waiting.never" });
    expect(error.message).toContain("call the native command");
    expect(waiting.dropped()).toBe(before + 1);
  });
});

describe("a callback as WebAssembly", () => {
  const add = (a: number, b: number) => a + b;

  test("is called on the spot", async () => {
    expect(await callbacks.fold(Float64Array.of(1, 2, 39), add)).toBe(42);
    expect(await callbacks.askAsync("a", (text) => `${text}!`)).toBe("a!");
    expect(await callbacks.together(10, (number) => number)).toBe(45);
    const judged = await callbacks.judge(["a"], {
      onSpot: ({ name, number }) => ({ good: number === 0n, reasons: [name] }),
    });
    expect(judged).toEqual({ a: ["a"] });
  });

  test("may call commands", async () => {
    const twice = (a: number, b: number) => a + b + waiting.addLaterSync(1, 1);
    expect(await callbacks.fold(Float64Array.of(1, 2), twice)).toBe(7);
  });

  test("cannot return a promise", async () => {
    const error = await failure(() => callbacks.ask("a", async (text) => text));
    expect(error.code).toBe("ERR_PINTLE_NOT_CARRIED");
  });

  test("that throws is the cause of the error", async () => {
    for (const reason of [new RangeError("no"), undefined, 5, "text", { a: 1 }]) {
      const error = await failure(() =>
        callbacks.ask("a", () => {
          throw reason;
        }),
      );
      expect(error).toMatchObject({ code: "ERR_PINTLE_CALLBACK", command: "callbacks.ask" });
      expect(error.message).toBe(`callbacks.ask: the callback threw: ${String(reason)}`);
      expect(error.cause).toBe(reason);
    }
  });

  test("may not return another type", async () => {
    const error = await failure(() => callbacks.ask("a", () => 5 as never));
    expect(error.message).toBe(
      "callbacks.ask: the callback returned a wrong value: expected a string, got 5",
    );
  });

  test("has to be a function, and ends with its call", async () => {
    expect(await failure(() => callbacks.ask("a", 5 as never))).toMatchObject({
      code: "ERR_PINTLE_INVALID_TYPE",
      pointer: "/answer",
    });
    await callbacks.keep(() => expect.unreachable());
    expect((await failure(() => callbacks.askKept("a"))).code).toBe("ERR_PINTLE_CALLBACK");
  });
});
