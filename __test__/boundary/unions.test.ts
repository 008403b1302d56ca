import { describe, expect, test } from "vitest";
import { Bytes } from "../../index.ts";
import { thrown } from "../failure.ts";
import { type Command, fixture } from "../fixtures/fixture.ts";
import { wasmFixture } from "../fixtures/wasm.ts";

type Named = (name: string) => Command;

const builds: readonly (readonly [string, Named])[] = [
  ["native", (name) => fixture.commands.unions?.[name] as Command],
  ["WebAssembly", (name) => wasmFixture.commands.unions?.[name] as Command],
];

const bytes = (...data: number[]) => Bytes.from(new Uint8Array(data));
const circle = { kind: "circle", radius: 1.5, colour: "red" };

/** Lists whose length is known. */
const lists = {
  vector: new Float64Array([1, 2, Number.NaN]),
  names: ["a", "b"],
  key: Bytes.from(new Uint8Array(32)),
  matrix: [new Int32Array([1, 2]), new Int32Array([3, 4])],
  corners: null,
  found: [255, new Uint32Array([0, 1])],
};

/** What is refused. */
const refused: readonly (readonly [
  name: string,
  value: unknown,
  code: string,
  pointer: string,
  message: RegExp,
])[] = [
  ["shape", 5, "INVALID_TYPE", "/value", /expected an object, got 5/],
  ["shape", null, "INVALID_TYPE", "/value", /expected an object, got null/],
  ["shape", [], "INVALID_TYPE", "/value", /expected an object, got an array/],
  ["shape", new Map(), "INVALID_TYPE", "/value", /expected an object/],
  ["shape", {}, "MISSING_ARG", "/value/kind", /a value is required/],
  ["shape", { kind: undefined }, "MISSING_ARG", "/value/kind", /a value is required/],
  ["shape", { kind: 5 }, "INVALID_TYPE", "/value/kind", /expected "circle" or "rect" .*, got 5/],
  ["shape", { kind: "circel" }, "INVALID_VALUE", "/value/kind", /did you mean "circle"\?/],
  ["shape", { kind: "circle" }, "MISSING_ARG", "/value/radius", /a value is required/],
  ["shape", { kind: "circle", radius: "1" }, "INVALID_TYPE", "/value/radius", /a finite number/],
  ["shape", { kind: "empty", radius: 1 }, "UNKNOWN_ARG", "/value/radius", /no such argument/],
  ["shape", { kind: "rect", w: 1, h: 2, hh: 1 }, "UNKNOWN_ARG", "/value/hh", /did you mean "h"/],
  ["shape", { kind: "raw", data: "AAAA", id: 1n }, "INVALID_TYPE", "/value/data", /a Uint8Array/],
  [
    "shapes",
    [circle, { kind: "group", shapes: [{ kind: "rect", w: 1 }] }],
    "MISSING_ARG",
    "/value/1/shapes/0/h",
    /a value is required/,
  ],
  ["drawing", { shape: { kind: "named", x: 1 } }, "MISSING_ARG", "/shape/y", /is required/],
  ["pair", [1], "INVALID_VALUE", "/value", /expected 2 items, got 1/],
  ["pair", [1, "a", 2], "INVALID_VALUE", "/value", /expected 2 items, got 3/],
  ["pair", ["a", 1], "INVALID_TYPE", "/value/0", /a finite number, got "a"/],
  ["pair", "ab", "INVALID_TYPE", "/value", /expected an array, got "ab"/],
  ["pair", new Float64Array(2), "INVALID_TYPE", "/value", /expected an array, got a Float64Array/],
  [
    "mixture",
    [0n, bytes(), new Int32Array(0), undefined],
    "INVALID_TYPE",
    "/value/3",
    /expected a value or null, got undefined/,
  ],
  ["cell", null, "INVALID_TYPE", "/value", /a boolean or a number or a string or an array or/],
  ["cell", undefined, "INVALID_TYPE", "/value", /or an object, got undefined/],
  ["cell", 1n, "INVALID_TYPE", "/value", /got 1n/],
  ["cell", Number.NaN, "OUT_OF_RANGE", "/value", /a finite number, got NaN/],
  ["cell", { x: 1 }, "MISSING_ARG", "/value/y", /a value is required/],
  ["cell", ["a", { x: 1, y: "" }], "INVALID_TYPE", "/value/1/y", /a finite number/],
  ["cell", () => 1, "INVALID_TYPE", "/value", /got a function/],
  ["exact", "5", "INVALID_TYPE", "/value", /a bigint or a typed array or an object, got "5"/],
  ["exact", [1], "INVALID_TYPE", "/value", /a bigint or a typed array or an object, got an array/],
  ["exact", 2n ** 64n, "OUT_OF_RANGE", "/value", /a bigint from/],
  ["row", { firstName: "a", "@id": 1, level: "2nd" }, "UNKNOWN_ARG", "/value/firstName", /first_n/],
  ["row", { first_name: "a", "@id": 1, level: "middle" }, "INVALID_VALUE", "/value/level", /"2nd"/],
  ["row", { first_name: "a", level: "2nd", hidden: 5 }, "UNKNOWN_ARG", "/value/hidden", /no such/],
];

describe.each(builds)("%s", (_build, command) => {
  test.each(refused)("%s refuses %o", (name, value, code, pointer, message) => {
    const error = thrown(() => command(name)(value));
    expect(error).toMatchObject({ code: `ERR_PINTLE_${code}`, pointer });
    expect(error.message).toMatch(message);
  });

  test("the tag may be the last property, and is never inherited", () => {
    const shape = command("shape");
    expect(shape({ radius: 1.5, kind: "circle" })).toStrictEqual(circle);
    class Kind {
      get kind(): string {
        return "empty";
      }
    }
    expect(thrown(() => shape(new Kind()))).toMatchObject({ code: "ERR_PINTLE_INVALID_TYPE" });
    const inherited = Object.create({ kind: "rect" }, { w: { value: 1, enumerable: true } });
    expect(thrown(() => shape(inherited)).code).toMatch(/MISSING_ARG|UNKNOWN_ARG/);
    const throwing = {
      get kind(): string {
        throw new Error("no");
      },
    };
    expect(thrown(() => shape(throwing))).toMatchObject({
      code: "ERR_PINTLE_GETTER_THREW",
      pointer: "/value/kind",
    });
  });

  test("what is absent differs from null", () => {
    const presence = command("presence");
    expect([presence(), presence(undefined), presence(null), presence(1)]).toEqual([
      "absent",
      "absent",
      "null",
      "1",
    ]);
    const patch = command("patch");
    expect(patch({ name: undefined, cell: null })).toStrictEqual({ cell: null, note: null });
    expect(patch({})).toStrictEqual({ note: null });
  });

  test("the keys of an array have exactly its length", () => {
    const arrays = command("arrays");
    expect(arrays(lists)).toStrictEqual(lists);
    for (const [changed, pointer, message] of [
      [{ key: bytes(1) }, "/value/key", "expected 32 items, got 1"],
      [{ vector: new Float64Array(4) }, "/value/vector", "expected 3 items, got 4"],
      [{ names: ["a"] }, "/value/names", "expected 2 items, got 1"],
      [{ found: [1, new Uint32Array(3)] }, "/value/found/1", "expected 2 items, got 3"],
      [{ matrix: [new Int32Array(2)] }, "/value/matrix", "expected 2 items, got 1"],
    ] as const) {
      const error = thrown(() => arrays({ ...lists, ...changed }));
      expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_VALUE", pointer });
      expect(error.message).toContain(message);
    }
  });
});
