import { describe, expect, test } from "vitest";
import { connect, PintleError } from "../../index.ts";
import { Addon } from "../../lib/client/addon.ts";
import { direct } from "../../lib/transports/direct.ts";
import { withTheOthers } from "../../lib/wasm/others.ts";
import { failure } from "../failure.ts";
import { wasmFixture } from "../fixtures/wasm.ts";
import { all, type inputs, streams as native } from "./fixture.ts";

type Streams = typeof native;

const own = wasmFixture.commands as unknown as { streams: Streams; inputs: typeof inputs };

async function overTransport(): Promise<{ streams: Streams; inputs: typeof inputs }> {
  return (await connect({ transport: direct(wasmFixture) })) as never;
}

test("a stream that is not portable says so when it is read", async () => {
  const { binding } = wasmFixture;
  const others = withTheOthers(binding, ["streams.slowTexts", "other.one"], ["streams.slowTexts"]);
  const { commands } = new Addon({ ...binding, ...others });
  const { streams, other } = commands as unknown as {
    streams: Streams & { slowTextsSync(count: number, millis: number): string[] };
    other: { one(): Promise<void> };
  };
  const stream = streams.slowTexts(1, 1);
  const expected = { code: "ERR_PINTLE_NOT_PORTABLE", command: "streams.slowTexts" };
  expect(await failure(() => stream.next())).toMatchObject(expected);
  expect(await stream.return()).toEqual({ done: true, value: undefined });
  expect(() => streams.slowTextsSync(1, 1)).toThrow(PintleError);
  expect(await failure(() => other.one())).toMatchObject({ code: "ERR_PINTLE_NOT_PORTABLE" });
  expect(await all(streams.numbers(1))).toEqual([0]);
});

describe.each([
  ["called directly", async () => own],
  ["over a transport", overTransport],
])("in WebAssembly, %s", (_, open) => {
  test("a stream is that of the native addon", async () => {
    const { streams } = await open();
    expect(await all(streams.rows(3000))).toEqual(native.rowsSync(3000));
    expect(await all(streams.nested(10))).toEqual(native.nestedSync(10));
    expect(await all(streams.pieces(3, 10))).toEqual(native.piecesSync(3, 10));
    expect(await all(streams.numbers(0))).toEqual([]);
    const [batch] = await all(streams.rows(10).batches());
    const [same] = await all(native.rows(10).batches());
    expect(batch).toEqual(same);
    expect(await all(streams.numbers(2).batches())).toEqual([Float64Array.of(0, 1)]);
  });

  test("a consumer that leaves gets nothing more", async () => {
    const { streams } = await open();
    const stream = streams.rows(3000);
    for await (const { id } of stream) {
      if (id === 10) {
        break;
      }
    }
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(await streams.rows(3).return()).toEqual({ done: true, value: undefined });
  });

  test("an error is that of the native addon", async () => {
    const { streams } = await open();
    const error = await failure(() => all(streams.rows(10, { failAt: 3 })));
    const same = await failure(() => all(native.rows(10, { failAt: 3 })));
    expect(error.toJSON()).toEqual(same.toJSON());
    const wrong = await failure(() => streams.rows("many").next());
    expect(wrong.toJSON()).toEqual((await failure(() => native.rows("many").next())).toJSON());
    const signal = AbortSignal.abort("before");
    expect(await failure(() => streams.rows(1, { signal }).next())).toMatchObject({
      code: "ERR_PINTLE_CANCELLED",
      cause: "before",
    });
  });

  test("inputs are collected", async () => {
    const { inputs } = await open();
    async function* numbers() {
      yield 1;
      yield 2;
    }
    expect(await inputs.sum(numbers())).toBe(3);
    expect(await all(inputs.doubled(numbers()))).toEqual([2, 4]);
  });
});
