import { beforeEach, describe, expect, test, vi } from "vitest";
import { compare } from "../../bench/harness/compare.ts";
import { repeat, repeatAwaited } from "../../bench/harness/repeat.ts";
import { quartiles } from "../../bench/harness/statistics.ts";
import { isContent, table } from "../../bench/harness/table.ts";

const effort = { rounds: 5, batchMs: 1, rowMs: 1000 };

/** A clock that only work moves, so that no other program's work is measured. */
let now = 0n;
beforeEach(() => {
  now = 0n;
  const clock = vi.spyOn(process.hrtime, "bigint").mockImplementation(() => now);
  return () => clock.mockRestore();
});

/** Work that takes so many milliseconds. */
const work = (ms: number) =>
  repeat((done: boolean) => {
    now += BigInt(ms * 1e6);
    return done;
  }, true);

describe("a comparison", () => {
  test("is refused when the results differ", async () => {
    const row = { name: "sum", ours: () => 3, theirs: { other: () => 4 } };
    await expect(compare(row, effort)).rejects.toThrow("sum: other returns another result");
  });

  test("looks only at what the row shows of a result", async () => {
    const say = (text: string) => {
      now += 1_000_000n;
      return text;
    };
    const row = { name: "id", ours: repeat(say, "a1"), theirs: { other: repeat(say, "a2") } };
    const view = (text: string) => text[0];
    await expect(compare({ ...row, view }, effort)).resolves.toHaveLength(1);
  });

  test("says how many times longer ours takes", async () => {
    const row = { name: "work", ours: work(30), theirs: { less: work(3) }, atMost: { less: 2 } };
    const [result] = await compare(row, effort);
    expect(result).toMatchObject({ ours: 30e6, theirs: 3e6, ratio: { median: 10 } });
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
      now += 20_000_000n;
    };
    const take = (times: number) => {
      left -= times;
      now += 1_000_000n;
      return left;
    };
    const [result] = await compare(
      { name: "take", ours: take, theirs: { same: take }, before },
      effort,
    );
    expect(left).toBe(0);
    expect(result).toMatchObject({ ours: 1e6, theirs: 1e6 });
  });

  test("has fewer rounds when they take long, but five", async () => {
    const row = { name: "work", ours: work(5), theirs: { other: work(5) } };
    const [result] = await compare(row, { rounds: 51, batchMs: 1, rowMs: 0 });
    expect(result?.rounds).toBe(5);
  });

  test("waits for promises", async () => {
    const later = (ms: number) =>
      repeatAwaited(async () => {
        await new Promise((resolve) => setImmediate(resolve));
        now += BigInt(ms * 1e6);
      });
    const row = { name: "later", ours: later(8), theirs: { less: later(2) } };
    const [result] = await compare(row, effort);
    expect(result).toMatchObject({ ours: 8e6, theirs: 2e6, ratio: { median: 4 } });
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
