import { describe, expect, test } from "vitest";
import { archive, type CallOptions, math, planFor, program, transfer } from "../../index.ts";
import { failure, thrown } from "../failure.ts";
import { echo, fixture } from "../fixtures/fixture.ts";
import { wasmEcho, wasmFixture } from "../fixtures/wasm.ts";
import { all } from "../streams/all.ts";
import { lendingOf, some } from "./lending.ts";

const ways = [
  ["native", lendingOf(fixture), echo],
  ["WebAssembly", lendingOf(wasmFixture), wasmEcho],
] as const;

describe.each(ways)("%s: memory that is transferred", (_, lending, echo) => {
  const calls = {
    "a blocking command borrows": lending.bytes,
    "a blocking command borrows while its thread waits": lending.bytesSync,
    "an async command borrows": lending.bytesReady,
    "a blocking command owns": lending.owned,
    "a blocking command owns while its thread waits": lending.ownedSync,
  };
  test.each(Object.entries(calls))("is read and detached: what %s", async (_, call) => {
    const { data, sum } = some();
    const answer = call(transfer(data));
    expect(data).toHaveLength(0);
    expect(data.buffer.byteLength).toBe(0);
    expect(await answer).toBe(sum);
  });

  test.each(Object.entries(calls))("is copied without transfer(): what %s", async (_, call) => {
    const { data, sum } = some();
    const answer = call(data);
    data.fill(0);
    expect(await answer).toBe(sum);
    expect(data).toHaveLength(100_000);
  });

  test("may be a part of its buffer, which is detached as a whole", async () => {
    const { data } = some(1000);
    const part = data.subarray(10, 13);
    const other = data.subarray(500);
    expect(await lending.bytes(transfer(part))).toBe(10 + 11 + 12);
    expect([data.length, part.length, other.length]).toEqual([0, 0, 0]);
  });

  test("may be empty", async () => {
    const nothing = new Uint8Array(0);
    expect(await lending.bytes(transfer(nothing))).toBeCloseTo(0);
    expect(await lending.bytes(transfer(new Uint8Array(8).subarray(8)))).toBeCloseTo(0);
    expect(() => new Uint8Array(nothing.buffer)).toThrow(TypeError);
  });

  test("has any element type", async () => {
    const singles = Float32Array.of(0.5, -2);
    const clamped = Uint8ClampedArray.of(255, 1);
    const large = BigUint64Array.of(2n ** 63n, 1n);
    const sums = lending.columns(transfer(singles), transfer(clamped), transfer(large));
    expect(await sums).toEqual([-1.5, 256, 2n ** 63n + 1n]);
    expect([singles.length, clamped.length, large.length]).toEqual([0, 0, 0]);
  });

  test("may be in the options", async () => {
    const { data, sum } = some();
    const more = Uint8Array.of(1, 2, 3);
    const sums = await lending.withOptions(transfer(data), { more: transfer(more), count: 10 });
    expect(sums).toEqual([sum, 16]);
    expect([data.length, more.length]).toEqual([0, 0]);
  });

  test("may be that of some arguments", async () => {
    const first = Uint8Array.of(1, 2);
    const second = Int16Array.of(-5);
    expect(await lending.both(first, transfer(second))).toEqual([3, -5]);
    expect([first.length, second.length]).toEqual([2, 0]);
    expect(await lending.both(transfer(first), Int16Array.of(7))).toEqual([3, 7]);
    expect(first).toHaveLength(0);
  });

  test("may be that of another argument too, which is copied", async () => {
    const buffer = new ArrayBuffer(8);
    const [first, second] = [new Uint8Array(buffer).fill(1), new Int16Array(buffer)];
    expect(await lending.both(transfer(first), second)).toEqual([8, 4 * 257]);
    expect(second).toHaveLength(0);
  });

  test("is that of a Buffer, or of Bytes", async () => {
    const buffer = Buffer.alloc(9000, 1);
    expect(transfer(buffer)).toBeInstanceOf(Buffer);
    expect(await lending.bytes(transfer(buffer))).toBe(9000);
    expect(buffer).toHaveLength(0);
  });

  test("is not taken by a synchronous command, which borrows it in any case", () => {
    const data = new Uint8Array(8192).fill(1);
    expect(echo("borrowedBytes")(transfer(data))).toHaveLength(8192);
    expect(echo("bytes")(transfer(data))).toHaveLength(8192);
    expect(data).toHaveLength(8192);
  });

  test("is not taken when only the view that transfer() returns was marked", async () => {
    const { data, sum } = some();
    const view = transfer(data);
    expect(await lending.bytes(data)).toBe(sum);
    expect(await lending.bytes(view)).toBe(sum);
    expect(data).toHaveLength(0);
  });

  test("is the input of a plan", async () => {
    const { data, sum } = some();
    const typed = planFor(wasmFixture.file === undefined ? fixture : wasmFixture) as never as (
      build: (p: typeof lending & Record<string, unknown>, input: unknown) => unknown,
    ) => { run(input: unknown): Promise<unknown> };
    const plan = typed((p, input) => {
      const { lending } = p as unknown as Record<string, (typeof ways)[0][1]>;
      return { sum: lending?.bytes((input as Record<string, Uint8Array>).data as Uint8Array) };
    });
    expect(await plan.run({ data: transfer(data) })).toEqual({ sum });
    expect(data).toHaveLength(0);
  });
});

describe.each(ways)("%s: transferring is refused, and nothing is detached,", (_, lending) => {
  const pool = Buffer.from("pooled");
  const resizable = Reflect.construct(ArrayBuffer, [8, { maxByteLength: 16 }]) as ArrayBuffer;
  const memory = new WebAssembly.Memory({ initial: 1 });
  const detached = new Uint8Array(8);
  structuredClone(detached, { transfer: [detached.buffer] });
  const shared = new Uint8Array(new SharedArrayBuffer(8));
  const rows = [
    ["a part of Node's pool", pool, /got one that cannot/],
    ["a view of a buffer that can be resized", new Uint8Array(resizable), /can be resized/],
    ["the memory of WebAssembly", new Uint8Array(memory.buffer), /got one that cannot/],
    ["shared memory", shared, /SharedArrayBuffer/],
    ["detached memory", detached, /whose buffer is detached/],
    ["a wrong type", new Int32Array(8) as never, /expected a Uint8Array, got an Int32Array/],
  ] as const;
  for (const [what, data, message] of rows) {
    test.each(["bytes", "bytesSync", "owned", "ownedSync", "bytesReady"] as const)(
      `for ${what} in %s`,
      async (name) => {
        const { byteLength } = data.buffer;
        const error = await failure(async () => lending[name](transfer(data)));
        expect(error).toMatchObject({ pointer: "/data" });
        expect(error.code).toMatch(/ERR_PINTLE_INVALID_(VALUE|TYPE)/);
        expect(error.message).toMatch(message);
        expect(error.message).toContain(`lending.${name.replace("Sync", "")}: data: expected`);
        expect(data.buffer.byteLength).toBe(byteLength);
      },
    );
  }

  test("for one buffer in two arguments", async () => {
    const buffer = new ArrayBuffer(8);
    const [first, second] = [new Uint8Array(buffer), new Int16Array(buffer)];
    const error = await failure(() => lending.both(transfer(first), transfer(second)));
    expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_VALUE", pointer: "/second" });
    expect(error.message).toContain("transferred twice");
    expect(buffer.byteLength).toBe(8);
  });

  test("when another argument is wrong", async () => {
    const { data } = some();
    const more = Uint8Array.of(1);
    const refused = [
      () => lending.both(transfer(data), transfer(more) as never),
      () => lending.both(transfer(data), undefined as never),
      () => lending.withOptions(transfer(data), { more: transfer(more), count: 300 }),
      () => lending.withOptions(transfer(data), { more: 3 as never, count: 1 }),
      () => lending.bytes(transfer(data), 1 as never),
      () => lending.bytes(transfer(data), { unknown: 1 } as never),
    ];
    for (const call of refused) {
      await failure(call);
    }
    expect([data.length, more.length]).toEqual([100_000, 1]);
  });

  test("in the input of a plan, with its place", async () => {
    const plan = planFor(fixture) as unknown as (
      build: (p: unknown, input: unknown) => unknown,
    ) => {
      run(input: unknown): Promise<unknown>;
    };
    const echoed = plan((_, input) => input);
    const error = await failure(() => echoed.run({ data: [transfer(pool)] }));
    expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_VALUE", pointer: "/input/data/0" });
  });
});

describe("native", () => {
  const lending = lendingOf(fixture);

  test("a stream has the memory until it ends", async () => {
    const data = Uint8Array.from({ length: 10_000 }, (_, index) => index % 7);
    const expected = [...data];
    const stream = lending.sent(transfer(data));
    expect(data).toHaveLength(0);
    expect(await all(stream)).toEqual(expected);
    const other = Uint8Array.of(1, 2);
    expect([...lending.sentSync(transfer(other))]).toEqual([1, 2]);
    expect(other).toHaveLength(0);
  });

  test("results are given back as they are", async () => {
    const result = echo("bytes")(new Uint8Array(1_000_000).fill(1)) as Uint8Array;
    const part = result.subarray(10, 20);
    expect(await lending.bytes(transfer(part))).toBe(10);
    expect([result.length, part.length]).toEqual([0, 0]);
    const [first, second] = [1, 2].map(
      (number) => echo("int16List")(new Int16Array(10_000).fill(number)) as Int16Array,
    );
    const bytes = echo("bytes")(new Uint8Array(10_000).fill(3)) as Uint8Array;
    expect(await lending.both(transfer(bytes), transfer(first as Int16Array))).toEqual([
      30_000, 10_000,
    ]);
    expect([bytes.length, first?.length, second?.length]).toEqual([0, 0, 10_000]);
    const copied = echo("bytes")(new Uint8Array(10_000).fill(3)) as Uint8Array;
    expect(await lending.owned(transfer(copied))).toBe(30_000);
    expect(copied).toHaveLength(0);
  });

  test("results of another addon are refused", async () => {
    const result = await archive.createBytes("docs", { format: "tar" });
    const error = await failure(() => lending.bytes(transfer(result)));
    expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_VALUE", pointer: "/data" });
    expect(await archive.listBytes(transfer(result))).toMatchObject({ format: "tar" });
    expect(result).toHaveLength(0);
  });

  test("an async command has it while it waits", async () => {
    const { data, sum } = some();
    expect(await lending.bytesAsync(transfer(data))).toBe(sum);
    const again = some();
    expect(lending.bytesAsyncSync(transfer(again.data))).toBe(sum);
    expect([data.length, again.data.length]).toEqual([0, 0]);
  });

  test("cancelled calls let go of it", async () => {
    const calls = [
      (data: Uint8Array, options: CallOptions) => lending.read(data, 60_000, options),
      (data: Uint8Array, options: CallOptions) => lending.readAsync(data, options),
    ];
    for (const call of calls) {
      const { data } = some();
      const controller = new AbortController();
      const running = call(transfer(data), { signal: controller.signal });
      setTimeout(() => controller.abort(), 5);
      expect((await failure(() => running)).code).toBe("ERR_PINTLE_CANCELLED");
    }
  });

  test("panics and failures let go of it", async () => {
    const { data, sum } = some();
    const error = await failure(() => lending.panic(transfer(data)));
    expect(error.code).toBe("ERR_PINTLE_PANIC");
    expect(error.message).toContain(`read ${sum}`);
    expect(data).toHaveLength(0);
  });

  test("a getter that makes calls transfers nothing to the call around it", async () => {
    const { data, sum } = some();
    const inner = some();
    let answer: Promise<number> | undefined;
    const options = {
      get count() {
        answer = lending.bytes(transfer(inner.data));
        echo("borrowedBytes")(transfer(data));
        return 3;
      },
    };
    expect(await lending.withOptions(Uint8Array.of(1), options)).toEqual([1, 3]);
    expect(await answer).toBe(sum);
    expect([data.length, inner.data.length]).toEqual([100_000, 0]);
  });

  test("a getter that detaches what was accepted makes the call fail", async () => {
    const { data } = some();
    const options = {
      get more() {
        structuredClone(data, { transfer: [data.buffer] });
        return undefined;
      },
      count: 1,
    };
    const error = await failure(() => lending.withOptions(transfer(data), options as never));
    expect(error.code).toBe("ERR_PINTLE_INVALID_VALUE");
  });

  test("nothing depends on what a program has replaced", async () => {
    const { structuredClone } = globalThis;
    const { hasOwn } = Object;
    globalThis.structuredClone = () => {
      throw new Error("replaced");
    };
    Object.hasOwn = () => false;
    try {
      const { data, sum } = some();
      expect(await lending.bytes(transfer(data))).toBe(sum);
      expect(data).toHaveLength(0);
    } finally {
      Object.assign(globalThis, { structuredClone });
      Object.hasOwn = hasOwn;
    }
  });
});

test("a blocking and an async command borrow text", async () => {
  const { characters, charactersAsync, charactersSync } = lendingOf(fixture);
  expect(await characters("äöü")).toBe(3);
  expect(await charactersAsync("äöü")).toBe(3);
  expect(charactersSync("")).toBe(0);
  expect(await failure(() => characters(1 as never))).toMatchObject({ pointer: "/text" });
});

test("transfer() takes typed arrays", () => {
  for (const value of [
    null,
    1,
    "text",
    [],
    {},
    new ArrayBuffer(1),
    new DataView(new ArrayBuffer(1)),
  ]) {
    expect(thrown(() => transfer(value as never)).code).toBe("ERR_PINTLE_INVALID_TYPE");
  }
});

test("built-in commands take it", async () => {
  const stdin = new TextEncoder().encode("from a buffer of its own");
  const given = new Uint8Array(stdin);
  const { stdout } = await program.run("cat", [], { stdin: transfer(given) });
  expect(stdout.text()).toBe("from a buffer of its own");
  expect(given).toHaveLength(0);
  const packed = new Uint8Array(await archive.createBytes("docs", { format: "tar" }));
  const expected = await archive.listBytes(packed);
  expect(await archive.listBytes(transfer(packed))).toEqual(expected);
  expect(packed).toHaveLength(0);
  expect(math.add(1, 1)).toBe(2);
});
