/** Lists of objects, which cross several in one call: what holds for an object holds for one in a list. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PintleError } from "../../index.ts";
import { type Command, echo } from "../fixtures/fixture.ts";
import { wasmEcho } from "../fixtures/wasm.ts";

const ways: readonly (readonly [way: string, echo: (name: string) => Command])[] = [
  ["native", echo],
  ["WebAssembly", wasmEcho],
];

/** What a call returns, or why it fails: the code, the place inside the value, and the message. */
function outcome(call: () => unknown, before: string): unknown {
  try {
    return { value: call() };
  } catch (error) {
    if (!PintleError.is(error)) {
      throw error;
    }
    const message = error.message.slice(error.message.lastIndexOf(": expected"));
    return { code: error.code, place: error.pointer.slice(before.length), message };
  }
}

/** Objects that are points, or nearly so, and things that are none. */
const items = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      x: fc.integer(),
      y: fc.double({ noNaN: true, noDefaultInfinity: true }),
    }),
  },
  fc.record({ y: fc.integer(), x: fc.integer(), label: fc.string() }),
  fc.record({ x: fc.integer(), y: fc.integer(), label: fc.constantFrom(undefined, null, "ü", 1) }),
  fc.record({ x: fc.constantFrom(1, "1", Number.NaN), y: fc.constant(-0) }),
  fc.record({ x: fc.integer(), y: fc.integer(), z: fc.integer() }),
  fc.record({ x: fc.integer() }),
  fc.constantFrom(
    {},
    null,
    1,
    [],
    new Map(),
    Object.create({ x: 1, y: 2 }),
    Object.assign(Object.create(null), { x: 1, y: 2 }),
    Object.assign(new (class Own {})(), { x: 1, y: 2 }),
    Object.defineProperty({ x: 1, y: 2 }, "z", { value: 3 }),
    new Proxy({ x: 1, y: 2 }, {}),
    { [Symbol("s")]: 1, x: 1, y: 2 },
    {
      get x() {
        throw new RangeError("from a getter");
      },
      y: 1,
    },
    {
      get x() {
        return 1;
      },
      y: 1,
    },
    { "\ud800": 1, x: 1, y: 2 },
    { __proto__: { y: 2 }, x: 1 },
  ),
);

describe.each(ways)("%s", (_, echo) => {
  test("a list of objects is read as each of them", () => {
    const same = fc.array(items, { maxLength: 5 });
    const many = fc
      .tuple(items, fc.nat({ max: 200 }))
      .map(([item, count]) => Array(count).fill(item));
    const lists = fc.array(fc.oneof(same, many), { maxLength: 3 }).map((parts) => parts.flat());
    fc.assert(
      fc.property(lists, (list) => {
        const single = list.map((item) => outcome(() => echo("point")(item), "/value"));
        const wrong = single.findIndex((one) => !Object.hasOwn(one as object, "value"));
        const given = outcome(() => echo("points")(list), wrong === -1 ? "" : `/value/${wrong}`);
        if (wrong === -1) {
          const values = single.map((one) => (one as { value: unknown }).value);
          expect(given).toStrictEqual({ value: values });
        } else {
          expect(given).toStrictEqual(single[wrong]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("a list in an object in a list", () => {
    const inner = Array.from({ length: 40 }, (_, i) => ({ a: i, b: [{ c: `${i}` }, { c: null }] }));
    const list = Array.from({ length: 40 }, (_, i) => ({ i, inner }));
    expect(echo("any")(list)).toStrictEqual(list);
  });

  test("what someone has put on the prototype of all objects is not an own property", () => {
    const list = Array.from({ length: 20 }, (_, x) => ({ x, y: 0 }));
    let back: unknown;
    try {
      Object.assign(Object.prototype, { label: "polluted" });
      back = echo("points")(list);
    } finally {
      Reflect.deleteProperty(Object.prototype, "label");
    }
    expect(back).toStrictEqual(list.map((point) => ({ ...point, label: null })));
  });

  test("a program that replaces JSON.parse changes no result", () => {
    const list = Array.from({ length: 20 }, (_, x) => ({ x, y: 0, label: null }));
    const { parse } = JSON;
    try {
      JSON.parse = () => 0;
      expect(echo("points")(list)).toStrictEqual(list);
    } finally {
      JSON.parse = parse;
    }
  });

  test("results have every text and number", () => {
    const texts = fc.string({ unit: "grapheme" }).map((text) => Buffer.from(text).toString());
    const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });
    const point = { x: numbers, y: numbers, label: fc.option(texts) };
    const points = fc.record(point, { noNullPrototype: true });
    fc.assert(
      fc.property(fc.array(points, { minLength: 16, maxLength: 40 }), (list) => {
        expect(echo("points")(list)).toStrictEqual(list);
      }),
    );
  });
});
