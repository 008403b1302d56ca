/** Values that throw whatever is done with them are errors with a place, wherever they are looked at first. */

import { describe, expect, test } from "vitest";
import { connect, native, PintleError, planFor, stdio, type Transport } from "../../index.ts";
import { direct } from "../../lib/transports/direct.ts";
import { fixture } from "../fixtures/fixture.ts";
import { fixtureHost } from "../fixtures/host.ts";
import { wasmFixture } from "../fixtures/wasm.ts";
import { counting } from "./resources.ts";

type Commands = Readonly<Record<string, Readonly<Record<string, (...args: unknown[]) => unknown>>>>;

function revoked(target: object = {}): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

/** The error of something that must fail with one of Pintle's own. */
async function failure(run: () => unknown): Promise<Pick<PintleError, "code" | "pointer">> {
  try {
    await run();
  } catch (error) {
    expect(error).toBeInstanceOf(PintleError);
    const { code, pointer } = error as PintleError;
    return { code, pointer };
  }
  throw new Error("it did not fail");
}

const threw = (pointer: string) => ({ code: "ERR_PINTLE_GETTER_THREW", pointer });

const transports: Readonly<Record<string, () => Transport>> = {
  native: () => native(fixture),
  stdio: () => stdio({ command: fixtureHost, contract: fixture.contract }),
  WebAssembly: () => direct(wasmFixture),
};

describe.each(Object.entries(transports))("over a transport: %s", (way, transport) => {
  const steps = [{ method: "echo.any", refs: { "/value": { input: "/value" } } }];

  test.each([
    ["the input", revoked, "/input"],
    ["a part of it", () => ({ value: { a: revoked() } }), "/input/value/a"],
    ["an item of a list in it", () => ({ value: [1, revoked()] }), "/input/value/1"],
    [
      "a getter in it",
      () => ({
        value: {
          get a(): never {
            throw new Error("a");
          },
        },
      }),
      "/input/value/a",
    ],
  ])("a plan with a revoked proxy as %s", async (_what, input, pointer) => {
    const client = await connect({ transport: transport() });
    const run = () => client.runPlan(steps, { input: input() });
    expect(await failure(run)).toEqual(threw(pointer));
    await client.close();
  });

  test("an argument with a map whose values may be null", async () => {
    const client = (await connect({ transport: transport() })) as unknown as Commands & {
      close(): Promise<void>;
    };
    expect(await failure(() => client.types!.maybeMap!(revoked()))).toEqual(threw("/value"));
    await client.close();
  });

  test.runIf(way !== "WebAssembly")("an argument of a command that takes resources", async () => {
    const client = (await connect({ transport: transport() })) as unknown as Commands & {
      close(): Promise<void>;
    };
    const { total } = client.resources!;
    expect(await failure(() => total!(revoked(), []))).toEqual(threw("/both"));
    await client.close();
  });
});

test("an argument of a command that takes resources, called directly", async () => {
  const total = counting.total as (...args: unknown[]) => unknown;
  expect(await failure(() => total(revoked(), []))).toEqual(threw("/both"));
});

test("the options of a command that takes long", async () => {
  const family: Commands[string] = Reflect.get(fixture.commands, "constructor");
  const command = Reflect.get(family, "hasOwnProperty") as (...args: unknown[]) => unknown;
  const { code } = await failure(() => command(1, revoked()));
  expect(code).toBe("ERR_PINTLE_GETTER_THREW");
});

test.each([
  ["itself", revoked, "/value"],
  ["a list", () => revoked([]), "/value"],
  ["an item", () => [0, revoked()], "/value/1"],
  ["a property", () => ({ a: { b: revoked() } }), "/value/a/b"],
])("an argument of a step that is one: %s", async (_what, value, pointer) => {
  const build = () =>
    planFor(fixture)((p) => (p as unknown as Commands).echo!.any!(value()) as object);
  expect(await failure(build)).toEqual(threw(pointer));
});
