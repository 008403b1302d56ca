/** Names that mean something in JavaScript, as an addon's author may have chosen them. */

import { describe, expect, test } from "vitest";
import { Bytes, type Client, connect, mock, native } from "../../index.ts";
import type { Addon } from "../../lib/client/addon.ts";
import type { Contract } from "../../lib/contract/document.ts";
import { planFor } from "../../lib/plan/plan.ts";
import { fixture } from "../fixtures/fixture.ts";
import { wasmFixture } from "../fixtures/wasm.ts";

type Family = Record<string, (...args: unknown[]) => unknown>;

interface Families {
  readonly constructor: Family;
  readonly delete: Family;
}

const record = { constructor: 1, hasOwnProperty: 2, type: 3 };
const map = JSON.parse('{ "__proto__": 1, "constructor": 2, "toString": null }');
const options = { constructor: 2, toLocaleString: 4 };

/** Each call: the family, the command, its arguments, and its result. */
const calls: [family: keyof Families, name: string, args: unknown[], result: unknown][] = [
  ["constructor", "constructor", [record], record],
  ["constructor", "toString", [1, 2, 3, 4, 5], Bytes.from([1, 2, 3, 4, 5])],
  ["constructor", "hasOwnProperty", [1, options], 7],
  ["constructor", "hasOwnProperty", [1, { ...options, onProgress: () => {} }], 7],
  ["constructor", "match", [map], map],
  ["constructor", "sync", [], 1],
  ["constructor", "synchronous", [], 2],
  ["delete", "delete", [6], 6],
];

/** Parameters by name, as a mock hears them, put into what the command would give. */
const mocked = {
  "constructor.constructor": (given: { constructor: unknown }) => given.constructor,
  "constructor.toString": (given: Record<string, number>) =>
    Uint8Array.from(["arguments", "eval", "new", "type", "prototype"].map((name) => given[name]!)),
  "constructor.hasOwnProperty": (given: Record<"valueOf" | keyof typeof options, number>) =>
    given.valueOf + given.constructor + given.toLocaleString,
  "constructor.match": (given: { map: unknown }) => given.map,
  "constructor.sync": () => 1,
  "constructor.synchronous": () => 2,
  "delete.delete": (given: { in: number }) => given.in,
} as never;

function untouched(): void {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(Object.keys(Object)).toEqual([]);
}

describe.each<[string, Addon]>([
  ["native", fixture],
  ["WebAssembly", wasmFixture],
])("%s", (_kind, addon) => {
  const families = addon.commands as unknown as Families;

  test.each(calls)("%s.%s, called directly", async (family, name, args, result) => {
    expect(await families[family][name]!(...args)).toEqual(result);
    untouched();
  });

  test("the twin of a blocking command", () => {
    expect(families.constructor.hasOwnPropertySync!(1, options)).toBe(7);
  });

  test.each(calls)("%s.%s, as a step of a plan", async (family, name, args, result) => {
    const given = args.map((arg) =>
      arg === args.at(-1) && name === "hasOwnProperty" ? options : arg,
    );
    const plan = planFor(addon)((p) => (p as unknown as Families)[family][name]!(...given));
    expect(await plan.run()).toEqual(result);
    untouched();
  });

  test("fields of a step's result", async () => {
    const plan = planFor(addon)((p) => {
      const families = p as unknown as Families;
      const given = families.constructor.constructor!(record) as unknown as typeof record;
      const kept = (part: unknown) => families.delete.delete!(part);
      return { a: kept(given.constructor), b: kept(given.hasOwnProperty) };
    });
    expect(await plan.run()).toEqual({ a: 1, b: 2 });
  });

  test.each(calls)("the schemas of %s.%s", (family, name, _args, result) => {
    const schemas = addon.schemas[`${family}.${name}`];
    expect(schemas?.result["~standard"].validate(result)).toEqual({ value: result });
  });
});

describe.each([
  ["native", () => native(fixture)],
  ["WebAssembly", () => native(wasmFixture)],
  ["mock", () => mock(mocked, { contract: fixture.contract })],
] as const)("over a transport: %s", (_kind, transport) => {
  test.each(calls)("%s.%s", async (family, name, args, result) => {
    const client = await connect<Families>({ transport: transport() });
    expect(await client[family][name]!(...args)).toEqual(result);
    untouched();
    await client.close();
  });
});

describe("what the contract says that no family or field can be named", () => {
  const reserved: Contract["x-reserved"] = fixture.contract["x-reserved"];
  const families = new Set(Object.keys(fixture.commands));
  const beside = (object: object) => Object.keys(object).filter((name) => !families.has(name));

  test("is what is beside the families", async () => {
    const client: Client<unknown> = await connect({ transport: native(fixture) });
    const inClient = beside(client);
    let inBuilder: string[] = [];
    planFor(fixture)((p) => {
      inBuilder = beside(p);
    });
    expect(inClient).toEqual(["contract", "runPlan", "close"]);
    expect(inBuilder).toEqual(["each", "with"]);
    expect(reserved.families).toEqual(expect.arrayContaining([...inClient, ...inBuilder]));
    expect(reserved.families).toEqual(expect.arrayContaining(["plan", "schemas", "then"]));
  });

  test("is what a handle has a use for", () => {
    planFor(fixture)((p) => {
      const families = p as unknown as Families;
      const handle = families.constructor.constructor!(record) as Record<string, unknown>;
      for (const name of reserved.fields) {
        expect(() => handle[name]).toThrow("does not exist yet while the plan is built");
      }
      expect(() => handle.constructor).not.toThrow();
    });
  });
});
