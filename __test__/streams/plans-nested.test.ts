/** Streams in the bodies of `forEach`, natively and over stdio without a policy. */

import { describe, expect, onTestFinished, test } from "vitest";
import { Prepared } from "../../lib/plan/prepared.ts";
import { fixture } from "../fixtures/fixture.ts";
import { type Caller, type Report, unguarded } from "./callers.ts";
import { streams, untilNoneRuns } from "./fixture.ts";

const endless = 0xffff_ffff;

const ref = (resultOf: string) => ({ resultOf });
const call = (id: string, method: string, params: object, refs: Record<string, object> = {}) => ({
  id,
  method,
  params,
  refs,
});
const numbers = (count: number) => call("numbers", "streams.numbers", { count });
const doubled = (of: string, params = {}) =>
  call("doubled", "inputs.doubled", params, { "/numbers": ref(of) });
const sum = (of: string) => call("sum", "inputs.sum", {}, { "/numbers": ref(of) });
const each = (steps: readonly object[], outputs: object, options = {}) => ({
  ...options,
  steps: [{ id: "each", forEach: { input: "" }, steps, outputs }],
  outputs: { each: ref("each") },
});

const native: Caller = {
  runPlan: (plan, input) => new Prepared(fixture, plan).settle(input) as Promise<Report>,
  close: async () => {},
};

const callers: Readonly<Record<string, () => Promise<Caller>>> = {
  native: async () => native,
  ...unguarded,
};

describe.each(Object.entries(callers))("%s: in the body of a forEach", (_, connect) => {
  async function open(): Promise<Caller> {
    const caller = await connect();
    onTestFinished(() => caller.close());
    return caller;
  }

  describe.each([1, 4, 64])("with a concurrency of %i", (concurrency) => {
    test("a stream feeds what a list feeds, with the same result", async () => {
      const caller = await open();
      const row = call("row", "streams.rows", { count: 30 });
      const label = call(
        "label",
        "inputs.labels",
        { spots: [{}] },
        {
          "/spots/0/x": { item: "/size" },
          "/spots/0/label": { item: "/name" },
        },
      );
      const rows = { id: "rows", forEach: ref("row"), steps: [label], outputs: ref("label") };
      const counted = { ...numbers(0), refs: { "/count": { item: "" } } };
      const steps = [counted, doubled("numbers"), sum("doubled"), row, rows];
      const outputs = { sum: ref("sum"), rows: ref("rows") };
      const input = Array.from({ length: 40 }, (_, index) => index * 70);
      const piped = await caller.runPlan(each(steps, outputs, { concurrency }), input);
      const lists = {
        ...outputs,
        numbers: ref("numbers"),
        doubled: ref("doubled"),
        row: ref("row"),
      };
      const listed = await caller.runPlan(each(steps, lists, { concurrency }), input);
      expect(piped.ok && listed.ok).toBe(true);
      expect(piped.outputs.each[39].sum).toBe(2730 * 2729);
      expect(piped.outputs.each).toEqual(
        listed.outputs.each.map(({ sum, rows }: { sum: number; rows: unknown }) => ({ sum, rows })),
      );
    });

    test("two streams feed one step", async () => {
      const caller = await open();
      const texts = (id: string, count: number) =>
        call(id, "streams.slowTexts", { count, millis: 0 });
      const refs = { "/first": ref("one"), "/second": ref("two") };
      const joined = call("joined", "inputs.joined", {}, refs);
      const steps = [texts("one", 2), texts("two", 3000), joined];
      const { outputs } = await caller.runPlan(
        each(steps, ref("joined"), { concurrency }),
        [1, 2, 3],
      );
      for (const texts of outputs.each) {
        expect(texts).toHaveLength(3002);
        expect([texts[1], texts[2], texts[3001]]).toEqual(["text 1", "text 0", "text 2999"]);
      }
    });

    test("a stream that fails is why its item does", async () => {
      const caller = await open();
      const row = call("row", "streams.rows", { count: 10_000, failAt: 5000 });
      const rows = {
        id: "rows",
        forEach: ref("row"),
        steps: [call("one", "inputs.sum", { numbers: [1] })],
      };
      const { steps } = await caller.runPlan(each([row, rows], {}, { concurrency }), [1]);
      expect(steps[0]).toMatchObject({
        status: "error",
        item: 0,
        error: {
          code: "ERR_FIXTURE_BAD_ROW",
          command: "streams.rows",
          pointer: "/steps/0/steps/0/params",
        },
      });
    });

    test("a consumer that fails or wants no more ends the stream", async () => {
      const caller = await open();
      const few = [numbers(endless), doubled("numbers", { most: 3 }), sum("doubled")];
      const { outputs } = await caller.runPlan(each(few, ref("sum"), { concurrency }), [1, 2, 3]);
      expect(outputs.each).toEqual([6, 6, 6]);
      const silent = call("silent", "streams.silent", {});
      const none = call("none", "inputs.labels", { most: 0 }, { "/spots": ref("silent") });
      const nothing = await caller.runPlan(each([silent, none], ref("none"), { concurrency }), [1]);
      expect(nothing.outputs.each).toEqual([[]]);
      const row = call("row", "streams.rows", { count: endless });
      const wrong = call(
        "wrong",
        "inputs.labels",
        { spots: [{ x: 0 }] },
        { "/spots/0/label": { item: "/big" } },
      );
      const rows = { id: "rows", forEach: ref("row"), steps: [wrong] };
      const { steps } = await caller.runPlan(each([row, rows], {}, { concurrency }), [1, 2]);
      expect(steps[0]).toMatchObject({ status: "error", error: { command: "inputs.labels" } });
    });
  });

  test("other steps run where they would without a stream", async () => {
    const caller = await open();
    // What is between a stream and its consumer comes after the whole stream.
    const steps = [
      call("row", "streams.rows", { count: 3000 }),
      call("sent", "streams.sent", {}),
      { id: "rows", forEach: ref("row"), steps: [] },
    ];
    const { outputs } = await caller.runPlan(each(steps, ref("sent")), [1]);
    expect(outputs.each).toEqual([3000]);
  });
});

test("cancelling a plan ends the streams in the bodies", async () => {
  const steps = [
    call("row", "streams.rows", { count: endless }),
    { id: "rows", forEach: ref("row"), steps: [] },
  ];
  const plan = new Prepared(fixture, each(steps, {}));
  const controller = new AbortController();
  const run = plan.run([1, 2, 3], { signal: controller.signal });
  while (streams.running() === 0) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  controller.abort();
  await expect(run).rejects.toMatchObject({ code: "ERR_PINTLE_CANCELLED" });
  await untilNoneRuns();
});

test("more streams than threads for them are collected", async () => {
  const row = call("row", "streams.numbers", { count: 1200 });
  const one = [row, call("sum", "inputs.sum", {}, { "/numbers": ref("row") })];
  const bodies = Array.from({ length: 20 }, (_, index) => ({
    id: `each${index}`,
    forEach: { input: "" },
    steps: one.map((step) => ({
      ...step,
      id: `${step.id}${index}`,
      refs: step.id === "sum" ? { "/numbers": ref(`row${index}`) } : {},
    })),
    outputs: ref(`sum${index}`),
  }));
  const outputs = Object.fromEntries(bodies.map(({ id }) => [id, ref(id)]));
  const plan = new Prepared(fixture, { concurrency: 64, steps: bodies, outputs });
  const results = (await plan.run([1, 2])) as Record<string, number[]>;
  expect(Object.values(results)).toEqual(Array(20).fill([600 * 1199, 600 * 1199]));
});
