import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { PintleError, plan } from "../../index.ts";
import { failure, thrown } from "../failure.ts";

describe("a plan written in TypeScript", () => {
  test("returns its outputs, typed", async () => {
    const sums = plan((p, input: { start: number }) => {
      const first = p.math.add(input.start, 1);
      const second = p.math.multiply(first, 10);
      return { first, second };
    });
    expect(await sums.run({ start: 1 })).toEqual({ first: 2, second: 20 });
    expect(await sums.run({ start: 4 })).toEqual({ first: 5, second: 50 });
  });

  test("results in one value when it returns one handle", async () => {
    const answer = plan((p) => p.math.add(p.math.add(1, 1), 40));
    expect(await answer.run()).toBe(42);
  });

  test("is plain JSON that any language can write", () => {
    const { document } = plan(
      (p, input: { a: number }) => {
        const sum = p.with({ id: "sum", timeoutMs: 50 }).math.add(input.a, 2);
        const wide = p.with({ dependsOn: [sum] }).math.addI64(1n, 2n);
        return { sum, wide };
      },
      { onError: "continue", concurrency: 2, timeoutMs: 1000 },
    );
    expect(document).toEqual({
      version: 1,
      onError: "continue",
      concurrency: 2,
      timeoutMs: 1000,
      steps: [
        {
          id: "sum",
          method: "math.add",
          params: { b: 2 },
          refs: { "/a": { input: "/a" } },
          timeoutMs: 50,
        },
        {
          id: "addI64",
          method: "math.addI64",
          params: { a: "1", b: "2" },
          dependsOn: ["sum"],
        },
      ],
      outputs: { sum: { resultOf: "sum" }, wide: { resultOf: "addI64" } },
    });
  });

  test("goes through lists by record and replay", async () => {
    const grid = plan((p, input: { rows: { cells: Float64Array; add: number }[] }) =>
      p.each(input.rows, (row) => {
        const sum = p.math.sumF64(row.cells);
        return { sum, more: p.math.addF64(sum, row.add) };
      }),
    );
    const rows = [
      { cells: Float64Array.of(1, 2), add: 10 },
      { cells: Float64Array.of(), add: 1 },
    ];
    expect(await grid.run({ rows })).toEqual([
      { sum: 3, more: 13 },
      { sum: 0, more: 1 },
    ]);
  });

  test("keeps bigints and bytes as they are", async () => {
    const wide = plan((p, input: { a: bigint }) => p.math.addI64(input.a, 1n));
    expect(await wide.run({ a: 2n ** 62n })).toBe(2n ** 62n + 1n);
  });

  test("is checked when it is written", () => {
    const error = thrown(() => plan((p) => p.math.add(1.5, 2)));
    expect(error).toMatchObject({ code: "ERR_PINTLE_OUT_OF_RANGE", pointer: "/steps/0/params/a" });
    expect(thrown(() => plan((p) => p.math.add(Number.NaN, 2)))).toMatchObject({
      code: "ERR_PINTLE_OUT_OF_RANGE",
      pointer: "/a",
    });
    expect(
      thrown(() => plan((p) => (p.math.add as (...args: number[]) => never)(1, 2, 3))),
    ).toMatchObject({
      code: "ERR_PINTLE_UNKNOWN_ARG",
      pointer: "/2",
    });
  });
});

describe("a handle is not a value", () => {
  const misuses: [string, (handle: never) => unknown, RegExp][] = [
    ["awaited", (handle) => (handle as PromiseLike<unknown>).then(() => {}), /awaited/],
    ["in a template string", (handle) => `${handle}`, /used as text/],
    ["compared", (handle) => (handle as number) > 3, /compared/],
    ["added", (handle) => (handle as number) + 1, /used as text or a number/],
    ["as JSON", (handle) => JSON.stringify(handle), /written as JSON/],
    ["iterated", (handle) => [...(handle as number[])], /p\.each/],
    ["spread", (handle) => ({ ...(handle as object) }), /spread/],
    ["changed", (handle) => Object.assign(handle, { x: 1 }), /changed/],
  ];

  test.each(misuses)("%s, it throws with an explanation", (_how, misuse, message) => {
    const error = thrown(() => plan((p) => misuse(p.math.add(1, 2) as never) as never));
    expect(error.code).toBe("ERR_PINTLE_INVALID_PLAN");
    expect(error.message).toMatch(message);
    expect(error.message).toContain('the result of step "add"');
  });

  test("of another plan is refused", () => {
    let foreign: unknown;
    plan((p) => {
      foreign = p.math.add(1, 2);
      return foreign as never;
    });
    expect(thrown(() => plan((p) => p.math.add(foreign as number, 1))).message).toContain(
      "belongs to another plan",
    );
  });

  test("of an each that has ended is refused", () => {
    const error = thrown(() =>
      plan((p, input: { list: number[] }) => {
        let inner: unknown;
        p.each(input.list, (item) => {
          const sum = p.math.add(item, 1);
          inner = sum;
          return sum;
        });
        return p.math.add(inner as number, 1);
      }),
    );
    expect(error.message).toContain("is not visible here");
  });

  test("is needed if a plan has outputs", () => {
    expect(thrown(() => plan(() => 42)).message).toContain("need no plan");
    expect(thrown(() => plan(() => ({ answer: 42 }))).message).toContain(
      '"answer" is not a handle',
    );
  });
});

describe("a plan that fails", () => {
  const failing = plan(
    (p, input: { a: number }) => {
      const sum = p.math.add(input.a, 1);
      return { sum, twice: p.math.multiply(sum, 2), other: p.math.add(1, 1) };
    },
    { onError: "continue" },
  );

  test("rejects run() with the first error, whose pointer leads into the document", async () => {
    await expect(failing.run({ a: 2 ** 31 - 1 })).rejects.toMatchObject({
      name: "PintleError",
      code: "ERR_PINTLE_OVERFLOW",
      command: "math.add",
      pointer: "/steps/0/params",
    });
  });

  test("does not reject settle(), which reports every step", async () => {
    const report = await failing.settle({ a: 2 ** 31 - 1 });
    expect(report.ok).toBe(false);
    expect(report.outputs).toEqual({ sum: null, twice: null, other: 2 });
    expect(report.steps.map(({ id, status }) => [id, status])).toEqual([
      ["add", "error"],
      ["multiply", "skipped"],
      ["add2", "ok"],
    ]);
    expect(report.steps[0]?.error).toBeInstanceOf(PintleError);
  });

  test("names what the input lacks", async () => {
    await expect(failing.run({} as never)).rejects.toMatchObject({
      code: "ERR_PINTLE_PATH_NOT_FOUND",
      pointer: "/steps/0/refs/~1a",
    });
  });

  test("has the caller in its stack", async () => {
    async function callerOfThePlan() {
      await failing.run({ a: 2 ** 31 - 1 });
    }
    const error: Error = await callerOfThePlan().then(
      () => expect.fail("it did not fail"),
      (reason) => reason,
    );
    expect(error.stack).toContain("callerOfThePlan");
  });
});

test("a plan reports each step while it runs", async () => {
  const heard: unknown[] = [];
  const two = plan((p) => ({ a: p.math.add(1, 1), b: p.math.add(2, 2) }), { concurrency: 1 });
  await two.run(undefined, {
    onProgress: ({ done, total, detail }) => heard.push({ done, total, ...detail }),
  });
  expect(heard).toEqual([
    { done: 0, total: 2, step: "add", status: "running" },
    { done: 1, total: 2, step: "add", status: "ok" },
    { done: 1, total: 2, step: "add2", status: "running" },
    { done: 2, total: 2, step: "add2", status: "ok" },
  ]);
});

test("a plan is cancelled before it starts when its signal is aborted", async () => {
  const reason = new Error("enough");
  const run = plan((p) => p.math.add(1, 1)).run(undefined, { signal: AbortSignal.abort(reason) });
  await expect(run).rejects.toMatchObject({ code: "ERR_PINTLE_CANCELLED", cause: reason });
});

test("a function that writes a plan cannot be async", () => {
  const error = thrown(() => plan(async (p) => await p.math.add(1, 2)));
  expect(error.code).toBe("ERR_PINTLE_INVALID_PLAN");
  expect(error.message).toContain("cannot be async");
});

test("a column that JSON cannot hold is refused where it is written", () => {
  const error = thrown(() => plan((p) => p.math.sumF64(Float64Array.of(1, Number.NaN))));
  expect(error).toMatchObject({ code: "ERR_PINTLE_OUT_OF_RANGE", pointer: "/values" });
});

test("a handle says what it is when it is printed", () => {
  plan((p) => {
    const sum = p.math.add(1, 2);
    expect(inspect(sum)).toBe('Handle(the result of step "add")');
    return sum;
  });
});

test("a path that is not in a result rejects the run", async () => {
  const first = plan((p, { root }: { root: string }) => p.tree.walk(root, { glob: [] }).paths[0]);
  const error = await failure(() => first.run({ root: "lib" }));
  expect(error).toMatchObject({ code: "ERR_PINTLE_PATH_NOT_FOUND", pointer: "/outputs" });
  const report = await first.settle({ root: "lib" });
  expect(report).toMatchObject({ ok: false, outputs: null, steps: [{ status: "ok" }] });
  expect(PintleError.is(report.error)).toBe(true);
});
