import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { math, PintleError } from "../../index.ts";
import { thrown } from "../failure.ts";

const overflow = "ERR_PINTLE_OVERFLOW";
const maxI32 = 2 ** 31 - 1;
const minI32 = -(2 ** 31);
const maxI64 = 2n ** 63n - 1n;
const minI64 = -(2n ** 63n);

/** The outcome of a call: its result, or the code of its error. */
function outcome(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return PintleError.is(error) ? error.code : error;
  }
}

// A bigint of JavaScript never overflows, so it can judge.
const operations = [
  { name: "add", exact: (a: bigint, b: bigint) => a + b },
  { name: "subtract", exact: (a: bigint, b: bigint) => a - b },
  { name: "multiply", exact: (a: bigint, b: bigint) => a * b },
  { name: "divide", exact: (a: bigint, b: bigint) => a / b },
] as const;

/** Mostly numbers near an edge, where something can go wrong. */
const i32: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: minI32, max: maxI32 }),
  fc.integer({ min: -50_000, max: 50_000 }),
  fc.constantFrom(0, 1, -1, 2, -2, maxI32, maxI32 - 1, minI32, minI32 + 1),
);
const i64: fc.Arbitrary<bigint> = fc.oneof(
  fc.bigInt({ min: minI64, max: maxI64 }),
  fc.bigInt({ min: -4_000_000_000n, max: 4_000_000_000n }),
  fc.constantFrom(0n, 1n, -1n, 2n, maxI64, maxI64 - 1n, minI64, minI64 + 1n),
);

function expected(exact: () => bigint, divisor: bigint | undefined, bits: number): unknown {
  if (divisor === 0n) {
    return "ERR_PINTLE_DIVISION_BY_ZERO";
  }
  const result = exact();
  return BigInt.asIntN(bits, result) === result ? result : overflow;
}

describe.each(operations)("math.$name", ({ name, exact }) => {
  test("of 32 bits is exact or an error", () => {
    fc.assert(
      fc.property(i32, i32, (a, b) => {
        const [wideA, wideB] = [BigInt(a), BigInt(b)];
        const divisor = name === "divide" ? wideB : undefined;
        const right = expected(() => exact(wideA, wideB), divisor, 32);
        const found = outcome(() => math[name](a, b));
        expect(typeof found === "number" ? BigInt(found) : found).toBe(right);
      }),
    );
  });

  test("of 64 bits is exact or an error", () => {
    fc.assert(
      fc.property(i64, i64, (a, b) => {
        const right = expected(() => exact(a, b), name === "divide" ? b : undefined, 64);
        expect(outcome(() => math[`${name}I64`](a, b))).toBe(right);
      }),
    );
  });
});

test("operations on floats are those of IEEE 754, or errors", () => {
  const float = fc.double({ noNaN: true, noDefaultInfinity: true });
  const pairs = [
    [math.addF64, (a: number, b: number) => a + b],
    [math.subtractF64, (a: number, b: number) => a - b],
    [math.multiplyF64, (a: number, b: number) => a * b],
  ] as const;
  fc.assert(
    fc.property(float, float, (a, b) => {
      for (const [ours, theirs] of pairs) {
        const right = theirs(a, b);
        expect(outcome(() => ours(a, b))).toBe(Number.isFinite(right) ? right : overflow);
      }
    }),
  );
});

describe("an error of arithmetic", () => {
  test.each([
    ["math.add", () => math.add(maxI32, 1), "math.add: 2147483647 + 1 does not fit into i32"],
    [
      "math.addI64",
      () => math.addI64(maxI64, 1n),
      "math.addI64: 9223372036854775807 + 1 does not fit into i64",
    ],
    [
      "math.divide",
      () => math.divide(minI32, -1),
      "math.divide: -2147483648 / -1 does not fit into i32",
    ],
  ])("of %s has the operands in its message", (command, call, message) => {
    expect(thrown(call)).toMatchObject({ code: overflow, command, pointer: "", message });
  });

  test.each([
    ["math.divide", () => math.divide(1, 0)],
    ["math.divideI64", () => math.divideI64(1n, 0n)],
    ["math.divideF64", () => math.divideF64(1, 0)],
    ["math.divideF64", () => math.divideF64(1, -0)],
  ])("of %s points to the divisor when it is zero", (command, call) => {
    expect(thrown(call)).toMatchObject({
      code: "ERR_PINTLE_DIVISION_BY_ZERO",
      command,
      pointer: "/b",
    });
  });

  test.each<[string, string, () => unknown]>([
    ["ERR_PINTLE_OUT_OF_RANGE", "/a", () => math.add(1.5, 1)],
    ["ERR_PINTLE_OUT_OF_RANGE", "/b", () => math.add(1, maxI32 + 1)],
    ["ERR_PINTLE_OUT_OF_RANGE", "/a", () => math.add(Number.NaN, 1)],
    ["ERR_PINTLE_OUT_OF_RANGE", "/a", () => math.addF64(Number.POSITIVE_INFINITY, 1)],
    ["ERR_PINTLE_OUT_OF_RANGE", "/b", () => math.addI64(1n, maxI64 + 1n)],
    ["ERR_PINTLE_INVALID_TYPE", "/a", () => math.add("1" as never, 1)],
    ["ERR_PINTLE_INVALID_TYPE", "/a", () => math.add(1n as never, 1)],
    ["ERR_PINTLE_INVALID_TYPE", "/a", () => math.addI64(1 as never, 1n)],
    ["ERR_PINTLE_INVALID_TYPE", "/values", () => math.sum(new Float64Array(1) as never)],
    ["ERR_PINTLE_INVALID_TYPE", "/values", () => math.sum({ length: 0 } as never)],
    ["ERR_PINTLE_MISSING_ARG", "/b", () => (math.add as (a: number) => number)(1)],
    ["ERR_PINTLE_UNKNOWN_ARG", "/2", () => (math.add as (...numbers: number[]) => number)(1, 2, 3)],
  ])("is %s at %s for anything that is not a number of the type", (code, pointer, call) => {
    expect(thrown(call)).toMatchObject({ code, pointer });
  });
});

describe("sums", () => {
  test("of 32-bit integers are exact", () => {
    fc.assert(
      fc.property(fc.array(i32), (values) => {
        const right = values.reduce((sum, value) => sum + value, 0);
        expect(math.sum(Int32Array.from(values))).toBe(right + 0);
      }),
    );
  });

  test("of 64-bit integers are exact, or errors as soon as they do not fit", () => {
    fc.assert(
      fc.property(fc.array(i64, { maxLength: 6 }), (values) => {
        let right: unknown = 0n;
        for (const value of values) {
          const next: bigint = (right as bigint) + value;
          right = BigInt.asIntN(64, next) === next ? next : overflow;
          if (right === overflow) {
            break;
          }
        }
        expect(outcome(() => math.sumI64(BigInt64Array.from(values)))).toBe(right);
      }),
    );
  });

  test("of floats are added from the first to the last", () => {
    const float = fc.double({ noNaN: true, min: -1e300, max: 1e300 });
    fc.assert(
      fc.property(fc.array(float), (values) => {
        const right = values.reduce((sum, value) => sum + value, 0);
        expect(math.sumF64(Float64Array.from(values))).toBe(right);
      }),
    );
    expect(thrown(() => math.sumF64(Float64Array.of(1, Number.NaN))).code).toBe(overflow);
  });

  test("see only the part of the memory that the array is a view of", () => {
    const memory = Int32Array.of(100, 1, 2, 3, 100);
    expect(math.sum(memory.subarray(1, 4))).toBe(6);
    expect(math.sum(new Int32Array(0))).toBe(0);
  });
});

describe("adding in place", () => {
  test("changes the target and nothing around it", () => {
    const memory = Int32Array.of(7, 1, 2, 3, 7);
    const source = Int32Array.of(10, 20, -30);
    expect(math.addInto(memory.subarray(1, 4), source)).toBeUndefined();
    expect([...memory]).toEqual([7, 11, 22, -27, 7]);
    expect([...source]).toEqual([10, 20, -30]);
  });

  test("is exact for 64-bit integers, and IEEE 754 for floats", () => {
    const wide = BigInt64Array.of(maxI64 - 1n, minI64);
    math.addIntoI64(wide, BigInt64Array.of(1n, 0n));
    expect([...wide]).toEqual([maxI64, minI64]);
    const floats = Float64Array.of(0.1, Number.MAX_VALUE, Number.POSITIVE_INFINITY);
    math.addIntoF64(floats, Float64Array.of(0.2, Number.MAX_VALUE, Number.NEGATIVE_INFINITY));
    expect([...floats]).toEqual([0.1 + 0.2, Number.POSITIVE_INFINITY, Number.NaN]);
  });

  test("leaves the target as it was when a sum does not fit", () => {
    const target = Int32Array.of(1, maxI32, 2);
    const error = thrown(() => math.addInto(target, Int32Array.of(1, 1, 1)));
    expect(error).toMatchObject({ code: overflow, command: "math.addInto" });
    expect([...target]).toEqual([1, maxI32, 2]);
    const wide = BigInt64Array.of(1n, minI64);
    expect(thrown(() => math.addIntoI64(wide, BigInt64Array.of(1n, -1n))).code).toBe(overflow);
    expect([...wide]).toEqual([1n, minI64]);
  });

  test("needs two arrays of the same length and type", () => {
    const target = new Int32Array(2);
    expect(thrown(() => math.addInto(target, new Int32Array(3)))).toMatchObject({
      code: "ERR_PINTLE_INVALID_VALUE",
      pointer: "/source",
    });
    expect(thrown(() => math.addInto(target, new Uint32Array(2) as never))).toMatchObject({
      code: "ERR_PINTLE_INVALID_TYPE",
      pointer: "/source",
    });
  });
});
