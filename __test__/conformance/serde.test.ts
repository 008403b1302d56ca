/** Types that only serde knows: what it says of a value is the same over every way to call. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, connect, native, planFor, stdio, type Transport } from "../../index.ts";
import { generateTypeScript } from "../../lib/contract/typescript.ts";
import { direct } from "../../lib/transports/direct.ts";
import { fixture } from "../fixtures/fixture.ts";
import { fixtureHost } from "../fixtures/host.ts";
import { wasmFixture } from "../fixtures/wasm.ts";
import { outcome } from "./outcome.ts";

type Bridge = { readonly bridge: Readonly<Record<string, (value: unknown) => unknown>> };

const { contract } = fixture;
const { bridge } = fixture.commands as unknown as Bridge;

/** The values, and what is wrong with them. */
const wrong: readonly (readonly [
  method: "query" | "added",
  value: unknown,
  pointer: string,
  problem: string,
])[] = [
  ["query", { range: {} }, "/value/range", "missing field `fromNumber`"],
  [
    "query",
    { and: ["all", { term: 1 }] },
    "/value/and/1/term",
    "invalid type: integer `1`, expected a string",
  ],
  ["added", { most: [1, 256] }, "/limits/most/1", "invalid value: integer `256`, expected u8"],
  ["added", { most: [0.5] }, "/limits/most/0", "invalid type: floating point `0.5`, expected u8"],
  ["added", { least: null, most: [] }, "/limits/least", "invalid type: null, expected u8"],
  ["added", { least: 1 }, "/limits", "missing field `most`"],
  ["added", null, "/limits", "invalid type: null, expected struct Limits"],
];

function deep(levels: number): unknown {
  let value: unknown = "all";
  for (let level = 0; level < levels; level += 2) {
    value = { and: [value] };
  }
  return value;
}

const transports: Readonly<Record<string, () => Transport>> = {
  native: () => native(fixture),
  "stdio lines": () => stdio({ command: fixtureHost, framing: "lines", contract }),
  "stdio blobs": () => stdio({ command: fixtureHost, framing: "blobs", contract }),
  wasm: () => direct(wasmFixture),
};

test.each(wrong)("bridge.%s of %j: a direct call", async (method, value, pointer, problem) => {
  const { error } = await outcome(() => bridge[method]!(value));
  expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_VALUE", pointer });
  expect(error?.message).toContain(problem);
});

test("a value that has a default, or all that there can be", () => {
  expect(bridge.added!({ most: [1, 2] })).toBe(3);
  expect(bridge.added!({ least: 3, most: [255, 255] })).toBe(513);
});

test.each(["json", "query"])("as many levels as any value has: bridge.%s", async (method) => {
  expect(bridge[method]!(deep(1000))).toEqual(deep(1000));
  const { error } = await outcome(() => bridge[method]!(deep(1002)));
  expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_VALUE" });
  expect(error?.message).toContain("expected at most 1000 levels of nesting");
});

test("in WebAssembly as many as serde_json allows", async () => {
  const { query } = (wasmFixture.commands as unknown as Bridge).bridge;
  expect(query!(deep(128))).toEqual(deep(128));
  const { error } = await outcome(() => query!(deep(130)));
  expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_VALUE", pointer: "/value" });
});

test.each([
  ["infinite", "NOT_FINITE", "/1/range/to"],
  ["large", "OUT_OF_RANGE", "/1/range/fromNumber"],
])("a result that is %s", async (which, code, pointer) => {
  const { error } = await outcome(() => bridge.beyond!(which));
  expect(error).toMatchObject({ code: `ERR_PINTLE_${code}`, pointer });
});

describe.each(Object.entries(transports))("%s", (way, make) => {
  let client: Client;

  beforeAll(async () => {
    client = await connect({ transport: make() });
  });

  afterAll(() => client?.close());

  const commands = () => (client as unknown as Bridge).bridge;

  test.each(wrong)("bridge.%s of %j", async (method, value) => {
    const given = await outcome(() => commands()[method]!(value));
    expect(given).toStrictEqual(await outcome(() => bridge[method]!(value)));
  });

  test.each(["infinite", "large"])("a result that is %s", async (which) => {
    const given = await outcome(() => commands().beyond!(which));
    expect(given).toStrictEqual(await outcome(() => bridge.beyond!(which)));
  });

  const levels = [128, 1000, 1002].flatMap((levels) => [
    ["json", levels] as const,
    ["query", levels] as const,
  ]);
  const allowed = levels.filter(
    ([method, levels]) => way !== "wasm" || method === "json" || levels === 128,
  );
  test.each(allowed)("bridge.%s with %i levels", async (method, levels) => {
    const given = await outcome(() => commands()[method]!(deep(levels)));
    expect(given).toStrictEqual(await outcome(() => bridge[method]!(deep(levels))));
  });
});

test("a plan refuses the result of a step that JSON does not have", async () => {
  const run = () =>
    planFor(fixture)((p) => {
      const { echo, bridge } = p as unknown as Record<string, Bridge["bridge"]>;
      return bridge!.json!(echo!.floats!(Float64Array.of(1.5))) as object;
    }).run();
  const { error } = await outcome(run);
  expect(error).toMatchObject({ code: "ERR_PINTLE_INVALID_TYPE" });
});

test("the generated types have what JSON can hold", () => {
  const text = generateTypeScript(contract);
  expect(text).toMatch(/import type \{.*\bJsonValue\b/);
  expect(text).toContain("readonly json: (value: JsonValue) => JsonValue;");
});
