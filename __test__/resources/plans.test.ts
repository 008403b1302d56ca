import { expect, test } from "vitest";
import { fixture } from "../fixtures/fixture.ts";
import { alive, type Both, type Counter, collected, counting, plan } from "./resources.ts";

test("resources pass between steps, and end with the plan", async () => {
  const before = alive();
  const counts = plan((p) => {
    const made = p.resources.counter(1);
    const added = p.resources.add(made, 2);
    p.resources.addLater(made, added, 0);
    return { added, same: p.resources.same(made, made) };
  });
  expect(await counts.run()).toEqual({ added: 3, same: true });
  expect(alive()).toBe(before);
});

test("an output is an instance", async () => {
  const before = alive();
  const made: Counter = await plan((p) => p.resources.counter(5)).run();
  expect(made).toBeInstanceOf(fixture.resources.Counter);
  expect(made.add(1)).toBe(6);
  made[Symbol.dispose]();
  expect(alive()).toBe(before);
});

test("an output that contains some is made of instances", async () => {
  const both: { both: Both; left: Counter } = await plan((p) => {
    const both = p.resources.both(1, 2);
    return { both, left: both.left };
  }).run();
  expect(counting.same(both.both.left, both.left)).toBe(true);
  expect(both.both.right?.count()).toBe(2);
});

test("what comes in as the input stays its owner's", async () => {
  const made = counting.counter(1);
  const add = plan((p, input) => ({
    added: p.resources.add(input.counters[0], 2),
    total: p.resources.total({ left: input.counters[0] }, input.counters),
  }));
  expect(await add.run({ counters: [made] })).toEqual({ added: 3, total: expect.any(Number) });
  expect(made.count()).toBe(3);
});

test("each item of a list can be one", async () => {
  const before = alive();
  const counts = plan((p) =>
    p.each(p.resources.counters(20), (counter) => p.resources.add(counter, 10)),
  );
  expect(await counts.run()).toEqual(Array.from({ length: 20 }, (_, count) => count + 10));
  await collected(before);
});

test("one that has been disposed of is refused", async () => {
  const made = counting.counter(1);
  made[Symbol.dispose]();
  const add = plan((p, input) => p.resources.add(input, 2));
  await expect(add.run(made)).rejects.toMatchObject({ code: "ERR_PINTLE_DISPOSED" });
});

test("one of another type is refused before anything runs", () => {
  expect(() => plan((p) => p.resources.add(p.resources.label("a"), 1))).toThrow(
    expect.objectContaining({
      code: "ERR_PINTLE_INVALID_TYPE",
      message: expect.stringContaining("a resource of type Label"),
    }),
  );
});

test("an instance cannot be written into a plan", () => {
  const made = counting.counter(1);
  expect(() => plan((p) => p.resources.add(made, 1))).toThrow(
    expect.objectContaining({
      code: "ERR_PINTLE_NOT_CARRIED",
      message: expect.stringContaining("pass it as the plan's input"),
    }),
  );
});
