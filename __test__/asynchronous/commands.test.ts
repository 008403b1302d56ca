import { readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { Progress } from "../../index.ts";
import { failure } from "../failure.ts";
import { timing, waiting } from "../fixtures/asynchronous.ts";
import { fixture } from "../fixtures/fixture.ts";
import { limit, run } from "../fixtures/processes/run.ts";

describe("an async command", () => {
  test("returns a promise, whether it waits or not", async () => {
    const sum = waiting.add(2, 40);
    expect(sum).toBeInstanceOf(Promise);
    expect(await sum).toBe(42);
    expect(await waiting.addLater(2, 40)).toBe(42);
  });

  test("has a twin that waits on the calling thread", () => {
    expect(waiting.addLaterSync(2, 40)).toBe(42);
    expect(waiting.stepsSync(5)).toBe(5);
    expect(timing.sleepSync(5)).toBe(5);
    expect(timing.sleepTokioSync(5)).toBe(5);
  });

  test("is a blocking command in the contract", () => {
    const command = fixture.contract["x-commands"]["waiting.addLater"];
    expect(command).toMatchObject({ blocking: true, portable: true, lines: false });
  });

  test("fails with its errors", async () => {
    const expected = { code: "ERR_FIXTURE_WAITED", command: "waiting.fail", pointer: "/number" };
    expect(await failure(() => waiting.fail(7))).toMatchObject(expected);
    expect(await failure(async () => waiting.failSync(7))).toMatchObject(expected);
  });

  test("that panics does not end the process", async () => {
    const error = await failure(() => waiting.panic("on purpose"));
    expect(error).toMatchObject({ code: "ERR_PINTLE_PANIC", command: "waiting.panic" });
    expect(error.message).toContain("on purpose");
    const twin = await failure(async () => waiting.panicSync("on purpose"));
    expect(twin.code).toBe("ERR_PINTLE_PANIC");
  });

  test("refuses wrong arguments as every command does", async () => {
    const wrong = waiting.add as (...args: unknown[]) => Promise<unknown>;
    expect(await failure(() => wrong("2", 40))).toMatchObject({
      code: "ERR_PINTLE_INVALID_TYPE",
      pointer: "/a",
    });
    expect((await failure(() => wrong(1, 2, 3))).code).toBe("ERR_PINTLE_UNKNOWN_ARG");
  });

  test("has its context beyond each await", async () => {
    const heard: Progress[] = [];
    expect(await waiting.steps(20, { onProgress: (progress) => heard.push(progress) })).toBe(20);
    expect(heard.map(({ done, total, detail }) => [done, total, detail])).toEqual(
      Array.from({ length: 20 }, (_, index) => [index + 1, 20, `step ${index + 1}`]),
    );
  });
});

describe("a signal drops the future of", () => {
  test("a call that has never begun", async () => {
    const error = await failure(() => waiting.never(false, { signal: AbortSignal.abort("no") }));
    expect(error).toMatchObject({ code: "ERR_PINTLE_CANCELLED", cause: "no" });
  });

  test.each([
    ["a call that nothing ever wakes", false],
    ["one that panics then", true],
  ])("%s", async (_, panics) => {
    const before = waiting.dropped();
    const controller = new AbortController();
    const call = waiting.never(panics, { signal: controller.signal });
    await sleep(20);
    expect(waiting.dropped()).toBe(before);
    controller.abort("enough");
    const error = await failure(() => call);
    expect(error).toMatchObject({
      code: "ERR_PINTLE_CANCELLED",
      command: "waiting.never",
      cause: "enough",
    });
    // Before the promise is rejected, so that nothing goes on behind the caller's back.
    expect(waiting.dropped()).toBe(before + 1);
  });

  test("many calls, each once", async () => {
    const before = waiting.dropped();
    const controller = new AbortController();
    const { signal } = controller;
    const calls = Array.from({ length: 500 }, () =>
      failure(() => waiting.never(false, { signal })),
    );
    await sleep(20);
    controller.abort();
    for (const error of await Promise.all(calls)) {
      expect(error.code).toBe("ERR_PINTLE_CANCELLED");
    }
    expect(waiting.dropped()).toBe(before + 500);
  });

  test("a call of tokio, inside its runtime", async () => {
    const controller = new AbortController();
    const call = timing.dropTokio({ signal: controller.signal });
    await sleep(20);
    controller.abort();
    expect((await failure(() => call)).code).toBe("ERR_PINTLE_CANCELLED");
    expect(timing.droppedInside()).toBe(true);
  });
});

describe("ten thousand calls that sleep", () => {
  test.each([
    ["with a timer of the addon's own", "sleep"],
    ["with tokio's", "sleepTokio"],
  ] as const)("%s, hold no threads and hold up nobody", async (_, name) => {
    const threads = () =>
      process.platform === "linux" ? readdirSync("/proc/self/task").length : 0;
    await timing[name](1); // Starts what is shared.
    const before = threads();
    const controller = new AbortController();
    const { signal } = controller;
    let ended = 0;
    const calls = Array.from({ length: 10_000 }, async () => {
      const error = await failure(() => timing[name](600_000, { signal }));
      ended += 1;
      return error.code;
    });
    // A call after them does not wait for any.
    expect(await timing[name](1)).toBe(1);
    expect(await timing.sleepBlocking(1)).toBe(1);
    expect(ended).toBe(0);
    // The pool may have as many as for any work.
    expect(threads() - before).toBeLessThanOrEqual(64);
    controller.abort();
    expect(new Set(await Promise.all(calls))).toEqual(new Set(["ERR_PINTLE_CANCELLED"]));
  });
});

describe("the feature tokio", () => {
  test("has one runtime for every command, with threads that have its name", async () => {
    expect(await timing.spawnTokio(1000)).toBe(500_500);
    expect(timing.spawnTokioSync(100)).toBe(5050);
    expect(new Set(await timing.tokioThreads())).toEqual(new Set(["pintle-tokio"]));
  });
});

describe("a worker that ends", { timeout: limit }, () => {
  test("ends its async calls, and nothing waits for them", async () => {
    expect(await run("worker-async", [])).toEqual({ code: 0, stdout: "500\n", stderr: "" });
  });
});
