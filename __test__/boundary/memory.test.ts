import { describe, expect, test } from "vitest";
import { Bytes } from "../../index.ts";
import { echo } from "../fixtures/fixture.ts";
import { accepts, detached, type Refusal, refuses, takesOnly, thrown } from "./tables.ts";

// Memory of at least 4096 bytes comes back in another way than less.
const lengths = [0, 1, 7, 511, 512, 513, 4095, 4096, 4097, 20_000];

/** What comes back: a class of its own. */
const bytes = (values: Iterable<number>) => new Bytes(Uint8Array.from(values).buffer);

for (const name of ["bytes", "byteList", "borrowedBytes"]) {
  takesOnly(name, ["Uint8Array"]);
  refuses(name, [
    ["a list of numbers", [[1, 2]], "INVALID_TYPE", "/value"],
    ["base64 text, as JSON has bytes", ["AAE="], "INVALID_TYPE", "/value"],
    ["detached memory", [detached(new Uint8Array(8))], "INVALID_VALUE", "/value"],
    ["a detached Buffer", [detached(Buffer.alloc(8192))], "INVALID_VALUE", "/value"],
    [
      "memory that threads share",
      [new Uint8Array(new SharedArrayBuffer(8))],
      "INVALID_VALUE",
      "/value",
    ],
    ["a proxy", [new Proxy(new Uint8Array(1), {})], "INVALID_TYPE", "/value"],
    ["its prototype", [Uint8Array.prototype], "INVALID_TYPE", "/value"],
  ]);

  const every = Uint8Array.from({ length: 256 }, (_, index) => index);
  accepts(name, [
    ["every byte", every, bytes(every)],
    ["a Buffer", Buffer.from("äöü"), bytes(Buffer.from("äöü"))],
    ["Bytes", bytes([1, 2]), bytes([1, 2])],
    ["a part of some memory", every.subarray(3, 6), bytes([3, 4, 5])],
    ["an empty part at the end", every.subarray(256), bytes([])],
    ...lengths.map(
      (length) =>
        [
          `${length} bytes`,
          new Uint8Array(length).fill(9),
          bytes(new Uint8Array(length).fill(9)),
        ] as const,
    ),
  ]);

  test.each(lengths.slice(1))(`echo.${name} returns %d bytes in their own memory`, (length) => {
    const given = new Uint8Array(length).fill(1);
    const back = echo(name)(given) as Bytes;
    expect(back).toBeInstanceOf(Bytes);
    expect(back.byteOffset).toBe(0);
    expect(back.buffer.byteLength).toBe(length);
    given.fill(2);
    expect(back.every((byte) => byte === 1)).toBe(true);
    back.fill(3);
    expect(given.every((byte) => byte === 2)).toBe(true);
  });
}

const columns = [
  ["floats", Float64Array, [-0, 0.1, Number.MAX_VALUE, Number.MIN_VALUE]],
  ["borrowedFloats", Float64Array, [-0, 0.1, Number.MAX_VALUE, Number.MIN_VALUE]],
  ["singles", Float32Array, [-0, 0.1, Number.MAX_VALUE, 1e-45]],
  ["borrowedSingles", Float32Array, [-0, 0.1, Number.MAX_VALUE, 1e-45]],
  ["int8List", Int8Array, [-128, -1, 0, 127]],
  ["clampedList", Uint8ClampedArray, [0, 1, 128, 255]],
  ["int16List", Int16Array, [-(2 ** 15), -1, 0, 2 ** 15 - 1]],
  ["uint16List", Uint16Array, [0, 1, 2 ** 15, 2 ** 16 - 1]],
  ["borrowedShorts", Uint16Array, [0, 1, 2 ** 15, 2 ** 16 - 1]],
  ["int32List", Int32Array, [-(2 ** 31), -1, 0, 2 ** 31 - 1]],
  ["uint32List", Uint32Array, [0, 1, 2 ** 31, 2 ** 32 - 1]],
  ["int64List", BigInt64Array, [-(2n ** 63n), -1n, 0n, 2n ** 63n - 1n]],
  ["uint64List", BigUint64Array, [0n, 1n, 2n ** 63n, 2n ** 64n - 1n]],
] as const;

for (const [name, Column, values] of columns) {
  const make = (...args: unknown[]) => Reflect.construct(Column, args) as Float64Array;
  const shared = make(new SharedArrayBuffer(16));
  takesOnly(name, [Column.name]);
  refuses(name, [
    ["a list of its elements", [[...values]], "INVALID_TYPE", "/value"],
    ["detached memory", [detached(make(3))], "INVALID_VALUE", "/value"],
    ["memory that threads share", [shared], "INVALID_VALUE", "/value"],
    ["a Buffer", [Buffer.alloc(8)], "INVALID_TYPE", "/value"],
  ]);
  accepts(name, [
    ["its bounds", make(values)],
    ["nothing", make(0)],
    ["a part of some memory", make(values).subarray(1, 3), make(values.slice(1, 3))],
    ["an element at an offset", make(new ArrayBuffer(32), 8, 1), make(1)],
    ...lengths.map((length) => [`${length} elements`, make(length)] as const),
  ]);
}

describe("memory that grows and shrinks", () => {
  const resizable = (size: number) =>
    Reflect.construct(ArrayBuffer, [size, { maxByteLength: 64 }]) as ArrayBuffer & {
      resize(size: number): void;
    };

  test("is read as it is at the time of the call", () => {
    const buffer = resizable(16);
    const whole = new Uint8Array(buffer).fill(5);
    expect(echo("borrowedBytes")(whole)).toHaveLength(16);
    buffer.resize(64);
    expect(echo("borrowedBytes")(whole)).toHaveLength(64);
    buffer.resize(2);
    expect(echo("borrowedBytes")(whole)).toEqual(bytes([5, 5]));
  });
});

describe("a getter that takes the memory of another argument", () => {
  test("cannot take it before it is read", () => {
    const bytes = new Uint8Array(8).fill(1);
    const point = {
      get x() {
        detached(bytes);
        return 1;
      },
      y: 2,
    };
    const error = thrown(() => echo("pointAndBytes")(bytes, point));
    expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_VALUE", pointer: "/bytes" });
  });

  test("may change it before it is read", () => {
    const bytes = new Uint8Array(8).fill(1);
    const point = {
      get x() {
        bytes.fill(3);
        return 100;
      },
      y: 2,
    };
    expect(echo("pointAndBytes")(bytes, point)).toBe(124);
  });
});

test("echo.scaleSingles changes the caller's memory, as arithmetic of 32 bits does", () => {
  const target = Float32Array.of(0.1, -3, 1e38, Number.NaN);
  const expected = target.map((value) => Math.fround(value * Math.fround(0.7)));
  echo("scaleSingles")(target, 0.7);
  expect(target).toEqual(expected);
});

test("echo.invert changes the pixels of its caller", () => {
  const pixels = Uint8ClampedArray.of(0, 1, 255);
  echo("invert")(pixels.subarray(1));
  expect(pixels).toEqual(Uint8ClampedArray.of(0, 254, 0));
});

describe("echo.scale changes the caller's memory", () => {
  test("and returns nothing", () => {
    const target = new Float64Array([1, 2, 3]);
    expect(echo("scale")(target, new Float64Array([2, 3]))).toBeUndefined();
    expect(target).toEqual(new Float64Array([2, 6, 3]));
  });

  test("in two parts of one buffer that do not overlap", () => {
    const all = new Float64Array([1, 2, 3, 4]);
    echo("scale")(all.subarray(0, 2), all.subarray(2, 4));
    expect(all).toEqual(new Float64Array([3, 8, 3, 4]));
    echo("scale")(all.subarray(2, 4), all.subarray(0, 2));
    expect(all).toEqual(new Float64Array([3, 8, 9, 32]));
  });

  const ones = () => new Float64Array(4).fill(1);
  const all = ones();
  const frozen = ones();
  const rows: readonly Refusal[] = [
    ["itself as the factors", [all, all], "INVALID_VALUE", "/target"],
    ["two views of one buffer", [all, new Float64Array(all.buffer)], "INVALID_VALUE", "/target"],
    ["an overlap of one", [all.subarray(0, 3), all.subarray(2)], "INVALID_VALUE", "/target"],
    ["a part of the other", [all.subarray(1, 2), all], "INVALID_VALUE", "/target"],
    ["detached memory", [detached(ones()), ones()], "INVALID_VALUE", "/target"],
    ["detached factors", [ones(), detached(ones())], "INVALID_VALUE", "/factors"],
    [
      "memory that threads share",
      [new Float64Array(new SharedArrayBuffer(8)), ones()],
      "INVALID_VALUE",
      "/target",
    ],
    ["another column", [new Int32Array(4), ones()], "INVALID_TYPE", "/target"],
    ["a list", [[1], ones()], "INVALID_TYPE", "/target"],
    ["null", [null, ones()], "INVALID_TYPE", "/target"],
    ["no factors", [frozen], "MISSING_ARG", "/factors"],
    ["nothing", [], "MISSING_ARG", "/target"],
    ["one too many", [ones(), ones(), ones()], "UNKNOWN_ARG", "/2"],
  ];
  refuses("scale", rows);

  test("only when all is right", () => {
    expect([...all, ...frozen]).toEqual([...ones(), ...ones()]);
  });
});
