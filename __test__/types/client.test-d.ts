import { expectTypeOf, test } from "vitest";
import { type Bytes, connect, type Entries, mock, native, type PlanReport } from "../../index.ts";

const client = await connect({ transport: native() });

test("every command returns a promise and takes the options of a call", () => {
  expectTypeOf(client.math.add(1, 2)).toEqualTypeOf<Promise<number>>();
  expectTypeOf(client.math.addI64(1n, 2n)).toEqualTypeOf<Promise<bigint>>();
  client.math.add(1, 2, { signal: new AbortController().signal, onProgress: () => {} });
  expectTypeOf(client.hash.bytes).parameter(0).toEqualTypeOf<Uint8Array>();
  client.hash.bytes(new Uint8Array(1), { algorithm: "sha256", signal: undefined });
  expectTypeOf(client.tree.walk("src")).resolves.toEqualTypeOf<Entries>();
  // @ts-expect-error text is not a number
  client.math.add("1", 2);
  // @ts-expect-error a misspelt option
  client.hash.bytes(new Uint8Array(1), { algorthm: "sha256" });
});

test("there are no twins, and nothing that only a direct call can do", () => {
  expectTypeOf(client.tree).not.toHaveProperty("walkSync");
  expectTypeOf(client.math).not.toHaveProperty("addInto");
});

test("a client has a contract, plans and an end", () => {
  expectTypeOf(client.runPlan([])).resolves.toEqualTypeOf<PlanReport>();
  expectTypeOf(client.contract.title).toBeString();
  expectTypeOf(client.close()).toEqualTypeOf<Promise<void>>();
  expectTypeOf(client).toExtend<AsyncDisposable>();
});

test("the handlers of a mock have the types of the commands", () => {
  mock({
    "math.add": ({ a, b }) => a + b,
    "hash.bytes": async ({ data, encoding }, { signal }) => `${data.length}${encoding}${signal}`,
    "program.run": ({ stdin }) => {
      expectTypeOf(stdin).toEqualTypeOf<Uint8Array | null | undefined>();
      const stdout: Uint8Array = new Uint8Array(1);
      const ended = { exitCode: 0, signal: null, stdoutDropped: 0, stderrDropped: 0 };
      return { ...ended, stdout, stderr: stdout, pipesOpen: false, durationMs: 1 };
    },
  });
  mock({
    "program.which": (_params, { onLine }) => {
      onLine?.("x", "stdout");
      return "x";
    },
  });
  expectTypeOf<Bytes>().toExtend<Uint8Array>();
  // @ts-expect-error there is no such command
  mock({ "math.ad": () => 1 });
  // @ts-expect-error the result is a number
  mock({ "math.add": () => "1" });
});
