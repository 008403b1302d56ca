import { expect, test } from "vitest";
import { wasmFixture, wasmTrouble } from "../fixtures/wasm.ts";
import { type Counting, counting as native } from "./resources.ts";

const wasm = wasmFixture.commands.resources as unknown as Counting;

test("instances have methods, and come and go in values", async () => {
  const counter = wasm.counter(1);
  expect(counter).toBeInstanceOf(wasmFixture.resources.Counter);
  expect(counter.add(2)).toBe(3);
  expect(wasm.add(counter, 3)).toBe(6);
  expect(counter.addLaterSync(1, 0)).toBe(7);
  expect(await counter.addLater(1, 0)).toBe(8);
  const { left, right } = wasm.both(1, 2);
  expect(wasm.total({ left, right }, wasm.counters(3))).toBe(6);
  expect(wasm.same(counter, wasm.itself(counter))).toBe(true);
});

test("errors are those of the native addon", () => {
  const codes = (addon: Counting) => {
    const disposed = addon.counter(1);
    disposed[Symbol.dispose]();
    const given = [disposed, addon.label("a"), structuredClone(addon.counter(1)), 1, undefined];
    return given.map((value) => {
      try {
        return addon.add(value as never, 1);
      } catch (error) {
        const { code, message, pointer } = error as {
          code: string;
          message: string;
          pointer: string;
        };
        return { code, message, pointer };
      }
    });
  };
  expect(codes(wasm)).toEqual(codes(native));
  expect(() => wasm.add(native.counter(1), 1)).toThrow(/a resource of type Counter of the addon/);
});

test("disposing drops the resource, and so does the collector's registry", () => {
  const before = wasm.alive();
  const counter = wasm.counter(1);
  expect(wasm.alive()).toBe(before + 1);
  counter[Symbol.dispose]();
  counter[Symbol.dispose]();
  expect(wasm.alive()).toBe(before);
});

test("a panic ends all resources", () => {
  const counter = wasm.counter(1);
  expect(() => wasmTrouble("panic")("on purpose")).toThrow(/on purpose/);
  expect(() => counter.add(1)).toThrow(expect.objectContaining({ code: "ERR_PINTLE_DISPOSED" }));
  expect(wasm.counter(1).count()).toBe(1);
  counter[Symbol.dispose]();
});
