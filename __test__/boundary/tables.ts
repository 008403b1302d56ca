/** Tables of calls: what a command must refuse and how, and what it must give back. */

import { describe, expect, test } from "vitest";
import { PintleError } from "../../index.ts";
import { type Command, echo } from "../fixtures/fixture.ts";
import { wasmEcho } from "../fixtures/wasm.ts";

/** The ways to call a command of the fixture: what holds for one holds for the other. */
const ways: readonly (readonly [way: string, echo: (name: string) => Command])[] = [
  ["native", echo],
  ["WebAssembly", wasmEcho],
];

/** What is passed, in words; the arguments; the code without its prefix; the pointer. */
export type Refusal = readonly [what: string, args: readonly unknown[], code: string, at: string];

/** What is passed, in words; the value; what comes back, where that is not an equal value. */
export type Acceptance = readonly [what: string, value: unknown, back?: unknown];

/** A command must refuse each of these with exactly that code and pointer. */
export function refuses(name: string, rows: readonly Refusal[]): void {
  describe.each(ways)(`echo.${name} as %s refuses`, (_, echo) => {
    test.each(rows.map(([what, ...row]) => ({ what, row })))(
      "$what",
      ({ row: [args, code, at] }) => {
        const error = thrown(() => echo(name)(...args));
        expect({ code: error.code, pointer: error.pointer }).toEqual({
          code: `ERR_PINTLE_${code}`,
          pointer: at,
        });
        expect(error.command).toBe(`echo.${name}`);
        // The message alone must say which command it is about.
        expect(error.message).toMatch(new RegExp(`^echo\\.${name}: .`));
      },
    );
  });
}

/** A command that takes one value must give each of these back. */
export function accepts(name: string, rows: readonly Acceptance[]): void {
  describe.each(ways)(`echo.${name} as %s gives back`, (_, echo) => {
    test.each(rows.map(([what, ...row]) => ({ what, row })))("$what", ({ row }) => {
      const [value] = row;
      // Strict: 0 is not -0, and a list with holes is not one of undefined.
      expect(echo(name)(value)).toStrictEqual(row.length === 2 ? row[1] : value);
    });
  });
}

/** Values of every kind that JavaScript has. A command takes very few of them. */
const kinds: Readonly<Record<string, () => unknown>> = {
  undefined: () => undefined,
  null: () => null,
  boolean: () => true,
  number: () => 1,
  bigint: () => 1n,
  string: () => "1",
  symbol: () => Symbol("one"),
  function: () => () => 1,
  class: () => class {},
  object: () => ({}),
  array: () => [],
  date: () => new Date(0),
  regexp: () => /1/,
  map: () => new Map(),
  set: () => new Set(),
  promise: () => Promise.resolve(1),
  "boxed number": () => Object(1),
  "boxed bigint": () => Object(1n),
  "boxed boolean": () => Object(true),
  "boxed empty string": () => Object(""),
  "proxy of a function": () => new Proxy(() => 1, {}),
  ArrayBuffer: () => new ArrayBuffer(8),
  SharedArrayBuffer: () => new SharedArrayBuffer(8),
  DataView: () => new DataView(new ArrayBuffer(8)),
  Int8Array: () => new Int8Array(1),
  Uint8Array: () => new Uint8Array(1),
  Uint8ClampedArray: () => new Uint8ClampedArray(1),
  Int16Array: () => new Int16Array(1),
  Uint16Array: () => new Uint16Array(1),
  Int32Array: () => new Int32Array(1),
  Uint32Array: () => new Uint32Array(1),
  Float32Array: () => new Float32Array(1),
  Float64Array: () => new Float64Array(1),
  BigInt64Array: () => new BigInt64Array(1),
  BigUint64Array: () => new BigUint64Array(1),
};

/** A command of one value must refuse every kind but these, and calls of no or two arguments. */
export function takesOnly(name: string, taken: readonly string[]): void {
  const others = Object.entries(kinds).filter(([kind]) => !taken.includes(kind));
  const wrong = others.map(([kind, make]): Refusal => [kind, [make()], "INVALID_TYPE", "/value"]);
  const right = kinds[taken[0] ?? ""]?.();
  refuses(name, [
    ...wrong,
    ["one argument too many", [right, right], "UNKNOWN_ARG", "/1"],
    ["twenty arguments too many", new Array(21).fill(right), "UNKNOWN_ARG", "/1"],
    ["an undefined too many", [right, undefined], "UNKNOWN_ARG", "/1"],
    ...(taken.includes("undefined")
      ? []
      : ([["nothing", [], "MISSING_ARG", "/value"]] satisfies Refusal[])),
  ]);
}

/** The error that a call throws synchronously. */
export function thrown(call: () => unknown): PintleError {
  try {
    call();
  } catch (error) {
    if (PintleError.is(error)) {
      return error;
    }
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** Transfers the memory of a view, so that the view is detached. */
export function detached<View extends ArrayBufferView>(view: View): View {
  structuredClone(view.buffer, { transfer: [view.buffer as ArrayBuffer] });
  return view;
}

/** A proxy whose `trap` throws. */
export function throwing<Target extends object>(
  target: Target,
  trap: keyof ProxyHandler<object>,
): Target {
  const handler = {
    [trap]: () => {
      throw new RangeError(`from ${trap}`);
    },
  };
  return new Proxy(target, handler);
}
