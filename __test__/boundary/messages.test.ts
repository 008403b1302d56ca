/** Numbers in messages; `String` of JavaScript judges. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Command, echo } from "../fixtures/fixture.ts";
import { wasmEcho } from "../fixtures/wasm.ts";
import { thrown } from "./tables.ts";

const ways: readonly (readonly [way: string, echo: (name: string) => Command])[] = [
  ["native", echo],
  ["WebAssembly", wasmEcho],
];

describe.each(ways)("a message, %s,", (_, echo) => {
  const shown = (value: number) => thrown(() => echo("text")(value)).message;

  test.each([0, 1e21, 1e-7, 123456789012345680000, 5e-324, Number.NaN, Number.NEGATIVE_INFINITY])(
    "has %d as JavaScript writes it",
    (value) => {
      expect(shown(value)).toBe(`echo.text: value: expected a string, got ${String(value)}`);
    },
  );

  test("has any number as JavaScript writes it", () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(shown(value)).toMatch(` got ${String(value)}`);
      }),
      { numRuns: 2000 },
    );
  });
});
