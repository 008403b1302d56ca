import { describe, expect, test } from "vitest";
import { compare } from "../../bench/harness/compare.ts";
import { repeat, repeatAwaited } from "../../bench/harness/repeat.ts";
import { quartiles } from "../../bench/harness/statistics.ts";
import { isContent, table } from "../../bench/harness/table.ts";

const effort = { rounds: 5, batchMs: 1, rowMs: 1000 };

describe("a comparison", () => {
  test("is refused when the results differ", async () => {
    const row = { name: "sum", ours: () => 3, theirs: { other: () => 4 } };
    await expect(compare(row, effort)).rejects.toThrow("sum: other gives another result");
  });

  test("looks only at what the row shows of a result", async () => {
    const say = (text: string) => text;
    const row = { name: "id", ours: repeat(say, "a1"), theirs: { other: repeat(say, "a2") } };
    const view = (text: string) => text[0];
    await expect(compare({ ...row, view }, effort)).resolves.toHaveLength(1);
  });

  test("says how many times longer ours takes", async () => {
    const work = (size: number) => Array.from({ length: size }, Math.sqrt).length > 0;
    const row = { name: "w", ours: repeat(work, 3000), theirs: { less: repeat(work, 300) } };
    const [result] = await compare({ ...row, atMost: { less: 2 } }, effort);
    expect(result?.ratio.median).toBeGreaterThan(3);
    expect(result && isContent(result)).toBe(false);
  });

  test("is refused when a side does not repeat its work", async () => {
    const row = { name: "once", ours: () => 1, theirs: { other: () => 1 } };
    await expect(compare(row, effort)).rejects.toThrow("not work as often");
  });

  test("prepares what is worked on before each time, without measuring that", async () => {
    let left = 0;
    const before = async () => {
      left = 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
    };
    const take = (times: number) => {
      left -= times;
      return left;
    };
    const [result] = await compare(
      { name: "take", ours: take, theirs: { same: take }, before },
      effort,
    );
    expect(left).toBe(0);
    expect(result?.ours).toBeLessThan(20e6);
  });

  test("has fewer rounds when they take long, but five", async () => {
    const nap = repeatAwaited(() => new Promise((resolve) => setTimeout(resolve, 5)));
    const row = { name: "nap", ours: nap, theirs: { other: nap } };
    const [result] = await compare(row, { rounds: 51, batchMs: 1, rowMs: 20 });
    expect(result?.rounds).toBe(5);
  });

  test("waits for promises", async () => {
    const sleep = (ms: number) => () => new Promise((resolve) => setTimeout(resolve, ms));
    const row = { ours: repeatAwaited(sleep(8)), theirs: { less: repeatAwaited(sleep(1)) } };
    const [result] = await compare({ name: "sleep", ...row }, effort);
    expect(result?.ratio.median).toBeGreaterThan(2);
  });
});

test("quartiles lie between neighbours where need be", () => {
  expect(quartiles([4, 1, 3, 2])).toEqual({ low: 1.75, median: 2.5, high: 3.25 });
});

test("the table names a row once and marks what is above its limit", () => {
  const ratio = { low: 1.1, median: 1.2, high: 1.3 };
  const line = { row: "add", ours: 30, theirs: 25, rounds: 5, ratio };
  const text = table([
    { ...line, peer: "C", atMost: 1.25 },
    { ...line, peer: "other", atMost: 1, ours: 1_500 },
  ]);
  const [, , first, second] = text.split("\n");
  expect(first).toBe("| add  | 30.0 ns | C     | 25.0 ns |  1.20 |   1.10–1.30 |  1.25 ✓ |");
  expect(second).toBe("|      | 1.50 µs | other | 25.0 ns |  1.20 |   1.10–1.30 |     1 ✗ |");
});
