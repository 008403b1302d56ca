import { expect, test } from "vitest";
import { runGuest } from "../../index.ts";
import { relay } from "./wat.ts";

test("smoke", async () => {
  const t0 = performance.now();
  const r = await runGuest(relay, { policy: { version: 1, commands: { "math.*": true } }, input: { method: "math.add", params: { a: 2, b: 40 } } });
  console.log(performance.now() - t0);
  expect(r).toBe(42);
  for (let i = 0; i < 5; i++) {
    const t0 = performance.now();
    await runGuest(relay, { policy: { version: 1, commands: { "math.*": true } }, input: { method: "math.add", params: { a: 2, b: 40 } } });
    console.log(performance.now() - t0);
  }
});
