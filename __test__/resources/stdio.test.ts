import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connect, native, stdio } from "../../index.ts";
import { fixture } from "../fixtures/fixture.ts";
import { fixtureHost } from "../fixtures/host.ts";
import { collect, counting } from "./resources.ts";

interface Remote extends Disposable {
  add(by: number): Promise<number>;
  addLater(by: number, millis: number, options?: { signal?: AbortSignal }): Promise<number>;
  count(): Promise<number>;
  itself(): Promise<Remote>;
}

interface Client {
  readonly resources: {
    add(counter: unknown, by: number): Promise<number>;
    alive(): Promise<number>;
    both(left: number, right?: number): Promise<{ left: Remote; right: Remote | null }>;
    counter(start: number): Promise<Remote>;
    counters(number: number): Promise<Remote[]>;
    label(text: string): Promise<Disposable & { read(): Promise<string> }>;
    same(one: Remote, other: Remote): Promise<boolean>;
    total(both: unknown, more: unknown): Promise<number>;
  };
  runPlan(plan: unknown, options?: { input?: unknown }): Promise<{ ok: boolean; outputs: never }>;
  close(): Promise<void>;
}

async function open(args: string[] = [], framing: "blobs" | "lines" = "blobs"): Promise<Client> {
  const { contract } = fixture;
  const transport = stdio({ command: fixtureHost, contract, args, framing });
  return (await connect({ transport })) as unknown as Client;
}

let client: Client;
beforeEach(async () => {
  client = await open();
});
afterEach(() => client.close());

test("an instance has methods that call over the connection", async () => {
  const counter = await client.resources.counter(1);
  expect(counter[Symbol.toStringTag as never]).toBe("Counter");
  expect(await counter.add(2)).toBe(3);
  expect(await client.resources.add(counter, 3)).toBe(6);
  expect(await counter.count()).toBe(6);
  expect(await (await client.resources.label("é")).read()).toBe("é");
  const controller = new AbortController();
  const call = counter.addLater(1, 60_000, { signal: controller.signal });
  controller.abort();
  await expect(call).rejects.toMatchObject({ code: "ERR_PINTLE_CANCELLED" });
});

test.each(["blobs", "lines"] as const)("values have instances in them, in %s", async (framing) => {
  const other = await open([], framing);
  const { left, right } = await other.resources.both(1, 2);
  const more = await other.resources.counters(3);
  expect(await other.resources.total({ left, right }, more)).toBe(6);
  expect((await other.resources.both(1)).right).toBeNull();
  expect(await other.resources.same(left, await left.itself())).toBe(true);
  await other.close();
});

test("disposing of an instance drops the resource in the host", async () => {
  const counter = await client.resources.counter(1);
  const again = await counter.itself();
  expect(await client.resources.alive()).toBe(1);
  counter[Symbol.dispose]();
  counter[Symbol.dispose]();
  expect(await again.count()).toBe(1);
  again[Symbol.dispose]();
  expect(await client.resources.alive()).toBe(0);
  // The same error as that of a direct call.
  const direct = counting.counter(1);
  direct[Symbol.dispose]();
  const expected = { code: "ERR_PINTLE_DISPOSED", pointer: "/counter", command: "resources.add" };
  const message = await client.resources.add(counter, 1).catch((error) => error);
  expect(message).toMatchObject(expected);
  expect(() => counting.add(direct, 1)).toThrow(
    expect.objectContaining({ ...expected, message: message.message }),
  );
});

test("what is forgotten is dropped in the host", async () => {
  for (let count = 0; count < 100; count += 1) {
    await client.resources.counter(count);
  }
  for (let turn = 0; (await client.resources.alive()) > 1 && turn < 200; turn += 1) {
    collect();
    await setImmediate();
  }
  expect(await client.resources.alive()).toBeLessThanOrEqual(1);
});

test("another connection's, an addon's or another type's is refused", async () => {
  const other = await open();
  const foreign = await other.resources.counter(1);
  const code = "ERR_PINTLE_INVALID_TYPE";
  await expect(client.resources.add(foreign, 1)).rejects.toMatchObject({
    code,
    pointer: "/counter",
  });
  await expect(client.resources.add(counting.counter(1), 1)).rejects.toMatchObject({ code });
  await expect(client.resources.add(1, 1)).rejects.toMatchObject({
    code,
    message: "resources.add: counter: expected a resource of type Counter, got 1",
  });
  await expect(client.resources.add(await client.resources.label("a"), 1)).rejects.toMatchObject({
    code,
    message:
      "resources.add: counter: expected a resource of type Counter, got a resource of type Label",
  });
  await other.close();
  await expect(foreign.count()).rejects.toMatchObject({ code: "ERR_PINTLE_DISPOSED" });
});

test("plans take and return instances, and end theirs", async () => {
  const counter = await client.resources.counter(5);
  const plan = {
    steps: [
      { id: "made", method: "resources.counter", params: { start: 1 } },
      {
        id: "add",
        method: "resources.add",
        params: { by: 2 },
        refs: { "/counter": { resultOf: "made" } },
      },
      {
        id: "given",
        method: "resources.add",
        params: { by: 1 },
        refs: { "/counter": { input: "/counter" } },
      },
    ],
    outputs: { added: { resultOf: "add" }, given: { resultOf: "given" } },
  };
  expect((await client.runPlan(plan, { input: { counter } })).outputs).toEqual({
    added: 3,
    given: 6,
  });
  expect(await client.resources.alive()).toBe(1);
  const made = { ...plan, outputs: { made: { resultOf: "made" }, input: { input: "/counter" } } };
  const { outputs } = await client.runPlan(made, { input: { counter } });
  const { made: output, input } = outputs as { made: Remote; input: Remote };
  expect(await output.count()).toBe(3);
  expect(input).toBe(counter);
});

test("there is a limit", async () => {
  const small = await open(["--max-resources", "3"]);
  const held = await small.resources.counters(3);
  await expect(small.resources.counter(1)).rejects.toMatchObject({
    code: "ERR_PINTLE_RESOURCE_LIMIT",
    command: "resources.counter",
  });
  await expect(small.resources.counters(4)).rejects.toMatchObject({
    code: "ERR_PINTLE_RESOURCE_LIMIT",
  });
  expect(await small.resources.alive()).toBe(3);
  held[0]?.[Symbol.dispose]();
  expect(await (await small.resources.counter(7)).count()).toBe(7);
  // Those that only exist while a plan runs count too.
  const plan = { steps: [{ method: "resources.counters", params: { number: 2 } }], outputs: {} };
  expect(await small.runPlan(plan)).toMatchObject({ ok: false });
  await small.close();
});

test("over the transport in this process, methods return promises too", async () => {
  const inside = (await connect({ transport: native(fixture) })) as unknown as Client;
  const counter = await inside.resources.counter(1);
  const added = counter.add(2);
  expect(added).toBeInstanceOf(Promise);
  expect(await added).toBe(3);
  expect(await inside.resources.total({ left: counter }, [counter])).toBe(6);
  expect(await inside.resources.add(counting.counter(1), 1)).toBe(2);
  counter[Symbol.dispose]();
  await expect(counter.count()).rejects.toMatchObject({ code: "ERR_PINTLE_DISPOSED" });
  await inside.close();
});
