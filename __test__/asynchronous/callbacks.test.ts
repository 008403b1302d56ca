import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { failure, thrown } from "../failure.ts";
import { callbacks } from "../fixtures/asynchronous.ts";
import { limit, run } from "../fixtures/processes/run.ts";

const both = [
  ["blocking", callbacks.ask],
  ["async", callbacks.askAsync],
] as const;

describe.each(both)("a callback of a command that is %s", (name, ask) => {
  const command = name === "async" ? "callbacks.askAsync" : "callbacks.ask";

  test("returns a value, or a promise of one", async () => {
    expect(await ask("a", (text) => `${text}!`)).toBe("a!");
    expect(await ask("b", async (text) => `${text}!`)).toBe("b!");
    expect(await ask("c", (text) => sleep(5, `${text}!`))).toBe("c!");
    // Whatever has a `then` is one, as for `await`.
    // biome-ignore lint/suspicious/noThenProperty: it is what is tested
    const thenable = { then: (resolve: (text: string) => void) => resolve("d!") };
    expect(await ask("d", () => thenable as unknown as Promise<string>)).toBe("d!");
  });

  test.each<[string, (reason: unknown) => string | Promise<string>]>([
    [
      "throws",
      (reason) => {
        throw reason;
      },
    ],
    ["rejects", (reason) => Promise.reject(reason)],
    ["rejects later", (reason) => sleep(5).then(() => Promise.reject(reason))],
  ])("that %s is the cause of the error", async (_, fails) => {
    const reason = new RangeError("not today");
    const error = await failure(() => ask("a", () => fails(reason)));
    expect(error).toMatchObject({
      code: "ERR_PINTLE_CALLBACK",
      command,
      message: `${command}: the callback threw: RangeError: not today`,
    });
    expect(error.cause).toBe(reason);
    for (const value of [undefined, 5, "text", Symbol.for("s"), { a: 1 }]) {
      expect((await failure(() => ask("a", () => fails(value)))).cause).toBe(value);
    }
  });

  test("may not return another type", async () => {
    const returning = (value: unknown) =>
      failure(() => ask("a", (() => value) as unknown as () => string));
    for (const [value, described] of [
      [5, "5"],
      [undefined, "undefined"],
      [null, "null"],
      [{}, "an object"],
      [Promise.resolve(1n), "1n"],
      ["\ud800", "a string with a lone surrogate, which is not valid Unicode"],
    ]) {
      const error = await returning(value);
      expect(error).toMatchObject({
        code: "ERR_PINTLE_CALLBACK",
        command,
        message: `${command}: the callback returned a wrong value: expected a string, got ${described}`,
      });
    }
  });

  test("has to be a function", async () => {
    for (const value of [undefined, null, 5, "f", {}, []]) {
      const error = await failure(() => ask("a", value as never));
      expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_TYPE", command, pointer: "/answer" });
    }
  });

  test("runs in the asynchronous context of the call", async () => {
    const storage = new AsyncLocalStorage<string>();
    const asked = storage.run("of the call", () => ask("a", () => `${storage.getStore()}`));
    expect(await asked).toBe("of the call");
  });

  test("that waits ends with the call when that is cancelled", async () => {
    const controller = new AbortController();
    const call = ask(
      "a",
      () => {
        setTimeout(() => controller.abort("enough"));
        return new Promise(() => {});
      },
      { signal: controller.signal },
    );
    const error = await failure(() => call);
    expect(error).toMatchObject({ code: "ERR_PINTLE_CANCELLED", command, cause: "enough" });
  });

  test("may cancel the call that it is of", async () => {
    const controller = new AbortController();
    const error = await failure(() =>
      ask(
        "a",
        () => {
          controller.abort("myself");
          return "too late";
        },
        { signal: controller.signal },
      ),
    );
    expect(error).toMatchObject({ code: "ERR_PINTLE_CANCELLED", cause: "myself" });
  });

  test("may call the command again", async () => {
    const nested = (depth: number): Promise<string> =>
      ask(`${depth}`, async (text) => (depth === 0 ? text : `${text}${await nested(depth - 1)}`));
    expect(await nested(20)).toBe("20191817161514131211109876543210");
  });

  test("cannot be called while its thread waits", () => {
    const twin = name === "async" ? callbacks.askAsyncSync : callbacks.askSync;
    const error = thrown(() => twin("a", () => "never"));
    expect(error).toMatchObject({ code: "ERR_PINTLE_NOT_CARRIED", command, pointer: "/answer" });
    expect(error.message).toMatch(/^callbacks\.ask(Async)?: answer: a callback cannot be carried/);
  });
});

test("callbacks are called from many threads, many at the same time", async () => {
  const seen = new Set<string>();
  const sum = await callbacks.fromThreads(16, 50, (thread, time) => {
    seen.add(`${thread} ${time}`);
    return time % 2 === 0 ? 1 : sleep(0, 1);
  });
  expect(sum).toBe(800);
  expect(seen.size).toBe(800);
});

test("an async command asks many times before it awaits any", async () => {
  let [running, most] = [0, 0];
  const sum = await callbacks.together(200, async (number) => {
    running += 1;
    most = Math.max(most, running);
    await sleep(1);
    running -= 1;
    return number;
  });
  expect(sum).toBe(19_900);
  expect(most).toBe(200);
});

test("callbacks are fields of options, take structs and return them", async () => {
  const spots: unknown[] = [];
  let ends = 0;
  const judged = await callbacks.judge(["a", "b", "c"], {
    onSpot: (spot) => {
      spots.push(spot);
      return { good: spot.number !== 1n, reasons: [`${spot.name}${spot.number}`] };
    },
    onEnd: () => {
      ends += 1;
    },
  });
  expect(judged).toEqual({ a: ["a0"], c: ["c2"] });
  expect(spots).toEqual(["a", "b", "c"].map((name, index) => ({ name, number: BigInt(index) })));
  expect(ends).toBe(1);
  expect(await callbacks.judge(["a"])).toEqual({});
  const wrong = await failure(() =>
    callbacks.judge(["a"], { onSpot: () => ({ good: true, reasons: ["x", 5] }) as never }),
  );
  expect(wrong.message).toBe(
    "callbacks.judge: the callback returned a wrong value: reasons[1]: expected a string, got 5",
  );
  const nothing = await failure(() => callbacks.judge([], { onEnd: () => 5 as never }));
  expect(nothing.message).toContain("expected nothing, got 5");
});

test("a command may handle what a callback throws", async () => {
  const caught = await callbacks.failure(() => {
    throw new Error("handled");
  });
  expect(caught).toEqual([
    "ERR_PINTLE_CALLBACK",
    "the callback threw: Error: handled",
    "Error: handled",
  ]);
});

test("a callback is not called with what cannot cross", async () => {
  const error = await failure(() => callbacks.infinite(() => expect.unreachable()));
  expect(error.code).toBe("ERR_PINTLE_NOT_FINITE");
});

test("a callback that is kept beyond its call fails, and is not called", async () => {
  await callbacks.keep(() => expect.unreachable());
  const error = await failure(() => callbacks.askKept("a"));
  expect(error).toMatchObject({
    code: "ERR_PINTLE_CALLBACK",
    command: "callbacks.askKept",
    message: "callbacks.askKept: the call that the callback was passed to has ended",
  });
});

test("a cancelled call that has not begun asks nobody when it is dropped", async () => {
  const asked: string[] = [];
  const answer = (text: string) => {
    asked.push(text);
    return "";
  };
  await callbacks.askInDrop(answer);
  expect(asked).toEqual(["dropped"]);
  // With more calls than threads, some are cancelled on this thread, which must not wait for itself.
  const controller = new AbortController();
  const { signal } = controller;
  const calls = Array.from({ length: 200 }, () =>
    callbacks.askInDrop(answer, { signal }).catch(() => {}),
  );
  controller.abort();
  await Promise.all(calls);
});

describe("a worker that ends", { timeout: limit }, () => {
  test("ends the calls that wait for one of its functions", async () => {
    const ended = await run("worker-callback", []);
    expect(ended).toEqual({ code: 0, stdout: "ended\n", stderr: "" });
  });
});
