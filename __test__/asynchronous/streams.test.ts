/** Async commands that send their results, and receive what they work on, as it comes. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CallOptions, connect, type Feed, planFor, type Stream, stdio } from "../../index.ts";
import { failure } from "../failure.ts";
import { fixture } from "../fixtures/fixture.ts";
import { fixtureHost } from "../fixtures/host.ts";
import { wasmFixture } from "../fixtures/wasm.ts";
import { all } from "../streams/all.ts";

interface Tick {
  readonly number: number;
  readonly text: string;
}

interface TickOptions extends CallOptions {
  readonly failAt?: number;
  readonly length?: number;
}

/** The async commands with streams, of this process or of another. */
interface Flowing {
  ticks(count: number, options?: TickOptions): Stream<Tick, { number: Uint32Array }>;
  silent(options?: CallOptions): Stream<string>;
  panicking(count: number): Stream<number>;
  together(futures: number, each: number): Stream<number>;
  sum(numbers: Feed<number>, options?: CallOptions): Promise<number>;
  size(chunks: Feed<Uint8Array>): Promise<number>;
  doubled(numbers: Feed<number>, most?: number, options?: CallOptions): Stream<number>;
  merged(first: Feed<string>, second: Feed<string>): Promise<string[]>;
  running(): number | Promise<number>;
  moved(): number | Promise<number>;
}

interface Client {
  readonly flowing: Flowing;
  readonly timing: { beats(count: number, milliseconds: number): Stream<number> };
  close?(): Promise<void>;
}

const endless = 0xffff_ffff;
const { contract } = fixture;

const native = fixture.commands as unknown as Client;
const twins = fixture.commands.flowing as unknown as {
  ticksSync(count: number): Tick[];
  sumSync(numbers: number[]): number;
};

async function over(framing: "blobs" | "lines"): Promise<Client> {
  const transport = stdio({ command: fixtureHost, contract, framing });
  return (await connect({ transport })) as unknown as Client;
}

function* count(end: number): Generator<number> {
  for (let number = 0; number < end; number += 1) {
    yield number;
  }
}

async function* later<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) {
    await new Promise((resolve) => setImmediate(resolve));
    yield item;
  }
}

describe.each([
  ["in this process", async () => native],
  ["over stdio in blobs", () => over("blobs")],
  ["over stdio in lines", () => over("lines")],
])("an async command %s", (_, open) => {
  let client: Client;
  let flowing: Flowing;
  beforeAll(async () => {
    client = await open();
    flowing = client.flowing;
  });
  afterAll(() => client.close?.());

  /** How many items the last command has sent once it waits. */
  async function movedAtLast(): Promise<number> {
    let moved = -1;
    while (moved !== (await flowing.moved())) {
      moved = await flowing.moved();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return moved;
  }

  async function untilNoneRuns(): Promise<void> {
    while ((await flowing.running()) > 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  test("sends its results as a blocking one does", async () => {
    const ticks = await all(flowing.ticks(10_000));
    expect(ticks).toEqual(Array.from({ length: 10_000 }, (_, number) => ({ number, text: "" })));
    const numbers: number[] = [];
    for await (const batch of flowing.ticks(5000).batches()) {
      expect(batch.number).toBeInstanceOf(Uint32Array);
      numbers.push(...batch.number);
    }
    expect(numbers).toEqual([...count(5000)]);
    expect(await all(flowing.ticks(0))).toEqual([]);
  });

  test("waits for a slow consumer", async () => {
    const stream = flowing.ticks(endless);
    await stream.next();
    const moved = await movedAtLast();
    expect(moved).toBeLessThan(20_000);
    for (let number = 1; number < 30_000; number += 1) {
      expect((await stream.next()).value?.number).toBe(number);
    }
    expect(await movedAtLast()).toBeLessThan(30_000 + 20_000);
    await stream.return();
    const large = flowing.ticks(endless, { length: 1 << 20 });
    await large.next();
    expect(await movedAtLast()).toBeLessThan(10);
    await large.return();
  });

  test("sends from many futures that wait together", async () => {
    const numbers = await all(flowing.together(20, 1000));
    const expected = [...count(1000)].flatMap((number) => Array(20).fill(number));
    expect(numbers.sort((a, b) => a - b)).toEqual(expected);
  });

  test("is dropped when its consumer leaves, wherever it waits", async () => {
    for await (const { number } of flowing.ticks(endless)) {
      if (number === 5000) {
        break;
      }
    }
    await untilNoneRuns();
    // Often enough that the end of the command comes before, during and after what is asked for then.
    for (let times = 0; times < 50; times += 1) {
      const stream = flowing.silent();
      expect(await stream.next()).toEqual({ done: false, value: "first" });
      const next = stream.next();
      expect(await stream.return()).toEqual({ done: true, value: undefined });
      expect(await next).toEqual({ done: true, value: undefined });
    }
    await untilNoneRuns();
    const many = flowing.together(10, endless);
    await many.next();
    await movedAtLast();
    await many.return();
    await untilNoneRuns();
  });

  test("is dropped when its signal is aborted", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const stream = flowing.silent({ signal: controller.signal });
    await stream.next();
    const next = failure(() => stream.next());
    controller.abort(reason);
    const error = await next;
    expect(error).toMatchObject({ code: "ERR_PINTLE_CANCELLED", command: "flowing.silent" });
    expect(error.cause).toBe(reason);
    await untilNoneRuns();
  });

  test("fails after what it has sent", async () => {
    const numbers: number[] = [];
    const error = await failure(async () => {
      for await (const { number } of flowing.ticks(10_000, { failAt: 5000 })) {
        numbers.push(number);
      }
    });
    expect(error).toMatchObject({ code: "ERR_FIXTURE_BAD_NUMBER", command: "flowing.ticks" });
    expect(numbers).toEqual([...count(5000)]);
    const read: number[] = [];
    const panicked = await failure(async () => {
      for await (const number of flowing.panicking(3000)) {
        read.push(number);
      }
    });
    expect(panicked).toMatchObject({ code: "ERR_PINTLE_PANIC", command: "flowing.panicking" });
    expect(read).toEqual([...count(3000)]);
  });

  test("holds no thread while it waits for the other end", async () => {
    const silent = Array.from({ length: 200 }, () => flowing.silent());
    const full = Array.from({ length: 200 }, () => flowing.ticks(endless));
    await Promise.all([...silent, ...full].map((stream) => stream.next()));
    // There are fewer threads than these.
    expect(await flowing.running()).toBe(400);
    expect(await all(flowing.ticks(3))).toHaveLength(3);
    expect(await flowing.sum([1, 2])).toBe(3);
    await Promise.all([...silent, ...full].map((stream) => stream.return()));
    await untilNoneRuns();
  });

  test("receives items", async () => {
    expect(await flowing.sum([1, 2, 3.5])).toBe(6.5);
    expect(await flowing.sum(count(20_000))).toBe((20_000 * 19_999) / 2);
    expect(await flowing.sum(later([1, 2]))).toBe(3);
    expect(await flowing.sum([])).toBe(0);
    expect(await flowing.size(later([new Uint8Array(3), Buffer.alloc(5)]))).toBe(8);
    const merged = await flowing.merged(later(["a", "b"]), later(["c", "d"]));
    expect(merged.sort()).toEqual(["a", "b", "c", "d"]);
  });

  test("receives and sends at the same time", async () => {
    const doubled = flowing.doubled(flowing.doubled(count(10_000)));
    expect(await all(doubled)).toEqual([...count(10_000)].map((number) => number * 4));
  });

  test("reports what is wrong with an item, and what its iterable threw", async () => {
    const wrong = await failure(() => flowing.sum(later([1, "two" as never])));
    expect(wrong).toMatchObject({
      code: "ERR_PINTLE_INVALID_TYPE",
      command: "flowing.sum",
      pointer: "/numbers/1",
      message: 'flowing.sum: numbers[1]: expected a finite number, got "two"',
    });
    const cause = new Error("mine");
    async function* failing() {
      yield 1;
      throw cause;
    }
    const error = await failure(() => flowing.sum(failing()));
    expect(error).toMatchObject({ code: "ERR_PINTLE_INPUT", pointer: "/numbers" });
    expect(error.cause).toBe(cause);
  });

  test("works with tokio", async () => {
    expect(await all(client.timing.beats(5, 1))).toEqual([0, 1, 2, 3, 4]);
    const stream = client.timing.beats(endless, 1);
    await stream.next();
    expect(await stream.return()).toEqual({ done: true, value: undefined });
  });
});

test("its twin returns and takes lists", () => {
  expect(twins.ticksSync(2)).toEqual([
    { number: 0, text: "" },
    { number: 1, text: "" },
  ]);
  expect(twins.sumSync([1, 2])).toBe(3);
});

test("an input that is never ready ends with the call that waits for it", async () => {
  const controller = new AbortController();
  async function* never(): AsyncGenerator<number> {
    yield 1;
    await new Promise(() => {});
  }
  const sum = failure(() => native.flowing.sum(never(), { signal: controller.signal }));
  while ((await native.flowing.moved()) !== 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  controller.abort();
  expect(await sum).toMatchObject({ code: "ERR_PINTLE_CANCELLED" });
  expect(await native.flowing.running()).toBe(0);
});

// biome-ignore lint/suspicious/noExplicitAny: the builder of the fixture has no types
type Any = any;
const plan = planFor(fixture) as unknown as (
  build: (p: Any) => unknown,
  options?: object,
) => { run(): Promise<Any> };

describe.each([1, 4])("with a concurrency of %i, an async command in a plan", (concurrency) => {
  test("feeds and reads others, async or not", async () => {
    const options = { concurrency };
    const numbers = (p: Any) => p.flowing.doubled(p.streams.numbers(50_000));
    const sum = plan((p) => p.flowing.sum(p.inputs.doubled(numbers(p))), options);
    expect(await sum.run()).toBe(4 * ((50_000 * 49_999) / 2));
    const each = plan(
      (p) => p.each(p.flowing.ticks(3000), (tick: Any) => p.flowing.sum([tick.number, 1])),
      options,
    );
    expect(await each.run()).toEqual([...count(3000)].map((number) => number + 1));
    const held = plan((p) => ({ all: p.flowing.ticks(2), sum: p.flowing.sum([1, 2]) }), options);
    expect(await held.run()).toEqual({ all: twins.ticksSync(2), sum: 3 });
  });

  test("ends with the plan, and when its consumer wants no more", async () => {
    const some = plan((p) => p.flowing.doubled(p.flowing.doubled(p.streams.numbers(endless)), 3), {
      concurrency,
    });
    expect([...(await some.run())]).toEqual([0, 4, 8]);
    const late = plan((p) => p.flowing.merged(p.flowing.silent(), []), {
      concurrency,
      timeoutMs: 50,
    });
    expect((await failure(() => late.run())).code).toBe("ERR_PINTLE_TIMEOUT");
    while ((await native.flowing.running()) > 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
});

describe("an async command as WebAssembly", () => {
  const { flowing } = wasmFixture.commands as unknown as Client;

  test("sends and receives lists", async () => {
    expect(await all(flowing.ticks(3000))).toEqual(twins.ticksSync(3000));
    expect(await all(flowing.doubled(later([1, 2])))).toEqual([2, 4]);
    expect(await flowing.sum(later([1, 2]))).toBe(3);
    expect((await all(flowing.together(3, 2))).sort()).toEqual([0, 0, 0, 1, 1, 1]);
  });

  test("that waits fails, since nothing could wake it", async () => {
    const error = await failure(() => flowing.silent().next());
    expect(error).toMatchObject({ code: "ERR_PINTLE_NOT_CARRIED", command: "flowing.silent" });
    expect(await flowing.running()).toBe(0);
  });
});
