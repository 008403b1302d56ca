import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { failure } from "../failure.ts";
import { all, inputs } from "./fixture.ts";

/** Numbers from 0, and what became of them. */
function counting(
  end: number,
  seen: { asked: number; returned: number } = { asked: 0, returned: 0 },
) {
  return {
    [Symbol.iterator]: () => ({
      next() {
        seen.asked += 1;
        return seen.asked > end
          ? { done: true as const, value: undefined }
          : { done: false as const, value: seen.asked - 1 };
      },
      return() {
        seen.returned += 1;
        return { done: true as const, value: undefined };
      },
    }),
  };
}

async function* later<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) {
    await new Promise((resolve) => setImmediate(resolve));
    yield item;
  }
}

describe("an input", () => {
  test("takes arrays, iterables, generators and streams", async () => {
    const numbers = [1, 2, 3, 4.5];
    expect(await inputs.sum(numbers)).toBe(10.5);
    expect(await inputs.sum(Float64Array.from(numbers))).toBe(10.5);
    expect(await inputs.sum(new Set(numbers))).toBe(10.5);
    expect(await inputs.sum(later(numbers))).toBe(10.5);
    expect(await inputs.sum(Readable.from(numbers))).toBe(10.5);
    expect(await inputs.sum(new Blob([]).stream() as never)).toBe(0);
    expect(await inputs.sum([])).toBe(0);
    expect(inputs.sumSync(numbers)).toBe(10.5);
    const chunks = [new Uint8Array(3), Buffer.alloc(5)];
    expect(await inputs.size(chunks)).toBe(8);
    expect(await inputs.size(Readable.from(chunks))).toBe(8);
    expect(await inputs.size(new Blob([new Uint8Array(100_000)]).stream())).toBe(100_000);
    expect(await inputs.labels(later([{ x: 1 }, { x: 2, label: "two" }]))).toEqual(["1", "two"]);
    expect(await inputs.joined(later(["a", "b"]), new Set(["c"]))).toEqual(["a", "b", "c"]);
  });

  test("takes a web stream that cannot be iterated over", async () => {
    let left = 3;
    const reader = {
      read: async () => ({ done: left === 0, value: left-- }),
      cancel: async () => {},
    };
    expect(await inputs.sum({ getReader: () => reader } as never)).toBe(6);
  });

  test("with many items is asked for no more than there is room for", async () => {
    const seen = { asked: 0, returned: 0 };
    expect(
      await inputs.labels(spots(counting(Number.POSITIVE_INFINITY, seen)), { most: 2 }),
    ).toEqual(["0", "1"]);
    expect(seen.asked).toBeLessThan(10_000);
    expect(seen.returned).toBe(1);
    const all = { asked: 0, returned: 0 };
    expect(await inputs.sum(counting(20_000, all))).toBe((20_000 * 19_999) / 2);
    expect(all).toEqual({ asked: 20_001, returned: 0 });
  });

  test("that fails is the error's cause", async () => {
    const cause = new Error("mine");
    async function* failing() {
      yield 1;
      throw cause;
    }
    const error = await failure(() => inputs.sum(failing()));
    expect(error).toMatchObject({
      code: "ERR_PINTLE_INPUT",
      command: "inputs.sum",
      pointer: "/numbers",
      message: "inputs.sum: numbers: the iterable threw an exception",
    });
    expect(error.cause).toBe(cause);
  });

  test("with a wrong item fails as a list of them would", async () => {
    const given = [1, "two"] as never[];
    const whole = await failure(() => inputs.sum([...given.map((item) => item), 3]));
    const error = await failure(() => inputs.sum(later(given)));
    const { code, pointer, message } = error;
    expect({ code, pointer, message }).toEqual({
      code: "ERR_PINTLE_INVALID_TYPE",
      pointer: "/numbers/1",
      message: 'inputs.sum: numbers[1]: expected a finite number, got "two"',
    });
    expect(whole.pointer).toBe(pointer);
    const spot = await failure(() => inputs.labels(later([{ x: 1 }, { x: 1, y: 1 } as never])));
    expect(spot).toMatchObject({ code: "ERR_PINTLE_UNKNOWN_ARG", pointer: "/spots/1/y" });
  });

  test("takes neither texts, numbers nor plain objects", async () => {
    for (const wrong of ["text", 1, {}, null, undefined]) {
      const error = await failure(() => inputs.joined(wrong as never, []));
      expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_TYPE", pointer: "/first" });
    }
    expect(await failure(() => inputs.sumSync(new Set([1]) as never))).toMatchObject({
      code: "ERR_PINTLE_INVALID_TYPE",
    });
  });

  test("ends when its call is cancelled", async () => {
    const controller = new AbortController();
    let returned = false;
    const endless = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise<never>(() => {}),
        async return() {
          returned = true;
          return { done: true as const, value: undefined };
        },
      }),
    };
    const call = inputs.sum(endless, { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    expect(await failure(() => call)).toMatchObject({ code: "ERR_PINTLE_CANCELLED" });
    expect(returned).toBe(true);
  });
});

test("a stream can be the input of another", async () => {
  const doubled = inputs.doubled(inputs.doubled(counting(10_000)));
  const expected = Array.from({ length: 10_000 }, (_, index) => index * 4);
  expect(await all(doubled)).toEqual(expected);
  const seen = { asked: 0, returned: 0 };
  for await (const number of inputs.doubled(counting(Number.POSITIVE_INFINITY, seen))) {
    if (number > 50_000) {
      break;
    }
  }
  expect(seen.returned).toBe(1);
});

function* spots(numbers: Iterable<number>) {
  for (const x of numbers) {
    yield { x };
  }
}
