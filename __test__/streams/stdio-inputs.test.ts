/** Inputs over stdio: their items are sent while the command runs, as far as the host has room for them. */

import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connect, stdio } from "../../index.ts";
import { failure } from "../failure.ts";
import { fixture } from "../fixtures/fixture.ts";
import { fixtureHost } from "../fixtures/host.ts";
import { limit, run } from "../fixtures/processes/run.ts";
import { all, type inputs, inputs as native } from "./fixture.ts";

interface Counter {
  count(): Promise<number>;
}

interface Client {
  readonly inputs: typeof inputs;
  readonly streams: { numbers(count: number): AsyncIterable<number> };
  readonly resources: {
    alive(): Promise<number>;
    counter(start: number): Promise<Counter>;
    sum(counters: Iterable<unknown>): Promise<number>;
  };
  close(): Promise<void>;
}

const { contract } = fixture;

/** Numbers from 0, and what became of them. */
function counting(end: number) {
  const seen = { asked: 0, returned: 0 };
  const numbers = {
    *[Symbol.iterator]() {
      try {
        while (seen.asked < end) {
          seen.asked += 1;
          yield seen.asked - 1;
        }
      } finally {
        seen.returned += 1;
      }
    },
  };
  return { numbers, seen };
}

async function* later<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) {
    await new Promise((resolve) => setImmediate(resolve));
    yield item;
  }
}

function* spots(numbers: Iterable<number>) {
  for (const x of numbers) {
    yield { x };
  }
}

describe.each(["blobs", "lines"] as const)("an input over stdio in %s", (framing) => {
  let transport: ReturnType<typeof stdio>;
  let client: Client;
  let remote: typeof inputs;
  beforeEach(async () => {
    transport = stdio({ command: fixtureHost, contract, framing });
    client = (await connect({ transport })) as unknown as Client;
    remote = client.inputs;
  });
  afterEach(() => client.close());

  test("takes arrays, iterables, generators and streams", async () => {
    const numbers = [1, 2, 3, 4.5];
    for (const given of [
      numbers,
      Float64Array.from(numbers),
      new Set(numbers),
      later(numbers),
      Readable.from(numbers),
    ]) {
      expect(await remote.sum(given)).toBe(10.5);
    }
    expect(await remote.sum([])).toBe(0);
    expect(await remote.sum(new Set<number>())).toBe(0);
    expect(await remote.labels(later([{ x: 1 }, { x: 2, label: "two" }]))).toEqual(["1", "two"]);
    const joined = remote.joined(later(["a", "ä"]), new Set(["c"]));
    expect(await joined).toEqual(["a", "ä", "c"]);
    expect(await remote.joined(["a"], later(["b"]))).toEqual(["a", "b"]);
  });

  test("takes binary items of any size", async () => {
    const chunks = [new Uint8Array(3), Buffer.alloc(5), new Uint8Array(1 << 20)];
    expect(await remote.size(later(chunks))).toBe(8 + (1 << 20));
    expect(await remote.size(new Set(chunks))).toBe(8 + (1 << 20));
    expect(await remote.size(new Blob([new Uint8Array(100_000)]).stream())).toBe(100_000);
    const many = Array.from({ length: 5000 }, (_, index) => new Uint8Array(index % 100));
    const bytes = many.reduce((total, { length }) => total + length, 0);
    expect(await remote.size(new Set(many))).toBe(bytes);
  });

  test("takes an item as it was when it was yielded", async () => {
    async function* reused() {
      const spot = { x: 0 };
      for (spot.x = 1; spot.x <= 3; spot.x += 1) {
        yield spot;
      }
    }
    expect(await remote.labels(reused())).toEqual(["1", "2", "3"]);
  });

  test("is read while the command runs, and no further than there is room", async () => {
    const { numbers, seen } = counting(Number.POSITIVE_INFINITY);
    const stream = remote.doubled(numbers);
    expect(seen.asked).toBe(0);
    for (let number = 0; number < 50_000; number += 1) {
      expect((await stream.next()).value).toBe(2 * number);
    }
    // Nothing is read while nobody reads the results.
    let asked = -1;
    while (asked !== seen.asked) {
      asked = seen.asked;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(asked).toBeLessThan(100_000);
    await stream.return();
    expect(seen.returned).toBe(1);
  });

  test("ends early when the command wants no more", async () => {
    const { numbers, seen } = counting(Number.POSITIVE_INFINITY);
    expect(await remote.labels(spots(numbers), { most: 2 })).toEqual(["0", "1"]);
    expect(seen.asked).toBeLessThan(20_000);
    expect(seen.returned).toBe(1);
    const whole = counting(20_000);
    expect(await remote.sum(whole.numbers)).toBe((20_000 * 19_999) / 2);
    expect(whole.seen).toEqual({ asked: 20_000, returned: 1 });
  });

  test("can be the stream of another command", async () => {
    const doubled = remote.doubled(remote.doubled(client.streams.numbers(10_000)));
    expect(await all(doubled)).toEqual(Array.from({ length: 10_000 }, (_, index) => index * 4));
  });

  test("that fails is the error's cause", async () => {
    const cause = new Error("mine");
    async function* failing() {
      yield 1;
      throw cause;
    }
    const error = await failure(() => remote.sum(failing()));
    const same = await failure(() => native.sum(failing()));
    expect(error.cause).toBe(cause);
    expect({ ...error.toJSON(), cause: null }).toEqual({ ...same.toJSON(), cause: null });
    const streamed = await failure(() => all(remote.doubled(failing())));
    expect(streamed).toMatchObject({ code: "ERR_PINTLE_INPUT", cause });
  });

  test("with a wrong item fails as in a direct call", async () => {
    for (const items of [[1, "two"], [1, 2n], [1, null], [undefined]] as never[][]) {
      const error = await failure(() => remote.sum(later(items)));
      const same = await failure(() => native.sum(later(items)));
      expect(error.toJSON()).toEqual(same.toJSON());
      expect(error.stack).toContain("stdio-inputs.test.ts");
    }
    const wrong = [{ x: 1 }, { x: 1, y: 1 } as never];
    const error = await failure(() => remote.labels(later(wrong)));
    const same = await failure(() => native.labels(later(wrong)));
    expect(error.toJSON()).toEqual(same.toJSON());
    // One that the command does not read is no fault.
    expect(await remote.labels(new Set([{ x: 1 }, { y: 1 } as never]), { most: 1 })).toEqual(["1"]);
  });

  test("takes neither texts, numbers nor plain objects", async () => {
    for (const wrong of ["text", 1, {}, null, undefined]) {
      const error = await failure(() => remote.joined(wrong as never, later(["a"])));
      const same = await failure(() => native.joined(wrong as never, later(["a"])));
      expect(error.toJSON()).toEqual(same.toJSON());
    }
  });

  test("takes no item that is larger than a message", async () => {
    async function* large() {
      yield new Uint8Array(3);
      yield new Uint8Array(65 << 20);
    }
    const error = await failure(() => remote.size(large()));
    expect(error).toMatchObject({
      code: "ERR_PINTLE_MESSAGE_LIMIT",
      command: "inputs.size",
      pointer: "/chunks/1",
    });
    expect(await remote.size(later([new Uint8Array(3)]))).toBe(3);
  });

  test("ends when its call is cancelled, whatever its iterable does", async () => {
    const controller = new AbortController();
    let asked: () => void;
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    let returned = 0;
    const endless = {
      [Symbol.asyncIterator]: () => ({
        next: () => {
          asked();
          return new Promise<never>(() => {});
        },
        async return() {
          returned += 1;
          return { done: true as const, value: undefined };
        },
      }),
    };
    const call = failure(() => remote.sum(endless, { signal: controller.signal }));
    await isAsked;
    controller.abort("enough");
    expect(await call).toMatchObject({ code: "ERR_PINTLE_CANCELLED", cause: "enough" });
    expect(returned).toBe(1);
  });

  test("ends with its host", async () => {
    const { numbers, seen } = counting(Number.POSITIVE_INFINITY);
    const call = failure(() => remote.sum(later(numbers)));
    while (seen.asked < 10) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    process.kill(transport.pid as number, "SIGKILL");
    expect((await call).code).toBe("ERR_PINTLE_TRANSPORT_CLOSED");
    while (seen.returned === 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(await remote.sum(later([1, 2]))).toBe(3);
  });

  test("is sent for many calls at the same time", async () => {
    const sums = Array.from({ length: 50 }, (_, index) =>
      remote.sum(counting(1000 + index).numbers),
    );
    const expected = Array.from({ length: 50 }, (_, index) => {
      const count = 1000 + index;
      return (count * (count - 1)) / 2;
    });
    expect(await Promise.all(sums)).toEqual(expected);
  });

  test("may be of resources", async () => {
    const counters = await Promise.all([1, 2].map((start) => client.resources.counter(start)));
    expect(await client.resources.sum(new Set(counters))).toBe(3);
    const other = fixture.commands.resources as unknown as { counter(start: number): Counter };
    const foreign = await failure(() => client.resources.sum(new Set([other.counter(1)])));
    expect(foreign).toMatchObject({
      code: "ERR_PINTLE_INVALID_TYPE",
      pointer: "/counters/0",
    });
  });
});

// How much another process holds is known from /proc.
const hasProc = process.platform === "linux";

const kinds = ["numbers", "chunks"];

test.runIf(hasProc).each(kinds)(
  "a large input of %s is not held",
  { timeout: limit },
  async (kind) => {
    const { code, stdout, stderr } = await run("input-memory", [kind, fixtureHost]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { client, host } = JSON.parse(stdout) as { client: number; host: number };
    // As a list the numbers would take more than twice as much in the host, and the chunks 200 MiB in each.
    expect(client).toBeLessThan(64 << 20);
    expect(host).toBeLessThan(8 << 20);
  },
);
