import { expectTypeOf, test } from "vitest";
import {
  type Bytes,
  type Handle,
  type Plan,
  type PlanReport,
  plan,
  preparePlan,
  type RunResult,
  runPlan,
} from "../../index.ts";

test("a plan has the type of its input and of its outputs", () => {
  const sums = plan((p, input: { a: number; b: { c: bigint }[] }) => {
    expectTypeOf(p.math.add(input.a, 1)).toEqualTypeOf<Handle<number>>();
    return { sum: p.math.add(input.a, 1), wide: p.math.addI64(input.b[0]!.c, 2n) };
  });
  expectTypeOf(sums.run).parameter(0).toEqualTypeOf<{ a: number; b: { c: bigint }[] }>();
  expectTypeOf(sums.run({ a: 1, b: [] })).resolves.toEqualTypeOf<{
    readonly sum: number;
    readonly wide: bigint;
  }>();
  // @ts-expect-error the input is missing
  sums.run();
  // @ts-expect-error the input has another type
  sums.run({ a: "1", b: [] });
});

test("a plan that returns one handle results in one value, and needs no input", () => {
  const answer = plan((p) => p.math.add(1, 41));
  expectTypeOf(answer).toEqualTypeOf<Plan<unknown, number>>();
  expectTypeOf(answer.run()).resolves.toBeNumber();
  expectTypeOf(
    answer.run(undefined, { signal: new AbortController().signal }),
  ).resolves.toBeNumber();
  // @ts-expect-error it takes no input
  answer.run({ a: 1 });
});

test("a step takes values and handles of the right type", () => {
  plan((p) => {
    const sum = p.math.add(1, 2);
    const wide = p.math.addI64(1n, 2n);
    p.math.add(sum, sum);
    p.program.run("x", [p.hash.file("y")], { cwd: p.program.which("z") });
    // @ts-expect-error a bigint will not be a number
    p.math.add(wide, 1);
    // @ts-expect-error a bigint is not a number
    p.math.add(1n, 1);
    // @ts-expect-error nor is its handle text
    p.hash.file(sum);
    // @ts-expect-error a misspelt option
    p.hash.file("x", { algorithmn: "sha256" });
    // @ts-expect-error an unknown algorithm
    p.hash.file("x", { algorithm: "sha3" });
    // @ts-expect-error what changes an argument in place can only be called directly
    p.math.addInto;
    // @ts-expect-error a plan has no synchronous steps
    p.program.runSync;
    return sum;
  });
});

test("a handle leads to the parts of a result, and is none itself", () => {
  plan((p) => {
    const result = p.program.run("x");
    expectTypeOf(result).toEqualTypeOf<Handle<RunResult>>();
    expectTypeOf(result.stdout).toEqualTypeOf<Handle<Bytes>>();
    const entries = p.tree.walk("x");
    expectTypeOf(entries.paths[0]!).toEqualTypeOf<Handle<string>>();
    // @ts-expect-error a number only when the plan has run
    const early: number = entries.count;
    // @ts-expect-error nothing to compare yet
    entries.count > 3;
    // @ts-expect-error nothing of that name
    entries.sizen;
    // @ts-expect-error bytes only when the plan has run
    result.stdout.text();
    return { hash: p.hash.bytes(result.stdout), early };
  });
});

test("each goes through lists and columns", () => {
  const grid = plan((p, input: { rows: { cells: Float64Array }[]; column: Int32Array }) => {
    const sums = p.each(input.rows, (row) => {
      expectTypeOf(row).toExtend<Handle<{ cells: Float64Array }>>();
      const sum = p.math.sumF64(row.cells);
      return { sum, twice: p.math.multiplyF64(sum, 2) };
    });
    return { sums, columns: p.each(input.column, (item) => p.math.add(item, 1)) };
  });
  expectTypeOf(grid.run({ rows: [], column: new Int32Array(0) })).resolves.toEqualTypeOf<{
    readonly sums: { readonly sum: number; readonly twice: number }[];
    readonly columns: number[];
  }>();
});

test("each iterates over the list in a step's result", () => {
  const sums = plan((p) => p.each(p.tree.walk("src").paths, (path) => p.hash.file(path)));
  expectTypeOf(sums.run()).resolves.toEqualTypeOf<string[]>();
});

test("with says more of the steps it writes", () => {
  plan((p) => {
    const first = p.with({ id: "first", timeoutMs: 5 }).math.add(1, 2);
    // @ts-expect-error nothing of that name
    p.with({ name: "second" });
    return p.with({ dependsOn: [first] }).math.add(1, 2);
  });
  plan((p) => p.math.add(1, 2), { onError: "continue", concurrency: 2, timeoutMs: 5 });
  // @ts-expect-error there is no such way
  plan((p) => p.math.add(1, 2), { onError: "ignore" });
});

test("a report contains every step", async () => {
  const report = await plan((p) => p.math.add(1, 2)).settle();
  expectTypeOf(report).toEqualTypeOf<PlanReport<number>>();
  expectTypeOf(report.steps[0]!.status).toEqualTypeOf<"ok" | "error" | "skipped" | "cancelled">();
});

test("a plan may be a document, whose outputs nobody knows", () => {
  expectTypeOf(runPlan("[]")).resolves.toEqualTypeOf<PlanReport<unknown>>();
  expectTypeOf(
    runPlan([{ id: "a", method: "math.add", params: { a: 1, b: 2 } }]),
  ).resolves.toExtend<{
    ok: boolean;
  }>();
  runPlan(
    { steps: [], onError: "stop" },
    { input: { a: 1 }, signal: new AbortController().signal },
  );
  expectTypeOf(preparePlan("[]").run({})).resolves.toBeUnknown();
  // @ts-expect-error a step has no such field
  runPlan([{ methd: "math.add" }]);
  // @ts-expect-error an unknown version
  preparePlan({ version: 2, steps: [] });
});
