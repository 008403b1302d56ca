/** Results are what they are, whatever `Object.prototype` has under the names of their properties. */

import { describe, expect, test } from "vitest";
import { type Client, connect, mock, native, planFor, stdio, type Transport } from "../../index.ts";
import type { Addon } from "../../lib/client/addon.ts";
import type { Stream } from "../../lib/stream/stream.ts";
import { fixture } from "../fixtures/fixture.ts";
import { fixtureHost } from "../fixtures/host.ts";
import { run } from "../fixtures/processes/run.ts";
import { wasmFixture } from "../fixtures/wasm.ts";
import { host } from "../transports/host.ts";

type Family = Readonly<Record<string, (...args: unknown[]) => unknown>>;

interface Families {
  readonly constructor: Family;
}

const record = { constructor: 1, hasOwnProperty: 2, type: 3 };
const map = JSON.parse('{ "__proto__": 1, "constructor": 2, "toString": null }');
const many = 40;

/** What nobody can set on an object, because its prototype refuses it. What it has itself stays as it is. */
const refusing: Readonly<Record<string, (value: unknown) => PropertyDescriptor>> = {
  "a property that is read-only": (value) => ({ value, writable: false }),
  "a setter": (value) => ({
    get: () => value,
    set() {
      throw new Error("the setter was called");
    },
  }),
};

/** Has `Object.prototype` refuse some names while something is done. */
async function refused<T>(
  property: (value: unknown) => PropertyDescriptor,
  work: () => T,
): Promise<Awaited<T>> {
  const names = ["constructor", "hasOwnProperty", "type"];
  const before = names.map((name) => Object.getOwnPropertyDescriptor(Object.prototype, name));
  for (const [index, name] of names.entries()) {
    const descriptor = { ...property(before[index]?.value), configurable: true };
    Object.defineProperty(Object.prototype, name, descriptor);
  }
  try {
    return await work();
  } finally {
    for (const [index, name] of names.entries()) {
      delete Object.prototype[name as never];
      const descriptor = before[index];
      if (descriptor !== undefined) {
        Object.defineProperty(Object.prototype, name, descriptor);
      }
    }
  }
}

/** Everything that returns objects. */
async function results(commands: Families): Promise<unknown[]> {
  const call = (name: string, ...args: unknown[]) => commands.constructor[name]!(...args);
  const stream = () => call("propertyIsEnumerable", record, many) as Stream<unknown, unknown>;
  const items: unknown[] = [];
  for await (const item of stream()) {
    items.push(item);
  }
  const columns: unknown[] = [];
  for await (const batch of stream().batches()) {
    columns.push(batch);
  }
  return [
    await call("constructor", record),
    await call("match", map),
    await call("isPrototypeOf", record, 2),
    await call("isPrototypeOf", record, many),
    items,
    columns.map((batch) => Object.keys(batch as object).join()).filter(isNew),
  ];
}

function isNew(text: string, index: number, all: readonly string[]): boolean {
  return all.indexOf(text) === index;
}

/** The same in a plan. */
function planned(addon: Addon): Promise<unknown> {
  const plan = planFor(addon)((p) => {
    const family = (p as unknown as Families).constructor;
    return { constructor: family.constructor!(record), type: family.match!(map) } as object;
  });
  return plan.run();
}

const expected = [
  record,
  map,
  Array(2).fill(record),
  Array(many).fill(record),
  Array(many).fill(record),
  [Object.keys(record).join()],
];

describe.each(Object.entries(refusing))("%s", (_what, property) => {
  test.each<[string, Addon]>([
    ["native", fixture],
    ["WebAssembly", wasmFixture],
  ])("%s", async (_way, addon) => {
    const commands = addon.commands as unknown as Families;
    expect(await refused(property, () => results(commands))).toEqual(expected);
    const outputs = await refused(property, () => planned(addon));
    expect(outputs).toEqual({ constructor: record, type: map });
    const { result } = addon.schemas["constructor.constructor"]!;
    const validated = await refused(property, () => result["~standard"].validate(record));
    expect(validated).toEqual({ value: record });
  });

  const handlers = {
    "constructor.constructor": (given: { constructor: unknown }) => given.constructor,
    "constructor.match": (given: { map: unknown }) => given.map,
    "constructor.isPrototypeOf": (given: { constructor: unknown; count: number }) =>
      Array(given.count).fill(given.constructor),
    "constructor.propertyIsEnumerable": (given: { constructor: unknown; count: number }) =>
      Array(given.count).fill(given.constructor),
  };
  const transports: Readonly<Record<string, () => Transport>> = {
    native: () => native(fixture),
    "WebAssembly, as a transport": () => native(wasmFixture),
    stdio: () => stdio({ command: fixtureHost, contract: fixture.contract }),
    "stdio with lines": () =>
      stdio({ command: fixtureHost, contract: fixture.contract, framing: "lines" }),
    mock: () => mock<never>(handlers as never, { contract: fixture.contract }),
  };

  test.each(Object.entries(transports))("over a transport: %s", async (_way, transport) => {
    const client: Client<Families> = await connect<Families>({ transport: transport() });
    try {
      expect(await refused(property, () => results(client))).toEqual(expected);
    } finally {
      await client.close();
    }
  });
});

test("all of it works where prototypes are frozen", { timeout: 120_000 }, async () => {
  process.env.PINTLE_HOST = host();
  const { code, stdout, stderr } = await run("frozen");
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "done\n", stderr: "" });
});
