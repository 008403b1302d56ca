import { describe, expect, test } from "vitest";
import { connect, mock } from "../../index.ts";
import { native } from "../../lib/transports/native.ts";
import { failure } from "../failure.ts";
import { fixture } from "../fixtures/fixture.ts";
import { all, type inputs, type Row, row, streams } from "./fixture.ts";

type Streams = typeof streams;
type Inputs = typeof inputs;

async function over(transport: Parameters<typeof connect>[0]["transport"]) {
  return (await connect({ transport })) as unknown as {
    streams: Streams;
    inputs: Inputs;
    close(): Promise<void>;
  };
}

describe("over the native transport", () => {
  test("a stream is that of a direct call", async () => {
    const client = await over(native(fixture));
    expect(await all(client.streams.rows(5000))).toEqual(streams.rowsSync(5000));
    for await (const batch of client.streams.rows(10).batches()) {
      expect(batch.id).toBeInstanceOf(Uint32Array);
    }
    const error = await failure(() => client.streams.rows("many").next());
    const direct = await failure(() => streams.rows("many").next());
    expect([error.code, error.pointer, error.message]).toEqual([
      direct.code,
      direct.pointer,
      direct.message,
    ]);
    for await (const { id } of client.streams.rows(0xffff_ffff)) {
      if (id === 10) {
        break;
      }
    }
    expect(streams.running()).toBe(0);
    const signal = AbortSignal.abort("before");
    expect(await failure(() => client.streams.rows(1, { signal }).next())).toMatchObject({
      code: "ERR_PINTLE_CANCELLED",
      cause: "before",
    });
  });

  test("an input is collected", async () => {
    const client = await over(native(fixture));
    expect(await client.inputs.sum(new Set([1, 2]))).toBe(3);
    expect(await all(client.inputs.doubled([1, 2]))).toEqual([2, 4]);
    const cause = new Error("mine");
    function* failing(): Generator<number> {
      yield 1;
      throw cause;
    }
    const error = await failure(() => client.inputs.sum(failing()));
    expect(error).toMatchObject({
      code: "ERR_PINTLE_INPUT",
      pointer: "/numbers",
      message: "inputs.sum: numbers: the iterable threw an exception",
    });
    expect(error.cause).toBe(cause);
  });
});

describe("over a mock", () => {
  const { contract } = fixture;

  test.each([
    ["a list", () => [row(0), row(1)]],
    [
      "an iterable",
      function* () {
        yield row(0);
        yield row(1);
      },
    ],
    [
      "an async iterable",
      async function* () {
        yield row(0);
        yield row(1);
      },
    ],
  ])("%s of a handler is a stream", async (_, rows) => {
    const client = await over(mock({ "streams.rows": rows } as never, { contract }));
    expect(await all(client.streams.rows(2))).toEqual([row(0), row(1)]);
    // What comes by itself is a batch by itself.
    const batches = await all(client.streams.rows(2).batches());
    const column = (name: keyof Row) => batches.flatMap((batch) => [...batch[name]]);
    expect(column("id")).toEqual([0, 1]);
    expect(column("name")).toEqual(["row 0", "row 1"]);
    expect(column("note")).toEqual(["fifth", null]);
    expect(batches[0]?.id).toBeInstanceOf(Uint32Array);
    expect(batches[0]?.size).toBeInstanceOf(Float64Array);
    expect(column("big")).toEqual([0n, 1n << 33n]);
    expect(batches[0]?.big).toBeInstanceOf(BigInt64Array);
  });

  test("a wrong item is that of the mock", async () => {
    const rows = () => [{ ...row(0), id: -1 }];
    const client = await over(mock({ "streams.rows": rows } as never, { contract }));
    const error = await failure(() => client.streams.rows(1).next());
    expect(error).toMatchObject({ code: "ERR_PINTLE_OUT_OF_RANGE", pointer: "/0/id" });
    expect(error.message).toContain("the result of the mock");
  });

  test("columns are columns", async () => {
    const numbers = () => new Set([1, 2]);
    const client = await over(mock({ "streams.numbers": numbers } as never, { contract }));
    expect(await all(client.streams.numbers(2).batches())).toEqual([
      Float64Array.of(1),
      Float64Array.of(2),
    ]);
  });
});
