/** Errors that an author has defined: what they are has to be the same in every way of calling. */

import { describe, expect, test } from "vitest";
import {
  type Client,
  connect,
  type ErrorData,
  errorsOf,
  mock,
  native,
  PintleError,
  planFor,
} from "../../index.ts";
import type { Addon } from "../../lib/client/addon.ts";
import { failure } from "../failure.ts";
import { fixture } from "../fixtures/fixture.ts";
import { wasmFixture } from "../fixtures/wasm.ts";

type Family = Readonly<Record<string, (...args: unknown[]) => unknown>>;

const expected: Readonly<Record<string, Omit<ErrorData, "command">>> = {
  nothing: {
    code: "ERR_FIXTURE_NOTHING",
    message: "way: there is nothing in it",
    pointer: "/way",
    details: null,
    cause: null,
  },
  tooMuch: {
    code: "ERR_FIXTURE_TOO_MUCH",
    message: "7 are more than 5",
    pointer: "",
    details: {
      given: 7,
      limit: 5,
      labels: ["a", "ž\u2028"],
      exact: 2n ** 64n - 1n,
      missing: null,
    },
    cause: null,
  },
  elsewhere: {
    code: "ERR_FIXTURE_ELSEWHERE",
    message: "look at 3:4",
    pointer: "",
    details: { line: 3, column: 4 },
    cause: null,
  },
  unreadable: {
    code: "ERR_FIXTURE_UNREADABLE",
    message: '"x" is not a number',
    pointer: "",
    details: { text: "x" },
    cause: "invalid digit found in string",
  },
  system: {
    code: "ERR_PINTLE_IO",
    message: "entity not found (ENOENT)",
    pointer: "",
    details: { path: null, errno: "ENOENT" },
    cause: "entity not found",
  },
  unnamed: {
    code: "ERR_PINTLE_IO",
    message: "it broke",
    pointer: "",
    details: { path: null, errno: null },
    cause: "it broke",
  },
  other: {
    code: "ERR_PINTLE_FAILED",
    message: "something else",
    pointer: "",
    details: null,
    cause: null,
  },
  inside: {
    code: "ERR_FIXTURE_ELSEWHERE",
    message: "around: look at 1:2",
    pointer: "",
    details: { line: 1, column: 2 },
    cause: null,
  },
};

const ways = Object.keys(expected);

/** What a call of that command with that way has to fail with. */
function of(command: string, way: string): ErrorData {
  const { message = "", ...rest } = expected[way] ?? { code: "", pointer: "" };
  return { ...rest, command, message: `${command}: ${message}` };
}

describe.each<[string, Addon]>([
  ["native", fixture],
  ["as WebAssembly", wasmFixture],
])("%s, an author's error", (_, addon) => {
  const failing = addon.commands.failing as unknown as Family;

  test.each(ways)("is thrown, and rejected: %s", async (way) => {
    for (const name of ["now", "later", "laterSync"]) {
      const error = await failure(() => failing[name]?.(way));
      const command = `failing.${name.replace("Sync", "")}`;
      expect(error.toJSON()).toEqual(of(command, way));
    }
  });

  test.each(ways)("fails a step: %s", async (way) => {
    for (const name of ["now", "later"] as const) {
      const plan = planFor(addon)((p) =>
        (p as unknown as { failing: Family }).failing[name]?.(way),
      );
      const error = await failure(() => plan.run());
      expect(error.toJSON()).toMatchObject({
        ...of(`failing.${name}`, way),
        message: expect.stringContaining(String(expected[way]?.message)),
        pointer: expect.any(String),
      });
    }
  });

  test.each(ways)("crosses a transport: %s", async (way) => {
    await using client: Client = await connect({ transport: native(addon) });
    const { failing } = client as unknown as { failing: Family };
    for (const name of ["now", "later"] as const) {
      const error = await failure(() => failing[name]?.(way));
      expect(error.toJSON()).toEqual(of(`failing.${name}`, way));
    }
  });

  test("of a static or of the standard library", async () => {
    const typed = await failure(() => failing.named?.(true));
    expect(typed).toMatchObject({ code: "ERR_FIXTURE_STATIC", details: { line: 5, column: 6 } });
    const plain = await failure(() => failing.named?.(false));
    expect(plain).toMatchObject({ code: "ERR_FIXTURE_NOTHING", pointer: "/way" });
    const parsed = await failure(() => failing.parsed?.("x"));
    expect(parsed).toMatchObject({ code: "ERR_PINTLE_FAILED", details: null });
    expect(failing.parsed?.("7")).toBe(7);
  });

  test("is in the contract, with the type of its details", () => {
    const { contract } = addon;
    const codes = (method: string) => contract["x-commands"][method]?.errors;
    const own = ["NOTHING", "TOO_MUCH", "ELSEWHERE", "UNREADABLE"].map((c) => `ERR_FIXTURE_${c}`);
    const all = [...own, "ERR_PINTLE_IO", "ERR_PINTLE_FAILED"];
    expect(codes("failing.now")).toEqual(all);
    expect(codes("failing.later")).toEqual(all);
    expect(codes("failing.named")).toEqual(["ERR_FIXTURE_STATIC", ...all]);
    expect(codes("failing.parsed")).toEqual(["ERR_PINTLE_FAILED"]);
    const errors = contract["x-errors"];
    expect(errors.ERR_FIXTURE_TOO_MUCH).toEqual({
      summary: "It was more than it may be.",
      fix: "Pass less.",
      details: { $ref: "#/$defs/TooMuchDetails" },
    });
    expect(errors.ERR_FIXTURE_ELSEWHERE?.details).toEqual({ $ref: "#/$defs/Position" });
    expect(errors.ERR_FIXTURE_NOTHING).not.toHaveProperty("details");
    expect(contract.$defs.TooMuchDetails?.required).toEqual(["given", "limit", "labels", "exact"]);
  });

  test("is recognised by its code", async () => {
    const isOne = errorsOf(addon);
    expect(isOne(await failure(() => failing.now?.("nothing")))).toBe(true);
    expect(isOne(await failure(() => failing.now?.(1)))).toBe(true);
    const foreign = new PintleError({ code: "ERR_WORDS_NONE", message: "no", pointer: "" });
    for (const value of [foreign, new Error("no"), { code: "ERR_FIXTURE_NOTHING" }, null]) {
      expect(isOne(value)).toBe(false);
    }
  });
});

test("a mock fails with the same", async () => {
  const handlers = {
    "failing.now": ({ way }: { way: string }) => {
      throw new PintleError({ ...(expected[way] as ErrorData), message: "as in the real one" });
    },
  } as never;
  await using client: Client = await connect({
    transport: mock(handlers, { contract: fixture.contract }),
  });
  const { failing } = client as unknown as { failing: Family };
  for (const way of ways) {
    const error = await failure(() => failing.now?.(way));
    expect(error.details).toEqual(expected[way]?.details);
  }
});
