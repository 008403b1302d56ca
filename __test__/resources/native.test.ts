import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { PintleError } from "../../index.ts";
import { fixture } from "../fixtures/fixture.ts";
import { alive, type Counter, collected, counting, type Label } from "./resources.ts";

const { counter, add, label, same, total, both, counters, itself } = counting;

function failure(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    if (PintleError.is(error)) {
      const { code, message, pointer, command } = error;
      return { code, message, pointer, command };
    }
    throw error;
  }
  return undefined;
}

describe("an instance", () => {
  test("is of the class that the addon has", () => {
    const made = counter(1);
    expect(made).toBeInstanceOf(fixture.resources.Counter);
    expect(made).not.toBeInstanceOf(fixture.resources.Label);
    expect(Object.prototype.toString.call(made)).toBe("[object Counter]");
    expect(fixture.resources.Counter?.name).toBe("Counter");
  });

  test("has the commands that take it first as methods", () => {
    const made = counter(1);
    expect(made.add(2)).toBe(3);
    expect(add(made, 4)).toBe(7);
    expect(made.count()).toBe(7);
    expect(label("a").read()).toBe("a");
    const names = Object.getOwnPropertyNames(fixture.resources.Counter?.prototype).sort();
    expect(names).toEqual(
      [
        ...["add", "addLater", "addLaterSync", "constructor", "count", "counts", "countsSync"],
        ...["hold", "itself", "same"],
      ].sort(),
    );
  });

  test("is used by blocking commands, with the options of every call", async () => {
    const made = counter(1);
    expect(await made.addLater(2, 0)).toBe(3);
    expect(made.addLaterSync(2, 0)).toBe(5);
    const controller = new AbortController();
    const call = made.addLater(2, 60_000, { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: "ERR_PINTLE_CANCELLED" });
    expect(made.count()).toBe(5);
  });

  test("comes alone, in lists and in structs, and goes back in them", async () => {
    expect(counters(3).map((one) => one.count())).toEqual([0, 1, 2]);
    const { left, right } = both(1, 2);
    expect(both(5).right).toBeNull();
    expect(total({ left, right }, [counter(3), counter(4)])).toBe(10);
    expect((await counting.counterLater(9)).count()).toBe(9);
  });

  test("is the same resource whatever handle there is to it", () => {
    const made = counter(1);
    const again = itself(made);
    expect(again).not.toBe(made);
    expect(same(made, again)).toBe(true);
    expect(same(made, counter(1))).toBe(false);
    again.add(1);
    expect(made.count()).toBe(2);
  });

  test("can only be made by a command", () => {
    const Class = fixture.resources.Counter as unknown as new (...args: unknown[]) => unknown;
    expect(() => new Class()).toThrow(/a command returns it/);
    expect(() => new Class(Symbol("made by a command"), "Counter", {}, {})).toThrow(TypeError);
  });

  test("is not JSON", () => {
    expect(() => JSON.stringify({ made: counter(1) })).toThrow(
      expect.objectContaining({ code: "ERR_PINTLE_NOT_CARRIED" }),
    );
  });
});

describe("what is not one is refused with both names:", () => {
  const code = "ERR_PINTLE_INVALID_TYPE";
  const command = "resources.add";
  const expected = "resources.add: counter: expected a resource of type Counter, got";
  const refused = (given: unknown) => failure(() => add(given as Counter, 1));

  test.each([
    ["a copy", () => structuredClone(counter(1)), "an object"],
    ["an object with its prototype", () => Object.create(counter(1)), "an object"],
    ["a proxy", () => new Proxy(counter(1), {}), "an object"],
    ["another type", () => label("a"), "a resource of type Label"],
    ["nothing", () => undefined, "undefined"],
    ["a number", () => 1, "1"],
    [
      "an external of another kind",
      () => fixture.binding.preparePlan('{"steps":[]}'),
      "an external value",
    ],
  ])("%s", (_, make, got) => {
    expect(refused(make())).toEqual({
      code,
      command,
      pointer: "/counter",
      message: `${expected} ${got}`,
    });
  });

  test("a method that is called on something else", () => {
    const { count } = counter(1);
    expect(failure(() => count.call(label("a") as never))).toMatchObject({
      code,
      pointer: "/counter",
    });
    expect(failure(() => count.call(undefined as never))).toMatchObject({
      code,
      message: "resources.count: counter: expected a resource of type Counter, got undefined",
    });
  });

  test("surplus arguments of a method", () => {
    const surplus = counter(1).count as unknown as (...args: unknown[]) => unknown;
    expect(failure(() => surplus.call(counter(1), 1, 2, 3, 4, 5))).toMatchObject({
      code: "ERR_PINTLE_UNKNOWN_ARG",
    });
  });

  test("a missing argument of a method", () => {
    const short = counter(1).add as unknown as (this: Counter) => unknown;
    expect(failure(() => short.call(counter(1)))).toMatchObject({
      code: "ERR_PINTLE_MISSING_ARG",
      pointer: "/by",
    });
  });

  test("where a value of another type is expected", () => {
    expect(failure(() => label(counter(1) as never))).toMatchObject({
      code,
      message: expect.stringContaining("got a resource of type Counter"),
    });
  });
});

describe("disposing", () => {
  const disposed = (given: Counter | Label) => {
    given[Symbol.dispose]();
    return given;
  };

  test("drops the resource immediately", () => {
    const before = alive();
    const made = counter(1);
    expect(alive()).toBe(before + 1);
    made[Symbol.dispose]();
    expect(alive()).toBe(before);
    made[Symbol.dispose]();
    expect(alive()).toBe(before);
  });

  test("makes later uses fail", async () => {
    const made = disposed(counter(1)) as Counter;
    const error = {
      code: "ERR_PINTLE_DISPOSED",
      pointer: "/counter",
      message: "expected a resource of type Counter, got one that has been disposed of",
    };
    const of = (method: string) => ({
      ...error,
      command: `resources.${method}`,
      message: `resources.${method}: counter: ${error.message}`,
    });
    expect(failure(() => made.count())).toEqual(of("count"));
    expect(failure(() => add(made, 1))).toEqual(of("add"));
    await expect(made.addLater(1, 0)).rejects.toMatchObject(of("addLater"));
    expect(failure(() => made.addLaterSync(1, 0))).toEqual(of("addLater"));
  });

  test("waits for the calls that use it", async () => {
    const before = alive();
    const made = counter(1);
    const call = made.addLater(1, 20);
    made[Symbol.dispose]();
    expect(alive()).toBe(before + 1);
    expect(await call).toBe(2);
    await collected(before);
  });

  test("leaves other handles to the resource", () => {
    const made = counter(1);
    const again = itself(made);
    made[Symbol.dispose]();
    expect(again.count()).toBe(1);
  });

  test("of one whose drop panics ends nothing", () => {
    const bomb = counting.bomb();
    bomb[Symbol.dispose]();
    expect(counter(1).count()).toBe(1);
  });

  test("happens at the end of a using block", () => {
    const before = alive();
    {
      using made = counter(1);
      expect(made.count()).toBe(1);
    }
    expect(alive()).toBe(before);
  });
});

test("what is forgotten is collected", async () => {
  const before = alive();
  for (let count = 0; count < 1000; count += 1) {
    counter(count);
  }
  await collected(before);
});

test("the engine collects sooner what it knows to be large", async () => {
  const before = alive();
  for (let count = 0; count < 400; count += 1) {
    const made = counter(count);
    made.hold(64 << 20);
    made.count(); // What it holds is asked each time that the instance is passed.
    await setImmediate();
  }
  expect(alive() - before).toBeLessThan(200); // All of them, if it does not know.
});
