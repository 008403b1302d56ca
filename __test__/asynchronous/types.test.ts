/** What TypeScript sees of async commands and callbacks. */

import { expect, test } from "vitest";
import { generateTypeScript } from "../../lib/contract/typescript.ts";
import { fixture } from "../fixtures/fixture.ts";

// The fixture has a type of its own that is called `Promise`.
const module = generateTypeScript(fixture.contract).replaceAll("globalThis.Promise", "Promise");

/** The line that declares a member. */
function member(name: string): string | undefined {
  return module
    .split("\n")
    .find((line) => line.startsWith(`  readonly ${name}`))
    ?.trim();
}

test("an async command is typed as a blocking one", () => {
  const call = "(milliseconds: number) => number";
  expect(member("sleepTokio:")).toBe(`readonly sleepTokio: Command<${call}, "blocking">;`);
  expect(member("sleepBlocking:")).toBe(`readonly sleepBlocking: Command<${call}, "blocking">;`);
  expect(member("sleepTokioSync:")).toBe(
    'readonly sleepTokioSync: Call<TimingSignatures["sleepTokio"]>;',
  );
});

test("a callback is a function that may return a promise", () => {
  expect(member("fold:")).toBe(
    "readonly fold: Command<(numbers: Float64Array, add: (a: number, b: number) => number | Promise<number>) => number, " +
      '"blocking">;',
  );
  expect(member("infinite: Command")).toContain("answer: (a: number) => void | Promise<void>");
  expect(member("onSpot")).toBe(
    "readonly onSpot?: ((a: Spot) => Verdict | Promise<Verdict>) | null | undefined;",
  );
  expect(member("onEnd")).toBe("readonly onEnd?: (() => void | Promise<void>) | null | undefined;");
});

test("what a callback takes is written as a result is, and what it returns as a parameter", () => {
  expect(module).toContain("  /** Its number. */\n  readonly number: bigint;");
  expect(module).toContain("  /** Why. */\n  readonly reasons: readonly string[];");
});
