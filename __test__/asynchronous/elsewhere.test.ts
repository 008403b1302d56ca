/** Async commands and callbacks where they are called by name: in plans, and over transports. */

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { connect, mock, planFor, record } from "../../index.ts";
import { direct } from "../../lib/transports/direct.ts";
import { failure, thrown } from "../failure.ts";
import { waiting } from "../fixtures/asynchronous.ts";
import { fixture } from "../fixtures/fixture.ts";
import { wasmFixture } from "../fixtures/wasm.ts";

type Step = (...args: unknown[]) => { readonly [name: string]: unknown };
type Families = Record<string, Record<string, Step>>;

const plan = planFor(fixture) as unknown as (
  build: (
    p: Families & { each(list: unknown, body: (item: unknown) => unknown): unknown },
    input: unknown,
  ) => unknown,
  options?: object,
) => { run(input?: unknown, options?: object): Promise<unknown> };

describe("an async command in a plan", () => {
  test("is a step like any other", async () => {
    const outcome = plan((p) => {
      const sum = p.waiting?.addLater?.(2, 40);
      return { sum: p.waiting?.addLater?.(sum, 1), slept: p.timing?.sleepTokio?.(1) };
    });
    expect(await outcome.run()).toEqual({ sum: 43, slept: 1 });
  });

  test("runs for each item of a list", async () => {
    const outcome = plan((p, list) => p.each(list, (item) => p.waiting?.addLater?.(item, 1)));
    expect(await outcome.run([1, 2, 3])).toEqual([2, 3, 4]);
  });

  test("ends when its time is up, and with the plan", async () => {
    const before = waiting.dropped();
    const late = plan((p) => p.waiting?.never?.(false), { timeoutMs: 20 });
    expect((await failure(() => late.run())).code).toBe("ERR_PINTLE_TIMEOUT");
    const controller = new AbortController();
    const cancelled = plan((p) => p.waiting?.never?.(false));
    const running = cancelled.run(undefined, { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    expect((await failure(() => running)).code).toBe("ERR_PINTLE_CANCELLED");
    expect(waiting.dropped()).toBe(before + 2);
  });

  test("lets others run while many wait", async () => {
    const many = plan((p, list) => p.each(list, (item) => p.timing?.sleep?.(item)), {
      concurrency: 64,
    });
    const running = many.run(Array.from({ length: 300 }, (_, index) => index % 50));
    expect(await waiting.addLater(1, 1)).toBe(2);
    expect(await running).toHaveLength(300);
  });
});

const message = "a callback cannot be carried in JSON: call the command directly";
const refused = (pointer: string) => ({ code: "ERR_PINTLE_NOT_CARRIED", pointer });

describe("a callback is refused, with the way to call it,", () => {
  const answer = (text: string) => text;
  const onEnd = () => {};

  test("in a plan", () => {
    const error = thrown(() => plan((p) => p.callbacks?.ask?.("a", answer)));
    expect(error).toMatchObject({ ...refused("/answer"), command: "callbacks.ask" });
    expect(error.message).toContain(message);
    const inOptions = thrown(() => plan((p) => p.callbacks?.judge?.(["a"], { onEnd })));
    expect(inOptions).toMatchObject(refused("/onEnd"));
    // Elsewhere a function is what it always was.
    const elsewhere = thrown(() => plan((p) => p.echo?.text?.(answer)));
    expect(elsewhere.code).toBe("ERR_PINTLE_INVALID_TYPE");
  });

  test("in a plan that is a document", () => {
    const steps = (params: object) =>
      JSON.stringify({ version: 1, steps: [{ id: "a", method: "callbacks.ask", params }] });
    const prepare = (params: object) => thrown(() => fixture.binding.preparePlan(steps(params)));
    const error = prepare({ text: "a", answer: "function" });
    expect(error).toMatchObject(refused("/steps/0/params/answer"));
    expect(error.message).toContain(message);
    expect(prepare({ text: "a" }).code).toBe("ERR_PINTLE_MISSING_ARG");
  });

  const { contract } = fixture;
  const file = join(mkdtempSync(join(tmpdir(), "pintle-callback-")), "recording");
  const handlers: Record<string, (params: never) => unknown> = {
    "callbacks.ask": ({ text, answer }: { text: string; answer: (text: string) => string }) =>
      answer(text),
  };

  test.each([["while it is recorded", () => record(mock(handlers as never, { contract }), file)]])(
    "%s",
    async (_, transport) => {
      const client = (await connect({ transport: transport() as never })) as unknown as {
        callbacks: Record<string, (...args: unknown[]) => Promise<unknown>>;
        close(): Promise<void>;
      };
      const { ask, judge } = client.callbacks;
      const error = await failure(() => ask?.("a", answer));
      expect(error).toMatchObject({
        ...refused("/answer"),
        command: "callbacks.ask",
        message: `callbacks.ask: answer: ${message}`,
      });
      expect(await failure(() => judge?.(["a"], { onEnd }))).toMatchObject(refused("/onEnd"));
      // What is wrong is wrong as in a direct call.
      expect(await failure(() => ask?.("a", 5))).toMatchObject({
        code: "ERR_PINTLE_INVALID_TYPE",
        message: "callbacks.ask: answer: expected a function, got 5",
      });
      await client.close();
    },
  );
});

describe("a callback reaches", () => {
  const { contract } = fixture;
  type Client = {
    callbacks: Record<string, (...args: unknown[]) => Promise<unknown>>;
  };
  const answer = (text: string) => `${text}!`;

  test("a handler of a mock", async () => {
    const handlers = {
      "callbacks.ask": ({ text, answer }: { text: string; answer: typeof String }) => answer(text),
    };
    const transport = mock(handlers as never, { contract });
    const client = (await connect({ transport })) as unknown as Client;
    expect(await client.callbacks.ask?.("a", answer)).toBe("a!");
  });

  test("a command of this process, by its name", async () => {
    const client = (await connect({ transport: direct(fixture) as never })) as unknown as Client;
    expect(await client.callbacks.ask?.("a", answer)).toBe("a!");
    expect(await client.callbacks.judge?.(["a"], {})).toEqual({});
  });
});

describe.each([
  ["native", fixture],
  ["WebAssembly", wasmFixture],
])("Standard Schema, %s,", (_, addon) => {
  const { params } = addon.schemas["callbacks.fold"]!;
  const validate = (value: unknown) => params["~standard"].validate(value);
  const add = (a: number, b: number) => a + b;

  test("accepts a function where a parameter is a callback", () => {
    const numbers = Float64Array.of(1, 2);
    expect(validate({ numbers, add })).toEqual({ value: { numbers, add } });
    expect(validate({ numbers: [1, 2], add })).toEqual({ value: { numbers, add } });
  });

  test.each<[string, unknown, string[]]>([
    ["a number in place of one", { numbers: [1], add: 5 }, ["add"]],
    ["none", { numbers: [1] }, ["add"]],
    ["a function elsewhere", { numbers: add, add }, ["numbers"]],
    ["an unknown name", { numbers: [1], add, also: add }, ["also"]],
    ["a list that holds something else", { numbers: ["1"], add }, ["numbers"]],
    [
      "a getter that throws",
      {
        numbers: Float64Array.of(1),
        get add() {
          throw new Error("no");
        },
      },
      ["add"],
    ],
    ["nothing at all", null, []],
  ])("refuses %s", (_what, value, path) => {
    expect(validate(value).issues).toEqual([{ message: expect.any(String), path }]);
  });
});

test("Standard Schema knows callbacks in options", () => {
  const { params } = fixture.schemas["callbacks.judge"]!;
  const value = { names: ["a"], onEnd: () => {} };
  expect(params["~standard"].validate(value)).toEqual({ value });
  const { issues } = params["~standard"].validate({ ...value, onEnd: "end" });
  expect(issues?.[0]?.path).toEqual(["onEnd"]);
});

test("a callback is a function without a JSON form in the contract, which reads it back", () => {
  const { paramsSchema } = fixture.contract["x-commands"]["callbacks.judge"] ?? {};
  expect(paramsSchema?.properties?.onSpot).toMatchObject({
    anyOf: [
      {
        not: {},
        "x-type": "callback",
        "x-params": [{ $ref: "#/$defs/Spot" }],
        "x-result": { $ref: "#/$defs/Verdict" },
      },
      { type: "null" },
    ],
  });
  fixture.binding.readContract(JSON.stringify(fixture.contract));
});
