import { expectTypeOf, test } from "vitest";
import type { LineCallOptions } from "../../index.ts";
import type { callOptions } from "../../lib/generated/names.ts";

test("the options of a call are those that no command can have", () => {
  expectTypeOf<keyof LineCallOptions>().toEqualTypeOf<(typeof callOptions)[number]>();
});
