/** Floats of 32 bits over every way to call; `Math.fround` judges values, and Ajv what is accepted. */

import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { connect, mock, native, planFor, record, replay, type Transport } from "../../index.ts";
import { fromJson, toJson } from "../../lib/contract/json.ts";
import { direct } from "../../lib/transports/direct.ts";
import { testFolder } from "../conformance/folder.ts";
import { fixture } from "../fixtures/fixture.ts";
import { wasmFixture } from "../fixtures/wasm.ts";

interface Client {
  readonly echo: {
    single(value: number): Promise<number>;
    singles(value: Float32Array): Promise<Float32Array>;
  };
  close(): Promise<void>;
}

const { contract } = fixture;
const column = Float32Array.of(0.1, -0, 3.4028234663852886e38, 1e-45);
const rounded = Math.fround(0.1);
const beyond = 2 ** 128 - 2 ** 103;

const back = {
  "echo.single": ({ value }: { value: number }) => Math.fround(value),
  "echo.singles": ({ value }: { value: Float32Array }) => value,
};

// Those of the host over stdio are in `crates/pintle-host/tests/own_commands.rs`.
const transports: Readonly<Record<string, () => Transport>> = {
  native: () => native(fixture),
  wasm: () => direct(wasmFixture),
  mock: () => mock<never>(back as never, { contract }),
  record: () => record(native(fixture), join(testFolder(), "recording")),
};

test.each(Object.entries(transports))("numbers and columns of 32 bits: %s", async (_, make) => {
  const client = await connect<Client>({ transport: make() });
  expect(await client.echo.single(0.1)).toBe(rounded);
  expect(await client.echo.singles(column)).toStrictEqual(column);
  await expect(client.echo.single(beyond)).rejects.toMatchObject({
    code: "ERR_PINTLE_OUT_OF_RANGE",
    pointer: "/value",
    message: `echo.single: value: expected a finite number in the range of f32, got ${beyond}`,
  });
  await expect(client.echo.singles(Float64Array.of(1) as never)).rejects.toMatchObject({
    code: "ERR_PINTLE_INVALID_TYPE",
    message: "echo.singles: value: expected a Float32Array, got a Float64Array",
  });
  await client.close();
});

test("a recording has them", async () => {
  const file = join(testFolder(), "recording");
  const client = await connect<Client>({ transport: record(native(fixture), file) });
  await client.echo.single(0.1);
  await client.echo.singles(column);
  await client.close();
  const again = await connect<Client>({ transport: replay(file, { contract }) });
  expect(await again.echo.single(0.1)).toBe(rounded);
  expect(await again.echo.singles(column)).toStrictEqual(column);
  await again.close();
});

test.each([
  ["native", fixture],
  ["WebAssembly", wasmFixture],
])("plans have them: %s", async (_, addon) => {
  const plan = planFor(addon)((p, input: { column: Float32Array }) => {
    const { singles, single } = (p as never as { echo: Record<string, (value: unknown) => never> })
      .echo;
    const written = singles?.(Float32Array.of(0.1, 0.2)) as never as Float32Array;
    return { written, first: single?.(written[0]), given: singles?.(input.column) };
  });
  expect(await plan.run({ column })).toStrictEqual({
    written: Float32Array.of(0.1, 0.2),
    first: rounded,
    given: column,
  });
});

describe("the contract", () => {
  const { paramsSchema, result } = contract["x-commands"]["echo.single"] as never as Record<
    string,
    never
  >;
  const ajv = new Ajv2020({ strict: true });
  ajv.addVocabulary(["x-type"]);

  test("accepts what a call accepts", () => {
    const judge = ajv.compile(paramsSchema as never);
    const near = fc.integer({ min: -4, max: 4 }).map((ulps) => beyond + ulps * 2 ** 75);
    const { params } = fixture.schemas["echo.single"] as never as Record<string, never>;
    const check = (params as never as { "~standard": { validate(value: unknown): never } })[
      "~standard"
    ];
    const numbers = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), near);
    fc.assert(
      fc.property(numbers, fc.boolean(), (number, negative) => {
        const value = negative ? -number : number;
        const fits = Number.isFinite(Math.fround(value));
        expect(judge({ value })).toBe(fits);
        const { issues } = check.validate({ value }) as { issues?: unknown };
        expect(issues === undefined).toBe(fits);
      }),
      { numRuns: 2000 },
    );
  });

  test("says that the result is a number", () => {
    expect(result).toMatchObject({ type: "number", "x-type": "f32" });
  });

  test("has columns that come back from JSON", () => {
    const schema = (contract["x-commands"]["echo.singles"] as never as { result: never }).result;
    expect(schema).toMatchObject({ type: "array", "x-type": "Float32Array" });
    fc.assert(
      fc.property(fc.float32Array({ noNaN: true, noDefaultInfinity: true }), (values) => {
        const text = JSON.stringify(toJson(values.map((value) => value + 0)));
        const read = fromJson(contract, schema, JSON.parse(text));
        expect(read).toStrictEqual(values.map((value) => value + 0));
      }),
    );
  });
});
