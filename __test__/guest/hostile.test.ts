import { describe, expect, test } from "vitest";
import { runGuest } from "../../index.ts";
import { failure } from "../failure.ts";
import { hostile } from "./hostile.ts";
import { relay } from "./wat.ts";

const policy = { version: 1, commands: { "math.*": true } } as const;

describe.each(Object.entries(hostile))("%s", (_, table) => {
  test.each(table)("$name", async ({ wasm, limits, code, says }) => {
    const error = await failure(() => runGuest(wasm, { policy, limits }));
    expect(error).toMatchObject({ code, message: expect.stringContaining(says) });
  });

  test("the next guest runs", async () => {
    const input = { method: "math.add", params: { a: 2, b: 40 } };
    expect(await runGuest(relay, { policy, input })).toBe(42);
  });
});
