import { describe, expect, test } from "vitest";
import { type PlanReport, planFor } from "../../index.ts";
import { fixture } from "../fixtures/fixture.ts";
import { streams, untilNoneRuns } from "./fixture.ts";

const endless = 0xffff_ffff;

// biome-ignore lint/suspicious/noExplicitAny: the builder of the fixture has no types
type Any = any;
const plan = planFor(fixture) as unknown as (
  build: (p: Any, input: Any) => unknown,
  options?: object,
) => { run(input?: unknown): Promise<Any>; settle(input?: unknown): Promise<PlanReport<Any>> };

function statuses(report: PlanReport): Record<string, string> {
  return Object.fromEntries(report.steps.map(({ id, status }) => [id, status]));
}

describe.each([1, 4])("with a concurrency of %i, a stream", (concurrency) => {
  test("feeds a forEach without being held whole", async () => {
    const sums = plan(
      (p) => {
        const rows = p.streams.rows(20_000);
        return p.each(rows, (row: Any) => p.inputs.labels([{ x: row.size, label: row.name }]));
      },
      { concurrency },
    );
    const results = await sums.run();
    expect(results).toHaveLength(20_000);
    expect([results[0], results[19_999]]).toEqual([["row 0"], ["row 19999"]]);
  });

  test("feeds an input, and those feed others", async () => {
    const sum = plan(
      (p) => p.inputs.sum(p.inputs.doubled(p.inputs.doubled(p.streams.numbers(100_000)))),
      {
        concurrency,
      },
    );
    expect(await sum.run()).toBe(4 * ((100_000 * 99_999) / 2));
  });

  test("is collected where it is used twice, or is an output", async () => {
    const twice = plan(
      (p) => {
        const numbers = p.streams.numbers(1000);
        return { numbers, sum: p.inputs.sum(numbers), doubled: p.inputs.doubled(numbers) };
      },
      { concurrency },
    );
    const { numbers, sum, doubled } = await twice.run();
    expect([numbers.length, sum, doubled[999]]).toEqual([1000, 499_500, 1998]);
    expect(numbers).toBeInstanceOf(Float64Array);
  });

  test("ends well when its consumer wants no more", async () => {
    const some = plan(
      (p) => {
        const spots = p.inputs.labels(
          p.each(p.streams.rows(3), (row: Any) => ({ x: row.size })),
          {},
        );
        const few = p.inputs.doubled(p.streams.numbers(endless), { most: 3 });
        return { spots, sum: p.inputs.sum(few) };
      },
      { concurrency },
    );
    expect(await some.run()).toEqual({ spots: ["0", "0.25", "0.5"], sum: 6 });
    await untilNoneRuns();
  });

  test("that fails ends its consumer, with its own error", async () => {
    for (const onError of ["stop", "continue"]) {
      const failing = plan(
        (p) => {
          const rows = p.streams.rows(10_000, { failAt: 5000 });
          return p.each(rows, (row: Any) => p.math?.double(row.id) ?? p.inputs.sum([1]));
        },
        { concurrency, onError },
      );
      const report = await failing.settle();
      expect(statuses(report)).toEqual({ rows: "error", each: "cancelled" });
      const [rows] = report.steps;
      expect(rows?.error).toMatchObject({
        code: "ERR_FIXTURE_BAD_ROW",
        command: "streams.rows",
        pointer: "/steps/0/params",
      });
      await expect(failing.run()).rejects.toMatchObject({ code: "ERR_FIXTURE_BAD_ROW" });
    }
  });

  test("ends when its consumer fails", async () => {
    for (const onError of ["stop", "continue"]) {
      const failing = plan(
        (p) => {
          const rows = p.streams.rows(endless);
          return p.each(rows, (row: Any) => p.inputs.labels([{ x: row.size, label: row.big }]));
        },
        { concurrency, onError },
      );
      const report = await failing.settle();
      expect(statuses(report)).toEqual({ rows: "cancelled", each: "error" });
      expect(report.steps[1]).toMatchObject({ item: 0 });
      await untilNoneRuns();
    }
  });

  test("ends with the plan", async () => {
    const controller = new AbortController();
    const cancelled = plan((p) => p.inputs.sum(p.streams.numbers(endless)), { concurrency });
    setTimeout(() => controller.abort(), 50);
    const run = (cancelled as Any).run(undefined, { signal: controller.signal });
    await expect(run).rejects.toMatchObject({ code: "ERR_PINTLE_CANCELLED" });
    const late = plan((p) => p.inputs.sum(p.streams.numbers(endless)), {
      concurrency,
      timeoutMs: 50,
    });
    await expect(late.run()).rejects.toMatchObject({ code: "ERR_PINTLE_TIMEOUT" });
  });

  test("is skipped with its consumer, and waits for what it needs itself", async () => {
    const needs = plan(
      (p) => {
        const count = p.inputs.sum([10]);
        const failed = p.trouble.failLater(1);
        const rows = p.streams.numbers(count);
        return {
          sum: p.inputs.sum(rows),
          other: p.with({ dependsOn: [failed] }).inputs.sum(p.streams.numbers(5)),
        };
      },
      { concurrency, onError: "continue" },
    );
    const report = await needs.settle();
    expect(report.outputs).toEqual({ sum: 45, other: null });
    expect(statuses(report)).toMatchObject({ numbers: "ok", numbers2: "skipped", sum3: "skipped" });
  });
});

test("plans that report all results keep them", async () => {
  const report = await (
    await import("../../lib/plan/prepared.ts").then(
      ({ Prepared }) =>
        new Prepared(fixture, [
          { id: "numbers", method: "streams.numbers", params: { count: 3 } },
          { id: "sum", method: "inputs.sum", refs: { "/numbers": { resultOf: "numbers" } } },
        ]),
    )
  ).settle();
  expect(report.steps.map(({ result }) => result)).toEqual([Float64Array.of(0, 1, 2), 3]);
  expect(streams.running()).toBe(0);
});
