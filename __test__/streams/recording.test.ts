import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { connect, mock, record, replay } from "../../index.ts";
import { native } from "../../lib/transports/native.ts";
import type { Transport } from "../../lib/transports/transport.ts";
import { testFolder } from "../conformance/folder.ts";
import { failure } from "../failure.ts";
import { fixture } from "../fixtures/fixture.ts";
import { all, row, streams } from "./fixture.ts";

const { contract } = fixture;

async function over(transport: Transport) {
  return (await connect({ transport })) as unknown as {
    streams: typeof streams;
    close(): Promise<void>;
  };
}

/** The same twice: recorded, and replayed. */
async function twice<T>(use: (client: { streams: typeof streams }) => Promise<T>): Promise<[T, T]> {
  const file = join(testFolder(), "recording");
  const recorded = await over(record(native(fixture), file));
  const first = await use(recorded);
  await recorded.close();
  const replayed = await over(replay(file, { contract }));
  const second = await use(replayed);
  await replayed.close();
  return [first, second];
}

describe("a recording", () => {
  test("has the items of a stream", async () => {
    const [first, second] = await twice(async (client) => [
      await all(client.streams.rows(3000)),
      await all(client.streams.pieces(3, 10)),
      await all(client.streams.numbers(3)),
      await all(client.streams.rows(0)),
    ]);
    expect(second).toEqual(first);
    expect(second[0]).toEqual(streams.rowsSync(3000));
    expect(second[1]).toEqual(streams.piecesSync(3, 10));
    const [, batches] = await twice((client) => all(client.streams.numbers(3).batches()));
    expect(batches).toEqual([Float64Array.of(0, 1, 2)]);
  });

  test("has an error and the items before it", async () => {
    const [first, second] = await twice(async (client) => {
      const ids: number[] = [];
      const error = await failure(async () => {
        for await (const { id } of client.streams.rows(3000, { failAt: 2000 })) {
          ids.push(id);
        }
      });
      return [ids, error.toJSON()];
    });
    expect(second).toEqual(first);
    expect(second[0]).toHaveLength(2000);
  });

  test("has what a consumer took before it left, and not what comes later", async () => {
    let mostRead = 0;
    const use = async (client: { streams: typeof streams }) => {
      const stream = client.streams.rows(0xffff_ffff);
      for (let id = 0; id < 10; id += 1) {
        mostRead = (await stream.next()).value?.id ?? -1;
      }
      await stream.return();
    };
    await twice(use);
    expect(mostRead).toBe(9);
    const [error] = await twiceLeft();
    expect(error).toMatchObject({ code: "ERR_PINTLE_NOT_RECORDED", command: "streams.rows" });
    expect(error.message).toContain("has no end of this stream; record it again");
  });
});

/** The error of a replay that is read further than the recording. */
async function twiceLeft() {
  const file = join(testFolder(), "recording");
  const recorded = await over(record(native(fixture), file));
  const stream = recorded.streams.rows(100_000);
  await stream.next();
  await stream.return();
  await recorded.close();
  const replayed = await over(replay(file, { contract }));
  return [await failure(() => all(replayed.streams.rows(100_000)))] as const;
}

describe("a handler of a mock", () => {
  test("may throw after some items", async () => {
    const cause = new Error("mine");
    async function* rows() {
      yield row(0);
      yield row(1);
      throw cause;
    }
    const client = await over(mock({ "streams.rows": rows } as never, { contract }));
    const stream = client.streams.rows(5);
    expect([(await stream.next()).value, (await stream.next()).value]).toEqual([row(0), row(1)]);
    await expect(stream.next()).rejects.toBe(cause);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  test("has its wrong item named by its place", async () => {
    function* rows() {
      yield row(0);
      yield { ...row(1), id: -1 };
    }
    const client = await over(mock({ "streams.rows": rows } as never, { contract }));
    const stream = client.streams.rows(5);
    await stream.next();
    const error = await failure(() => stream.next());
    expect(error).toMatchObject({ code: "ERR_PINTLE_OUT_OF_RANGE", pointer: "/1/id" });
    expect(error.message).toContain("streams.rows: the result of the mock: [1].id: expected");
  });

  test("ends when its consumer leaves", async () => {
    let ended = 0;
    function* rows() {
      try {
        for (let id = 0; ; id += 1) {
          yield row(id % 10);
        }
      } finally {
        ended += 1;
      }
    }
    const client = await over(mock({ "streams.rows": rows } as never, { contract }));
    for await (const { id } of client.streams.rows(5)) {
      if (id === 5) {
        break;
      }
    }
    expect(ended).toBe(1);
  });
});
