/** Streams in plans of callers under a policy. */

import { describe, expect, onTestFinished, test } from "vitest";
import type { Policy } from "../../index.ts";
import { type Caller, guarded, type Report } from "./callers.ts";

const endless = 0xffff_ffff;
const commands = { "streams.*": true, "inputs.*": true } as const;

const ref = (resultOf: string) => ({ resultOf });
const numbers = (count: number) => ({
  id: "numbers",
  method: "streams.numbers",
  params: { count },
});
const rows = (count: number, options = {}) => ({
  id: "rows",
  method: "streams.rows",
  params: { count, ...options },
});
const sum = (of: string) => ({ id: "sum", method: "inputs.sum", refs: { "/numbers": ref(of) } });
const doubled = (id: string, of: string, params = {}) => ({
  id,
  method: "inputs.doubled",
  params,
  refs: { "/numbers": ref(of) },
});
/** A call for each row, whose result is a list of its name. */
const labels = {
  id: "labels",
  forEach: ref("rows"),
  steps: [
    {
      id: "label",
      method: "inputs.labels",
      params: { spots: [{}] },
      refs: { "/spots/0/x": { item: "/size" }, "/spots/0/label": { item: "/name" } },
    },
  ],
  outputs: ref("label"),
};

const named = (steps: readonly object[], ...outputs: string[]) => ({
  steps,
  outputs: Object.fromEntries(outputs.map((name) => [name, ref(name)])),
});

function statuses({ steps }: Report): Record<string, string> {
  return Object.fromEntries(steps.map(({ id, status }) => [id, status]));
}

function codes({ steps }: Report): (string | undefined)[] {
  return steps.map(({ error }) => error?.code);
}

/** Waits until none of the commands runs that count themselves. */
async function untilNoneRuns(caller: Caller): Promise<void> {
  const running = { steps: [{ id: "running", method: "streams.running" }] };
  const plan = { ...running, outputs: ref("running") };
  while ((await caller.runPlan(plan)).outputs > 0) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe.each(Object.entries(guarded))("%s", (_, connect) => {
  async function under(limits: Policy["limits"] = {}, rules: object = commands) {
    const caller = await connect({ version: 1, commands: rules, limits } as Policy);
    onTestFinished(() => caller.close());
    return caller;
  }

  describe.each([1, 2, 4])("when %i may run simultaneously", (concurrency) => {
    test("a stream feeds a forEach and an input, as a list does", async () => {
      const caller = await under({ concurrency });
      const steps = [
        rows(3000),
        labels,
        numbers(3000),
        doubled("twice", "numbers"),
        doubled("more", "twice"),
        sum("more"),
      ];
      const report = await caller.runPlan(named(steps, "labels", "sum"));
      expect(report).toMatchObject({ ok: true, outputs: { sum: 4 * 1500 * 2999 } });
      // What is an output too is collected.
      const lists = await caller.runPlan(named(steps, "rows", "labels", "numbers", "sum"));
      expect(report.outputs).toEqual({ labels: lists.outputs.labels, sum: lists.outputs.sum });
      expect(report.outputs.labels[2999]).toEqual(["row 2999"]);
    });

    test("many streams do not wait for each other", async () => {
      const caller = await under({ concurrency });
      const pairs = Array.from({ length: 8 }, (_, index) => [
        { ...numbers(5000), id: `numbers${index}` },
        { ...sum(`numbers${index}`), id: `sum${index}` },
      ]);
      const plan = named(pairs.flat(), ...pairs.map((_, index) => `sum${index}`));
      const reports = await Promise.all(
        [1, 64].map((most) => caller.runPlan({ ...plan, concurrency: most })),
      );
      for (const { outputs } of reports) {
        expect(new Set(Object.values(outputs))).toEqual(new Set([2500 * 4999]));
      }
    });

    test("in the body of a forEach too", async () => {
      const caller = await under({ concurrency });
      const steps = [numbers(2000), doubled("twice", "numbers"), sum("twice"), rows(20), labels];
      const body = { steps, outputs: { sum: ref("sum"), labels: ref("labels") } };
      const plan = named([{ id: "each", forEach: { input: "" }, ...body }], "each");
      const { outputs } = await caller.runPlan(plan, [1, 2, 3, 4, 5, 6, 7, 8]);
      expect(outputs.each).toHaveLength(8);
      for (const each of outputs.each) {
        expect(each).toMatchObject({ sum: 2000 * 1999 });
        expect(each.labels[19]).toEqual(["row 19"]);
      }
    });

    test("a consumer that fails or wants no more ends the stream", async () => {
      const caller = await under({ concurrency });
      const few = [numbers(endless), doubled("few", "numbers", { most: 3 }), sum("few")];
      expect(await caller.runPlan(named(few, "sum"))).toMatchObject({
        ok: true,
        outputs: { sum: 6 },
      });
      if (concurrency > 1) {
        // With one turn it would run until its time is up, if it had the turn first.
        const silent = [
          { id: "silent", method: "streams.silent" },
          {
            id: "joined",
            method: "inputs.labels",
            params: { most: 0 },
            refs: { "/spots": ref("silent") },
          },
        ];
        expect(await caller.runPlan(named(silent, "joined"))).toMatchObject({
          outputs: { joined: [] },
        });
      }
      const wrong = {
        ...labels,
        steps: [
          {
            ...labels.steps[0],
            params: { spots: [{ x: 0 }] },
            refs: { "/spots/0/label": { item: "/big" } },
          },
        ],
      };
      for (const onError of ["stop", "continue"]) {
        const report = await caller.runPlan({
          onError,
          ...named([rows(endless), wrong], "labels"),
        });
        expect(statuses(report)).toEqual({ rows: "cancelled", labels: "error" });
        expect(report.steps[1]).toMatchObject({ item: 0 });
      }
      await untilNoneRuns(caller);
    });

    test("a stream that fails ends its consumer", async () => {
      const caller = await under({ concurrency });
      for (const onError of ["stop", "continue"]) {
        const steps = [rows(10_000, { failAt: 2000 }), labels];
        const report = await caller.runPlan({ onError, ...named(steps, "labels") });
        expect(statuses(report)).toEqual({ rows: "error", labels: "cancelled" });
        expect(codes(report)[0]).toBe("ERR_FIXTURE_BAD_ROW");
      }
    });

    test("the end of a plan's time is that of its streams", async () => {
      const caller = await under({ concurrency });
      const steps = [numbers(endless), doubled("twice", "numbers"), sum("twice")];
      const report = await caller.runPlan({ timeoutMs: 50, ...named(steps, "sum") });
      expect(report.ok).toBe(false);
      expect(codes(report)).toContain("ERR_PINTLE_TIMEOUT");
    });
  });

  test("the time of a stream does not pass while it waits for its consumer", async () => {
    const caller = await under({ concurrency: 1, timeoutMs: 1500 });
    // Each fills the queue, and the calls of all items together take twice as long as one call may.
    const chunks = {
      id: "chunks",
      method: "streams.chunks",
      params: { count: 30, length: 1 << 18 },
    };
    const texts = { method: "streams.slowTexts", params: { count: 1, millis: 100 } };
    const each = { id: "each", forEach: ref("chunks"), ...texts };
    const { steps } = await caller.runPlan(named([chunks, each]));
    expect(steps).toMatchObject([{ status: "ok" }, { status: "ok" }]);
  });

  test("what is not allowed does not run", async () => {
    const caller = await under({}, { "inputs.*": true, "streams.running": true });
    await expect(caller.runPlan(named([numbers(3), sum("numbers")], "sum"))).rejects.toThrow(
      /allows streams.numbers/,
    );
  });

  test("parameters of a stream are judged when they are known", async () => {
    const caller = await under(
      {},
      { ...commands, "streams.numbers": { count: { integer: { min: 0, max: 10 } } } },
    );
    const source = { ...numbers(0), params: {}, refs: { "/count": { input: "" } } };
    const plan = named([source, sum("numbers")], "sum");
    expect(await caller.runPlan(plan, 4)).toMatchObject({ ok: true, outputs: { sum: 6 } });
    const report = await caller.runPlan(plan, 11);
    expect(codes(report)[0]).toBe("ERR_PINTLE_DENIED");
    expect(report.steps[1]?.status).toBe("cancelled");
  });

  test("an input that a rule looks at is collected and judged", async () => {
    const caller = await under(
      {},
      { ...commands, "inputs.sum": { numbers: { oneOf: [[0, 1, 2]] } } },
    );
    const report = await caller.runPlan(named([numbers(4), sum("numbers")], "sum"));
    expect(codes(report)[1]).toBe("ERR_PINTLE_DENIED");
    expect(statuses(report)).toEqual({ numbers: "ok", sum: "error" });
  });

  test("calls are counted item by item", async () => {
    const caller = await under({ calls: 50 });
    const report = await caller.runPlan({
      concurrency: 1,
      ...named([rows(endless), labels], "labels"),
    });
    expect(statuses(report)).toEqual({ rows: "cancelled", labels: "error" });
    expect(report.steps[1]).toMatchObject({
      item: 49,
      error: { code: "ERR_PINTLE_POLICY_LIMIT", details: { limit: "calls", value: 50 } },
    });
  });

  test("what is passed on counts as what is returned", async () => {
    const caller = await under({ outputBytes: 100_000 });
    const endlessly = named([rows(endless), { ...labels, steps: [], outputs: undefined }]);
    const report = await caller.runPlan(endlessly);
    expect(report.steps[0]).toMatchObject({
      status: "error",
      error: { code: "ERR_PINTLE_POLICY_LIMIT", details: { limit: "outputBytes", value: 100_000 } },
    });
  });
});

test.each([1, 300])("a stream of %i uses up as much of the limit as a list", async (count) => {
  const names = { id: "names", forEach: ref("rows"), steps: [], outputs: { item: "/name" } };
  // Used twice, and so collected.
  const more = { id: "more", forEach: ref("rows"), steps: [] };

  /** The smallest limit within which a plan runs. */
  async function least(plan: object): Promise<number> {
    let [low, high] = [0, 1 << 20];
    while (low < high) {
      const outputBytes = (low + high) >> 1;
      const caller = await guarded["guest session"]?.({
        version: 1,
        commands,
        limits: { outputBytes },
      });
      const report = await caller?.runPlan(plan);
      await caller?.close();
      [low, high] = report?.ok ? [low, outputBytes] : [outputBytes + 1, high];
    }
    return low;
  }
  const piped = await least(named([rows(count), names], "names"));
  const listed = await least(named([rows(count), names, more], "names"));
  // A list has a place for each row, and the second forEach for each of its results.
  expect(piped).toBeLessThanOrEqual(listed);
  expect(piped).toBeGreaterThan(listed / 2);
});
