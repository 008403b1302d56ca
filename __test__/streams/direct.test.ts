import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { PintleError, type Progress } from "../../index.ts";
import { failure } from "../failure.ts";
import { all, collectGarbage, row, streams, untilNoneRuns } from "./fixture.ts";

const endless = 0xffff_ffff;

describe("a stream", () => {
  test("yields what was sent, in order, as the twin returns it", async () => {
    const rows = await all(streams.rows(10_000));
    expect(rows).toEqual(Array.from({ length: 10_000 }, (_, id) => row(id)));
    expect(rows).toEqual(streams.rowsSync(10_000));
    expect(Object.keys(rows[0] ?? {})).toEqual(Object.keys(row(0)));
    expect(await all(streams.nested(100))).toEqual(streams.nestedSync(100));
    expect(await all(streams.numbers(5))).toEqual([0, 1, 2, 3, 4]);
    expect(streams.numbersSync(5)).toEqual(Float64Array.of(0, 1, 2, 3, 4));
    expect(await all(streams.rows(0))).toEqual([]);
  });

  test("of scalars has batches of columns, and others of items", async () => {
    const ids: number[] = [];
    for await (const batch of streams.rows(10_000).batches()) {
      expect(batch.id).toBeInstanceOf(Uint32Array);
      expect(batch.size).toBeInstanceOf(Float64Array);
      expect(batch.big).toBeInstanceOf(BigInt64Array);
      expect(Array.isArray(batch.name) && Array.isArray(batch.even)).toBe(true);
      const length = batch.id.length;
      expect(Object.values(batch).map((column) => column.length)).toEqual(Array(7).fill(length));
      const first = row(batch.id[0] ?? -1);
      expect(
        Object.fromEntries(Object.entries(batch).map(([name, list]) => [name, list[0]])),
      ).toEqual(first);
      ids.push(...batch.id);
    }
    expect(ids).toEqual(Array.from({ length: 10_000 }, (_, id) => id));
    const nested = await all(streams.nested(10).batches());
    expect(nested.flat()).toEqual(streams.nestedSync(10));
    for await (const batch of streams.numbers(10).batches()) {
      expect(batch).toBeInstanceOf(Float64Array);
    }
  });

  test("does not start before it is read, and is read once", async () => {
    const signal = new AbortController().signal;
    const stream = streams.rows(10, { signal });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(streams.running()).toBe(0);
    expect(await all(stream)).toHaveLength(10);
    expect(await all(stream)).toEqual([]);
    expect(() => stream.batches()).toThrow("the stream is being read already");
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  test("delivers items while the command waits for more", async () => {
    const stream = streams.slowTexts(3, 10);
    expect(await stream.next()).toEqual({ done: false, value: "text 0" });
    expect(streams.running()).toBe(1);
    expect(await all(stream)).toEqual(["text 1", "text 2"]);
  });

  test("asked for several items at the same time has them in order", async () => {
    const stream = streams.slowTexts(4, 2);
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => stream.next()));
    expect(all.map(({ value }) => value)).toEqual([
      "text 0",
      "text 1",
      "text 2",
      "text 3",
      undefined,
    ]);
  });
});

describe("a consumer", () => {
  test("that is slow is waited for", async () => {
    const stream = streams.rows(endless);
    await stream.next();
    let sent = -1;
    while (sent !== streams.sent()) {
      sent = streams.sent();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(sent).toBeLessThan(20_000);
    await stream.return();
  });

  test("of large items is waited for after a few of them", async () => {
    const stream = streams.rows(endless, { length: 1 << 20 });
    await stream.next();
    let sent = -1;
    while (sent !== streams.sent()) {
      sent = streams.sent();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(sent).toBeLessThan(10);
    await stream.return();
  });

  test("that leaves ends the command", async () => {
    for await (const { id } of streams.rows(endless)) {
      if (id === 5000) {
        break;
      }
    }
    expect(streams.running()).toBe(0);
    const failed = new Error("mine");
    const loop = async () => {
      for await (const _ of streams.rows(endless)) {
        throw failed;
      }
    };
    await expect(loop()).rejects.toBe(failed);
    expect(streams.running()).toBe(0);
    const batches = streams.rows(endless).batches();
    await batches.next();
    await batches.return?.();
    expect(streams.running()).toBe(0);
    expect(await batches.next()).toEqual({ done: true, value: undefined });
  });

  test("that leaves before it has read anything starts nothing", async () => {
    const stream = streams.rows(endless);
    expect(await stream.return()).toEqual({ done: true, value: undefined });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(streams.running()).toBe(0);
  });

  test("that leaves while it waits ends its wait", async () => {
    const stream = streams.slowTexts(3, 50);
    const next = stream.next();
    await stream.return();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(streams.running()).toBe(0);
  });

  test("that forgets the stream ends the command", async () => {
    const signal = new AbortController().signal;
    await (async () => {
      for (let index = 0; index < 20; index += 1) {
        const stream = streams.rows(endless, { signal });
        await stream.next();
      }
    })();
    expect(streams.running()).toBe(20);
    while (streams.running() > 0 || getEventListeners(signal, "abort").length > 0) {
      collectGarbage();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
});

describe("a failure", () => {
  test("comes after what was sent before", async () => {
    for (const failAt of [0, 1, 5000]) {
      const ids: number[] = [];
      const error = await failure(async () => {
        for await (const { id } of streams.rows(10_000, { failAt })) {
          ids.push(id);
        }
      });
      expect(error).toMatchObject({
        code: "ERR_FIXTURE_BAD_ROW",
        command: "streams.rows",
        message: `streams.rows: row ${failAt} is bad`,
      });
      expect(error.stack).toContain("direct.test.ts");
      expect(ids).toHaveLength(failAt);
    }
    await untilNoneRuns();
  });

  test("ends the stream", async () => {
    const stream = streams.rows(1, { failAt: 0 });
    await expect(stream.next()).rejects.toThrow(PintleError);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(await stream.return()).toEqual({ done: true, value: undefined });
  });

  test("may be a panic", async () => {
    const read: number[] = [];
    const error = await failure(async () => {
      for await (const number of streams.panicking(3)) {
        read.push(number);
      }
    });
    expect(error).toMatchObject({ code: "ERR_PINTLE_PANIC", command: "streams.panicking" });
    expect(read).toEqual([0, 1, 2]);
  });

  test("of arguments is that of the first read", async () => {
    const stream = streams.rows("many");
    const error = await failure(() => stream.next());
    expect(error).toMatchObject({
      code: "ERR_PINTLE_INVALID_TYPE",
      command: "streams.rows",
      pointer: "/count",
    });
    expect(error.stack).toContain("direct.test.ts");
    const unknown = await failure(() => streams.rows(1, { other: 1 } as never).next());
    expect(unknown).toMatchObject({ code: "ERR_PINTLE_UNKNOWN_ARG", pointer: "/other" });
    await streams.rows("never read").return();
  });
});

describe("a signal", () => {
  test("ends the command, with its reason as the cause", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const error = await failure(async () => {
      for await (const { id } of streams.rows(endless, { signal: controller.signal })) {
        if (id === 100) {
          controller.abort(reason);
        }
      }
    });
    expect(error).toMatchObject({ code: "ERR_PINTLE_CANCELLED", command: "streams.rows" });
    expect(error.cause).toBe(reason);
    expect(streams.running()).toBe(0);
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
  });

  test("that was aborted before starts nothing", async () => {
    const signal = AbortSignal.abort("before");
    const error = await failure(() => streams.rows(endless, { signal }).next());
    expect(error).toMatchObject({ code: "ERR_PINTLE_CANCELLED", cause: "before" });
    expect(streams.running()).toBe(0);
  });
});

test("progress is reported while the stream is read", async () => {
  const heard: Progress[] = [];
  const onProgress = (progress: Progress) => void heard.push(progress);
  expect(await all(streams.rows(10_000, { onProgress }))).toHaveLength(10_000);
  expect(heard.length).toBeGreaterThan(0);
});
