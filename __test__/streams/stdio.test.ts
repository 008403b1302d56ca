import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connect, type Progress, stdio } from "../../index.ts";
import { failure } from "../failure.ts";
import { fixture } from "../fixtures/fixture.ts";
import { fixtureHost } from "../fixtures/host.ts";
import { all, collectGarbage, streams as direct, type inputs, row } from "./fixture.ts";

type Remote = {
  readonly [Name in keyof typeof direct]: (
    ...args: Parameters<(typeof direct)[Name]>
  ) => ReturnType<(typeof direct)[Name]> extends number
    ? Promise<number>
    : ReturnType<(typeof direct)[Name]>;
};

interface Counter {
  count(): Promise<number>;
  counts(times: number): AsyncIterable<number>;
}

interface Client {
  readonly streams: Remote;
  readonly inputs: typeof inputs;
  readonly resources: {
    alive(): Promise<number>;
    counter(start: number): Promise<Counter>;
    countersInTurn(count: number): AsyncIterable<Counter>;
  };
  close(): Promise<void>;
}

const endless = 0xffff_ffff;
const { contract } = fixture;

/** The maximum number of items that can be on the way: five messages, what is sent next, and what the consumer has. */
const onTheWay = 7 * 1024;

describe.each(["blobs", "lines"] as const)("over stdio in %s", (framing) => {
  let transport: ReturnType<typeof stdio>;
  let client: Client;
  beforeEach(async () => {
    transport = stdio({ command: fixtureHost, contract, framing });
    client = (await connect({ transport })) as unknown as Client;
  });
  afterEach(() => client.close());

  /** How many items the last command has sent once it waits. */
  async function sentAtLast(): Promise<number> {
    let sent = -1;
    while (sent !== (await client.streams.sent())) {
      sent = await client.streams.sent();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return sent;
  }

  async function untilNoneRuns(): Promise<void> {
    while ((await client.streams.running()) > 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  test("a stream is that of a direct call", async () => {
    expect(await all(client.streams.rows(10_000))).toEqual(direct.rowsSync(10_000));
    expect(await all(client.streams.nested(100))).toEqual(direct.nestedSync(100));
    expect(await all(client.streams.numbers(5))).toEqual([0, 1, 2, 3, 4]);
    expect(await all(client.streams.rows(0))).toEqual([]);
    const ids: number[] = [];
    for await (const batch of client.streams.rows(5000).batches()) {
      expect(batch.id).toBeInstanceOf(Uint32Array);
      expect(batch.big).toBeInstanceOf(BigInt64Array);
      ids.push(...batch.id);
    }
    expect(ids).toEqual(Array.from({ length: 5000 }, (_, id) => id));
    for await (const batch of client.streams.numbers(10).batches()) {
      expect(batch).toBeInstanceOf(Float64Array);
    }
  });

  test("items contain bytes and columns", async () => {
    const pieces = await all(client.streams.pieces(20, 1000));
    expect(pieces).toEqual(direct.piecesSync(20, 1000));
    expect([...(pieces[7]?.data ?? [])]).toEqual(Array(1000).fill(7));
    expect(pieces[7]?.sums).toEqual(Float64Array.of(7, 7, 7));
    expect(await all(client.streams.chunks(5, 100_000))).toEqual(direct.chunksSync(5, 100_000));
    expect(await all(client.streams.chunks(2, 0))).toEqual(direct.chunksSync(2, 0));
  });

  test("a slow consumer is waited for", async () => {
    const stream = client.streams.rows(endless);
    expect(await stream.next()).toEqual({ done: false, value: row(0) });
    expect(await sentAtLast()).toBeLessThanOrEqual(onTheWay);
    for (let id = 1; id < 20_000; id += 1) {
      expect((await stream.next()).value?.id).toBe(id);
    }
    const sent = await sentAtLast();
    expect(sent).toBeGreaterThan(20_000);
    expect(sent).toBeLessThanOrEqual(20_000 + onTheWay);
    await stream.return();
  });

  test("a consumer of large items is waited for after a few of them", async () => {
    const stream = client.streams.rows(endless, { length: 1 << 20 });
    await stream.next();
    expect(await sentAtLast()).toBeLessThan(10);
    await stream.return();
  });

  test("nothing runs before it is read", async () => {
    const stream = client.streams.rows(endless);
    expect(await client.streams.running()).toBe(0);
    expect(await stream.return()).toEqual({ done: true, value: undefined });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(await client.streams.running()).toBe(0);
  });

  test("a consumer that leaves ends the command", async () => {
    for await (const { id } of client.streams.rows(endless)) {
      if (id === 5000) {
        break;
      }
    }
    expect(await client.streams.running()).toBe(0);
    const batches = client.streams.rows(endless).batches();
    await batches.next();
    await batches.return?.();
    expect(await client.streams.running()).toBe(0);
  });

  test("a consumer that leaves while it waits does not wait for an item", async () => {
    const stream = client.streams.silent();
    expect(await stream.next()).toEqual({ done: false, value: "first" });
    const next = stream.next();
    expect(await stream.return()).toEqual({ done: true, value: undefined });
    expect(await next).toEqual({ done: true, value: undefined });
    expect(await client.streams.running()).toBe(0);
  });

  test("a stream that is forgotten is collected, and its command ends", async () => {
    await (async () => {
      for (let index = 0; index < 5; index += 1) {
        const { signal } = new AbortController();
        await client.streams.rows(endless, { signal }).next();
      }
    })();
    expect(await client.streams.running()).toBe(5);
    while ((await client.streams.running()) > 0) {
      collectGarbage();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });

  test("a signal ends the command, with its reason as the cause", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const options = { signal: controller.signal };
    const error = await failure(async () => {
      for await (const { id } of client.streams.rows(endless, options)) {
        if (id === 100) {
          controller.abort(reason);
        }
      }
    });
    expect(error).toMatchObject({ code: "ERR_PINTLE_CANCELLED", command: "streams.rows" });
    expect(error.cause).toBe(reason);
    expect(await client.streams.running()).toBe(0);
    const again = await failure(() => client.streams.rows(1, options).next());
    expect(again).toMatchObject({ code: "ERR_PINTLE_CANCELLED", cause: reason });
    const silent = new AbortController();
    const stream = client.streams.silent({ signal: silent.signal });
    await stream.next();
    const next = failure(() => stream.next());
    silent.abort("now");
    expect(await next).toMatchObject({ code: "ERR_PINTLE_CANCELLED", cause: "now" });
  });

  test("an error comes after what was sent before, as in a direct call", async () => {
    for (const failAt of [0, 1, 5000]) {
      const ids: number[] = [];
      const error = await failure(async () => {
        for await (const { id } of client.streams.rows(10_000, { failAt })) {
          ids.push(id);
        }
      });
      const same = await failure(() => all(direct.rows(10_000, { failAt })));
      expect(error.toJSON()).toEqual(same.toJSON());
      expect(error.stack).toContain("stdio.test.ts");
      expect(ids).toHaveLength(failAt);
    }
    const read: number[] = [];
    const error = await failure(async () => {
      for await (const number of client.streams.panicking(3)) {
        read.push(number);
      }
    });
    expect(error).toMatchObject({ code: "ERR_PINTLE_PANIC", command: "streams.panicking" });
    expect(read).toEqual([0, 1, 2]);
  });

  test("wrong arguments are those of a direct call", async () => {
    for (const args of [["many"], [1, { failAt: -1 }], [1, { other: 1 }], [1, { signal: 1 }]]) {
      const error = await failure(() => client.streams.rows(...(args as [number])).next());
      const same = await failure(() => direct.rows(...(args as [number])).next());
      expect(error.toJSON()).toEqual(same.toJSON());
    }
  });

  test("a host that is killed ends its streams", async () => {
    const stream = client.streams.rows(endless);
    const other = client.streams.silent();
    await Promise.all([stream.next(), other.next()]);
    const waiting = failure(() => other.next());
    process.kill(transport.pid!, "SIGKILL");
    expect(await waiting).toMatchObject({
      code: "ERR_PINTLE_TRANSPORT_CLOSED",
      command: "streams.silent",
    });
    const error = await failure(() => all(stream));
    expect(error).toMatchObject({ code: "ERR_PINTLE_TRANSPORT_CLOSED", command: "streams.rows" });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(await all(client.streams.numbers(2))).toEqual([0, 1]);
  });

  test("a client that is closed ends its streams", async () => {
    const stream = client.streams.rows(endless);
    const left = client.streams.rows(endless);
    const other = client.streams.silent();
    await Promise.all([stream.next(), left.next(), other.next()]);
    const waiting = failure(() => other.next());
    await client.close();
    const closed = { code: "ERR_PINTLE_TRANSPORT_CLOSED" };
    expect(await waiting).toMatchObject(closed);
    expect(await left.return()).toEqual({ done: true, value: undefined });
    expect(await failure(() => all(stream))).toMatchObject(closed);
    expect(await failure(() => client.streams.rows(1).next())).toMatchObject(closed);
  });

  test("streams and calls share a connection", async () => {
    const [rows, numbers, one, two] = await Promise.all([
      all(client.streams.rows(20_000)),
      all(client.streams.numbers(30_000)),
      client.inputs.sum([1, 2]),
      all(client.inputs.doubled([1, 2])),
    ]);
    expect(rows).toHaveLength(20_000);
    expect(rows.at(-1)).toEqual(row(19_999));
    expect(numbers).toEqual(Array.from({ length: 30_000 }, (_, number) => number));
    expect([one, two]).toEqual([3, [2, 4]]);
    const waiting = client.streams.rows(endless);
    await waiting.next();
    await sentAtLast(); // It waits for room; others need not.
    expect(await all(client.streams.numbers(3000))).toHaveLength(3000);
    await waiting.return();
  });

  test("progress is reported while the stream is read", async () => {
    const heard: Progress[] = [];
    const onProgress = (progress: Progress) => void heard.push(progress);
    expect(await all(client.streams.rows(10_000, { onProgress }))).toHaveLength(10_000);
    expect(heard.length).toBeGreaterThan(0);
  });

  test("resources are taken and sent", async () => {
    const counter = await client.resources.counter(1);
    expect(await all(counter.counts(3))).toEqual([2, 3, 4]);
    const counters = await all(client.resources.countersInTurn(3));
    expect(await Promise.all(counters.map((one) => one.count()))).toEqual([0, 1, 2]);
    expect(await client.resources.alive()).toBe(4);
  });

  test("resources that nobody took are released", async () => {
    await (async () => {
      for await (const _ of client.resources.countersInTurn(5000)) {
        break;
      }
    })();
    await untilNoneRuns();
    while ((await client.resources.alive()) > 0) {
      collectGarbage();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
});
