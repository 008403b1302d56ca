import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Bytes, type Contract, type JsonSchema } from "../../index.ts";
import { fromJson, toJson } from "../../lib/contract/json.ts";

/** Schemas as the contract writes them, for a value of each type. */
const i64: JsonSchema = { type: "string", "x-type": "i64" };
const u64: JsonSchema = { type: "string", "x-type": "u64" };
const bytes: JsonSchema = { type: "string", "x-type": "bytes" };
const text: JsonSchema = { type: "string" };
const number: JsonSchema = { type: "number", "x-type": "f64" };
const column = (name: string): JsonSchema => ({ type: "array", items: number, "x-type": name });
const list = (items: JsonSchema): JsonSchema => ({ type: "array", items });
const maybe = (inner: JsonSchema): JsonSchema => ({ anyOf: [inner, { type: "null" }] });

const contract = {
  $defs: {
    Node: {
      type: "object",
      properties: { id: i64, data: bytes, more: list({ $ref: "#/$defs/Node" }) },
      required: ["id", "data", "more"],
      additionalProperties: false,
    },
  },
} as unknown as Contract;

/** What a value becomes when it goes out as JSON text and comes back. */
const roundTrip = (schema: JsonSchema, value: unknown): unknown =>
  fromJson(contract, schema, JSON.parse(JSON.stringify(toJson(value))));

describe("toJson", () => {
  test.each<[string, unknown, unknown]>([
    ["a bigint", -(2n ** 63n), "-9223372036854775808"],
    ["bytes", Uint8Array.of(0xfb, 0xff), "+/8="],
    ["a part of a buffer", Uint8Array.of(1, 2, 3, 4).subarray(1, 3), "AgM="],
    ["a column", Int32Array.of(1, -2), [1, -2]],
    ["a column of bigints", BigUint64Array.of(2n ** 64n - 1n), ["18446744073709551615"]],
    ["what is inside", { a: [1n, null, { b: Uint8Array.of() }] }, { a: ["1", null, { b: "" }] }],
    ["what JSON has", [1.5, "text", true, null], [1.5, "text", true, null]],
  ])("writes %s", (_what, value, json) => {
    expect(toJson(value)).toEqual(json);
  });

  test("writes base64 as node:buffer does", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (data) => {
        expect(toJson(data)).toBe(Buffer.from(data).toString("base64"));
      }),
    );
  });
});

describe("a value comes back as it was", () => {
  const cases: [string, JsonSchema, fc.Arbitrary<unknown>][] = [
    ["i64", i64, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })],
    ["u64", u64, fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })],
    ["text", text, fc.string({ unit: "binary" })],
    ["Int32Array", column("Int32Array"), fc.int32Array()],
    ["Uint32Array", column("Uint32Array"), fc.uint32Array()],
    [
      "Float64Array",
      column("Float64Array"),
      // JSON has one zero, and numbers alone.
      fc
        .float64Array({ noNaN: true, noDefaultInfinity: true })
        .map((values) => values.map((value) => value + 0)),
    ],
    ["BigInt64Array", column("BigInt64Array"), fc.bigInt64Array()],
    ["BigUint64Array", column("BigUint64Array"), fc.bigUint64Array()],
    ["a list", list(i64), fc.array(fc.bigInt({ min: -5n, max: 5n }))],
    ["an optional value", maybe(i64), fc.option(fc.bigInt({ min: -5n, max: 5n }))],
    [
      "a map",
      { type: "object", additionalProperties: u64 },
      fc.dictionary(fc.string(), fc.bigInt({ min: 0n, max: 9n }), { noNullPrototype: true }),
    ],
  ];

  test.each(cases)("%s", (_name, schema, values) => {
    fc.assert(
      fc.property(values, (value) => {
        expect(roundTrip(schema, value)).toEqual(value);
      }),
    );
  });

  test("bytes, as Bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (data) => {
        const back = roundTrip(bytes, data);
        expect(back).toBeInstanceOf(Bytes);
        expect([...(back as Bytes)]).toEqual([...data]);
      }),
    );
  });

  test("a named type that contains itself", () => {
    const leaf = { id: 2n, data: Bytes.of(1), more: [] };
    const value = { id: -1n, data: Bytes.of(), more: [leaf, leaf] };
    expect(roundTrip({ $ref: "#/$defs/Node" }, value)).toEqual(value);
  });
});

describe("what does not fit stays as it is", () => {
  test.each<[string, JsonSchema, unknown]>([
    ["a number for a bigint", i64, 5],
    ["text that is not a number", i64, "5n"],
    ["text with a space", i64, " 5"],
    ["a number that would be written otherwise", i64, "007"],
    ["minus zero", i64, "-0"],
    ["a number of more than 64 bits", u64, "18446744073709551616"],
    ["text that is not base64", { type: "string", "x-type": "bytes" }, "not base64!"],
    ["base64 without its padding", { type: "string", "x-type": "bytes" }, "AA"],
    ["a fraction as text", u64, "1.5"],
    ["text for a column", column("Int32Array"), "AAAA"],
    ["a fraction in a column of integers", column("Int32Array"), [1, 1.5]],
    ["a number that would wrap", column("Int32Array"), [2 ** 31]],
    ["a negative number that would wrap", column("Uint32Array"), [-1]],
    ["text in a column of floats", column("Float64Array"), ["1"]],
    ["a bigint that would wrap", column("BigInt64Array"), ["9223372036854775808"]],
    ["a negative bigint that would wrap", column("BigUint64Array"), ["-1"]],
    ["numbers in a column of bigints", column("BigInt64Array"), [1]],
    ["null", i64, null],
    ["a field that is not known", { $ref: "#/$defs/Node" }, { other: "1" }],
    ["an object for a list", list(i64), { 0: "1" }],
  ])("%s", (_what, schema, value) => {
    expect(fromJson(contract, schema, value)).toEqual(value);
  });

  test("the rest of the value is still converted", () => {
    expect(fromJson(contract, list(i64), ["1", 2, "x"])).toEqual([1n, 2, "x"]);
  });
});
