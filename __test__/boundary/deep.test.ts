/** Values that a command makes deeper than any stack, in Node and as WebAssembly. */

import { describe, expect, test } from "vitest";
import { planFor } from "../../index.ts";
import type { Addon } from "../../lib/client/addon.ts";
import { failure } from "../failure.ts";
import { fixture } from "../fixtures/fixture.ts";
import { wasmFixture } from "../fixtures/wasm.ts";

const levels = 100_000;

const refused = { code: "ERR_PINTLE_INVALID_VALUE" };

interface Deep {
  dropped(levels: number): number;
  compared(levels: number): boolean;
  debugged(levels: number): number;
  given(levels: number): unknown;
  givenLater(levels: number): Promise<unknown>;
  givenLaterSync(levels: number): unknown;
  told(levels: number, options?: object): Promise<number>;
  typed(levels: number): unknown;
  typedLater(levels: number): Promise<unknown>;
  typedLaterSync(levels: number): unknown;
  typedList(levels: number): unknown;
}

const results = ["given", "givenLater", "typed", "typedLater", "typedList"] as const;
const direct = [...results, "givenLaterSync", "typedLaterSync"] as const;

interface Steps {
  readonly deep: { readonly [name in keyof Deep]: (levels: number) => unknown };
}

describe.each<[string, Addon]>([
  ["native", fixture],
  ["as WebAssembly", wasmFixture],
])("%s, a value of 100,000 levels", (_, addon) => {
  const deep = addon.commands.deep as unknown as Deep;

  test("is dropped, compared and shown", () => {
    expect(deep.dropped(levels)).toBe(levels);
    expect(deep.compared(levels)).toBe(true);
    expect(deep.debugged(levels)).toBeLessThan(100_000);
  });

  test("is not a result, at any number of levels that are too many", async () => {
    const { nesting } = addon.contract["x-limits"];
    expect(deep.given(3)).toEqual([{ inner: [null] }]);
    expect(deep.typed(2)).toMatchObject({ named: { inner: { children: [{ only: null }] } } });
    for (const many of [nesting + 1, nesting + 20, levels]) {
      for (const name of direct) {
        const error = await failure(() => deep[name](many));
        expect(error).toMatchObject(refused);
        expect(error.message).toContain("levels of nesting");
      }
    }
  });

  test("is not a result of a step", async () => {
    const plan = planFor(addon) as unknown as (build: (p: Steps) => unknown) => {
      run(): Promise<unknown>;
    };
    for (const name of results) {
      const error = await failure(() => plan((p) => p.deep[name](levels)).run());
      expect(error).toMatchObject({ ...refused, command: `deep.${name}` });
    }
    expect(await plan((p) => p.deep.dropped(levels)).run()).toBe(levels);
  });

  test("is a parameter up to the limit, whatever it is made of", async () => {
    const { nesting } = addon.contract["x-limits"];
    const any = addon.commands.echo?.any as (value: unknown) => unknown;
    const event = addon.commands.types?.event as (value: unknown) => unknown;
    const makers: Record<string, (inner: unknown) => unknown> = {
      lists: (inner) => [inner],
      objects: (inner) => ({ inner }),
      both: (inner) => [{ inner }],
    };
    const nest = (levels: number, wrap: (inner: unknown) => unknown) => {
      let value: unknown = null;
      for (let level = 0; level < levels; level++) {
        value = wrap(value);
      }
      return value;
    };
    for (const [what, wrap] of Object.entries(makers)) {
      const most = what === "both" ? nesting / 2 : nesting;
      expect(any(nest(most, wrap))).toEqual(nest(most, wrap));
      const error = await failure(() => any(nest(most + 1, wrap)));
      expect(error).toMatchObject({ ...refused, message: expect.stringContaining("levels") });
    }
    // Sets are read by JavaScript, which may have less stack than that.
    const happened = { at: new Date(0), took: null, tags: new Set(["a"]), counts: {}, scores: [] };
    const events = (levels: number) => nest(levels, (parent) => ({ ...happened, parent }));
    expect(event(events(50))).toEqual(events(50));
    const error = await failure(() => event(events(nesting + 1)));
    expect(error).toMatchObject({ ...refused, message: expect.stringContaining("levels") });
  });

  test("is reported as an error by progress", async () => {
    const heard: unknown[] = [];
    const onProgress = ({ detail }: { detail: unknown }) => heard.push(detail);
    expect(await deep.told(levels, { onProgress })).toBe(levels);
    expect(heard).toContainEqual({ error: expect.stringContaining("levels of nesting") });
  });
});
