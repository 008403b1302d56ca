/** What is heard of amounts that no transport could carry. */

import { describe, expect, test } from "vitest";
import { fixture } from "../fixtures/fixture.ts";
import { wasmFixture } from "../fixtures/wasm.ts";

describe.each([
  ["native", fixture],
  ["as WebAssembly", wasmFixture],
])("progress, %s,", (_, addon) => {
  test("has amounts that are finite and not below zero, or none", async () => {
    const heard: { done: number; total: number | null; detail: unknown }[] = [];
    const tell = addon.commands.trouble?.tellAmounts as (options: object) => Promise<void>;
    await tell({ onProgress: (progress: (typeof heard)[number]) => heard.push(progress) });
    expect(heard.slice(0, 5)).toEqual([
      ...[0, 1, 2, 3].map((step) => ({ done: 0, total: null, detail: { step } })),
      { done: 2.5, total: 2.5, detail: { step: 4 } },
    ]);
    // What cannot be a result is reported as an error.
    const error = expect.any(String);
    const failed = { done: 0, total: null, detail: { error } };
    expect(heard.slice(5)).toEqual([failed, failed]);
  });
});
