import { AsyncLocalStorage } from "node:async_hooks";
import { getEventListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { PintleError, type Progress } from "../../index.ts";
import { failure } from "../failure.ts";
import { fixture, trouble } from "../fixtures/fixture.ts";

/** Longer than any of these tests may take, so that only a cancelled call ends in time. */
const long = 60_000;

function listeners(signal: AbortSignal): number {
  return getEventListeners(signal, "abort").length;
}

/** Resolves when the call has reported progress for the first time: it is running. */
function running(): { onProgress: (progress: Progress) => void; runs: Promise<Progress> } {
  let onProgress = (_: Progress) => {};
  const runs = new Promise<Progress>((resolve) => {
    onProgress = resolve;
  });
  return { onProgress, runs };
}

describe("a signal", () => {
  test("that was aborted before starts nothing", async () => {
    const reason = new Error("too late");
    const told: Progress[] = [];
    const signal = AbortSignal.abort(reason);
    const onProgress = (progress: Progress) => void told.push(progress);
    const error = await failure(() => trouble.wait(long, { signal, onProgress }));
    expect(error).toMatchObject({
      code: "ERR_PINTLE_CANCELLED",
      command: "trouble.wait",
      pointer: "",
    });
    expect(error.cause).toBe(reason);
    expect(told).toEqual([]);
    expect(listeners(signal)).toBe(0);
  });

  test("stops a call that runs", async () => {
    const controller = new AbortController();
    const { onProgress, runs } = running();
    const call = trouble.wait(long, { signal: controller.signal, onProgress });
    await runs;
    expect(listeners(controller.signal)).toBe(1);
    const reason = { why: "I changed my mind" };
    controller.abort(reason);
    const error = await failure(() => call);
    expect(error).toMatchObject({ code: "ERR_PINTLE_CANCELLED", command: "trouble.wait" });
    expect(error.cause).toBe(reason);
    expect(listeners(controller.signal)).toBe(0);
  });

  test("stops a call in the moment it starts", async () => {
    const controller = new AbortController();
    const call = trouble.wait(long, { signal: controller.signal });
    controller.abort();
    const error = await failure(() => call);
    expect(error.code).toBe("ERR_PINTLE_CANCELLED");
    expect(error.cause).toBe(controller.signal.reason);
    expect((error.cause as Error).name).toBe("AbortError");
  });

  test("stops every call that it was given to, and no other", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const other = trouble.wait(50);
    const calls = Array.from({ length: 20 }, () => failure(() => trouble.wait(long, { signal })));
    // More than ten would be taken for a leak.
    expect(listeners(signal)).toBe(1);
    await sleep(5);
    controller.abort("all of you");
    for (const error of await Promise.all(calls)) {
      expect(error).toMatchObject({ code: "ERR_PINTLE_CANCELLED", cause: "all of you" });
    }
    expect(await other).toBeGreaterThanOrEqual(50);
    expect(listeners(signal)).toBe(0);
  });

  test("stops calls that wait for a thread", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    // More than there are threads.
    const calls = Array.from({ length: 200 }, () => failure(() => trouble.wait(long, { signal })));
    await sleep(5);
    controller.abort("all of you");
    const codes = new Set((await Promise.all(calls)).map((error) => error.code));
    expect([...codes]).toEqual(["ERR_PINTLE_CANCELLED"]);
  });

  test("that is aborted twice cancels once", async () => {
    const controller = new AbortController();
    const call = trouble.wait(long, { signal: controller.signal });
    controller.abort("first");
    controller.abort("second");
    controller.signal.dispatchEvent(new Event("abort"));
    expect((await failure(() => call)).cause).toBe("first");
  });

  test("that is aborted afterwards changes nothing", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    expect(await trouble.wait(1, { signal })).toBeGreaterThanOrEqual(1);
    expect(listeners(signal)).toBe(0);
    controller.abort();
    expect(await trouble.wait(1)).toBeGreaterThanOrEqual(1);
  });

  test("does not hide how else a call failed", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const error = await failure(() => trouble.failLater(3, { signal }));
    expect(error.code).toBe("ERR_FIXTURE_TROUBLE");
    expect(listeners(signal)).toBe(0);
    // Aborted while the call runs, but the command does not ask: its result counts.
    const call = trouble.linger(200, { signal });
    // Calls start in their order, and one that has not started would be cancelled.
    await trouble.wait(1);
    controller.abort();
    expect(await call).toBe(200);
  });

  test("is let go when the arguments are wrong", async () => {
    const { signal } = new AbortController();
    const error = await failure(() => trouble.wait("1" as never, { signal }));
    expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_TYPE", pointer: "/millis" });
    expect(listeners(signal)).toBe(0);
  });

  test("with a time limit stops a call", async () => {
    const signal = AbortSignal.timeout(10);
    const error = await failure(() => trouble.wait(long, { signal }));
    expect((error.cause as Error).name).toBe("TimeoutError");
  });

  test("may be undefined", async () => {
    const options = { signal: undefined, onProgress: undefined };
    expect(await trouble.wait(1, options)).toBeGreaterThanOrEqual(1);
  });
});

describe("cancelling by number", () => {
  test("does nothing once the call has ended, or was none", async () => {
    const { binding } = fixture;
    const control = binding.createControl();
    expect(await binding.commands.trouble?.wait?.(control, 1)).toBeGreaterThanOrEqual(1);
    for (const number of [control, 0, -1, 2 ** 32, Number.NaN, "1", undefined, {}]) {
      expect(binding.cancel(number as number)).toBeUndefined();
    }
  });

  test("before the call starts cancels it", async () => {
    const { binding } = fixture;
    const control = binding.createControl();
    binding.cancel(control);
    const error = await failure(() => binding.commands.trouble?.wait?.(control, long));
    expect(error.code).toBe("ERR_PINTLE_CANCELLED");
  });
});

describe("onProgress", () => {
  test("hears how far the call is, ever farther", async () => {
    const told: Progress[] = [];
    const given = await trouble.wait(500, { onProgress: (progress) => void told.push(progress) });
    expect(given).toBeGreaterThanOrEqual(500);
    expect(told.length).toBeGreaterThan(3);
    const done = told.map((progress) => progress.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.at(-1)).toBe(500);
    expect(told.every(({ total, detail }) => total === 500 && detail === null)).toBe(true);
  });

  test("hears every detail, in order, before the call ends", async () => {
    const told: Progress[] = [];
    await trouble.tell(500, { onProgress: (progress) => void told.push(progress) });
    const all = Array.from({ length: 500 }, (_, index) => index + 1);
    expect(told).toEqual(all.map((done) => ({ done, total: 500, detail: { step: done } })));
  });

  test("hears nothing after the call has ended", async () => {
    let told = 0;
    await trouble.wait(20, { onProgress: () => void told++ });
    const before = told;
    await sleep(20);
    expect(told).toBe(before);
  });

  test("hears of its own call only", async () => {
    const told: [number, number | null][] = [];
    const waits = [20, 30, 40];
    await Promise.all(
      waits.map((millis) =>
        trouble.wait(millis, { onProgress: ({ total }) => void told.push([millis, total]) }),
      ),
    );
    expect(new Set(told.map(([millis]) => millis))).toEqual(new Set(waits));
    expect(told.every(([millis, total]) => millis === total)).toBe(true);
  });

  test("may call commands and abort its own call", async () => {
    const controller = new AbortController();
    const onProgress = () => {
      trouble.waitSync(1);
      controller.abort("enough");
    };
    const error = await failure(() =>
      trouble.wait(long, { signal: controller.signal, onProgress }),
    );
    expect(error.cause).toBe("enough");
  });

  test("hears of what was done before a panic", async () => {
    const told: number[] = [];
    const onProgress = ({ done }: Progress) => void told.push(done);
    const error = await failure(() => trouble.panicProgress({ onProgress }));
    expect(error.code).toBe("ERR_PINTLE_PANIC");
    expect(told).toEqual([1]);
  });
});

describe("anything but a signal or a listener is rejected", () => {
  const { signal } = new AbortController();
  const wrong = [null, 1, "signal", {}, [], true, () => {}, new AbortController(), { ...signal }];
  test.each(wrong)("signal: %s", async (signal) => {
    const error = await failure(() => trouble.wait(1, { signal } as never));
    expect(error).toMatchObject({
      code: "ERR_PINTLE_INVALID_TYPE",
      pointer: "/signal",
      command: "trouble.wait",
    });
  });

  test.each([null, 1, "listener", {}, [], true])("onProgress: %s", async (onProgress) => {
    const error = await failure(() => trouble.wait(1, { onProgress } as never));
    expect(error).toMatchObject({
      code: "ERR_PINTLE_INVALID_TYPE",
      pointer: "/onProgress",
      command: "trouble.wait",
    });
  });

  test("a misspelt name beside them", async () => {
    const options = { signal, onProgres: () => {} };
    const error = await failure(() => trouble.wait(1, options as never));
    expect(error).toMatchObject({ code: "ERR_PINTLE_UNKNOWN_ARG", pointer: "/onProgres" });
  });
});

describe("options of the call", () => {
  test.each([undefined, {}, { signal: undefined }, { onProgress: undefined }])(
    "may hold nothing: %s",
    async (options) => {
      expect(await trouble.wait(1, options)).toBeGreaterThanOrEqual(1);
    },
  );

  test("onProgress runs in the asynchronous context of its caller", async () => {
    const storage = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    const onProgress = () => void seen.push(storage.getStore());
    await storage.run("mine", () => trouble.wait(20, { onProgress }));
    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen)).toEqual(new Set(["mine"]));
  });
});

describe("the stack of a rejection", () => {
  /** The first line of a stack that names a place. */
  const first = (error: PintleError) => /^ +at .*$/m.exec(error.stack ?? "")?.[0];

  test.each([
    ["a failure", () => trouble.failLater(1)],
    ["a panic", () => trouble.panicBlocking("now")],
    ["wrong arguments", () => trouble.wait(-1)],
    ["a cancelled call", () => trouble.wait(long, { signal: AbortSignal.timeout(1) })],
    ["a call that is cancelled already", () => trouble.wait(1, { signal: AbortSignal.abort() })],
    ["a signal that is none", () => trouble.wait(1, { signal: null as never })],
  ])("of %s leads here", async (_, call) => {
    const error = await failure(async () => await call());
    expect(PintleError.is(error)).toBe(true);
    expect(error.stack?.split("\n")[0]).toBe(`PintleError: ${error.message}`);
    expect(error.stack).toContain("cancel.test.ts");
    expect(first(error)).toContain("cancel.test.ts");
  });

  test("of an immediate failure begins where the command was called", async () => {
    const error = await failure(() => trouble.fail(1));
    expect(first(error)).toContain("cancel.test.ts");
  });
});
