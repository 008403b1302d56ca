/** Commands that a test makes up: what goes in and what comes out is checked as the contract says. */

import { describe, expect, test } from "vitest";
import { Bytes, connect, type MockHandlers, mock, type PlanReport } from "../../index.ts";
import { failure } from "./failure.ts";

/** A client of a mock, with handlers that the compiler may not have let through. */
function mocked(handlers: object) {
  return connect({ transport: mock(handlers as MockHandlers) });
}

test("a handler gets the parameters by name and returns the result", async () => {
  const client = await connect({
    transport: mock({
      "math.add": ({ a, b }) => a + b,
      "math.addI64": async ({ a, b }) => a * b,
      "hash.bytes": ({ data, algorithm }) => `${algorithm}:${data.length}`,
    }),
  });
  expect(await client.math.add(2, 40)).toBe(42);
  expect(await client.math.addI64(3n, 5n)).toBe(15n);
  expect(await client.hash.bytes(new Uint8Array(3), { algorithm: "sha256" })).toBe("sha256:3");
});

test("a handler hears of the options of the call", async () => {
  const heard: unknown[] = [];
  const client = await connect({
    transport: mock({
      "hash.file": async (_params, { signal, onProgress }) => {
        onProgress?.({ done: 1, total: null, detail: null });
        return String(signal?.aborted);
      },
    }),
  });
  const { signal } = new AbortController();
  const onProgress = (progress: unknown) => heard.push(progress);
  expect(await client.hash.file("x", { signal, onProgress })).toBe("false");
  expect(heard).toEqual([{ done: 1, total: null, detail: null }]);
});

test("a command without a handler names the handler to add", async () => {
  const client = await connect({ transport: mock({ "math.add": () => 1 }) });
  const error = await failure(client.math.subtract(1, 2));
  expect(error).toMatchObject({
    code: "ERR_PINTLE_UNKNOWN_COMMAND",
    command: "math.subtract",
    message: 'math.subtract: this mock has no handler for it; add "math.subtract": ({ a, b }) => …',
  });
});

test("a handler for a missing command is rejected immediately", async () => {
  await expect(mocked({ "math.ad": () => 1 })).rejects.toThrow(
    'there is no command "math.ad"; did you mean "math.add"?',
  );
});

describe("parameters are checked before the handler", () => {
  test.each<[string, unknown[], string, string]>([
    ["one that is missing", [1], "MISSING_ARG", "/b"],
    ["one too many", [1, 2, 3], "UNKNOWN_ARG", "/2"],
    ["text", ["1", 2], "INVALID_TYPE", "/a"],
    ["a fraction", [1.5, 2], "OUT_OF_RANGE", "/a"],
  ])("%s", async (_what, args, code, pointer) => {
    let calls = 0;
    const client = await mocked({ "math.add": () => ++calls });
    const call = client.math.add as (...args: unknown[]) => Promise<number>;
    expect(await failure(call(...args))).toMatchObject({ code: `ERR_PINTLE_${code}`, pointer });
    expect(calls).toBe(0);
  });
});

describe("results are checked after the handler", () => {
  const entries = {
    count: 1,
    paths: ["a"],
    kinds: Bytes.of(0),
    sizes: null,
    mtimesMs: null,
    errors: [],
  };

  test.each<[string, unknown, string, string]>([
    ["text", "42", "INVALID_TYPE", ""],
    ["nothing", undefined, "INVALID_TYPE", ""],
    ["a number that does not fit", 2 ** 31, "OUT_OF_RANGE", ""],
    ["NaN", Number.NaN, "OUT_OF_RANGE", ""],
  ])("a number: %s", async (_what, result, code, pointer) => {
    const client = await mocked({ "math.add": () => result });
    const error = await failure(client.math.add(1, 2));
    expect(error).toMatchObject({ code: `ERR_PINTLE_${code}`, pointer, command: "math.add" });
    expect(error.message).toMatch(/^math\.add: the result of the mock: expected an integer/);
  });

  test.each<[string, object, string, string]>([
    ["a field that is missing", { count: undefined }, "MISSING_ARG", "/count"],
    ["a field that is unknown", { more: 1 }, "UNKNOWN_ARG", "/more"],
    ["a wrong item", { paths: ["a", 1] }, "INVALID_TYPE", "/paths/1"],
    ["base64 for bytes", { kinds: "AA==" }, "INVALID_TYPE", "/kinds"],
    ["a list for a column", { sizes: [1] }, "INVALID_TYPE", "/sizes"],
    [
      "something inside",
      { errors: [{ path: "a", code: 1, message: "" }] },
      "INVALID_TYPE",
      "/errors/0/code",
    ],
  ])("an object: %s", async (_what, change, code, pointer) => {
    const client = await mocked({ "tree.walk": () => ({ ...entries, ...change }) });
    expect(await failure(client.tree.walk("/"))).toMatchObject({
      code: `ERR_PINTLE_${code}`,
      pointer,
    });
  });

  test("one that is right comes through", async () => {
    const client = await connect({ transport: mock({ "tree.walk": () => entries }) });
    expect(await client.tree.walk("/")).toEqual(entries);
  });

  test("a handler can tell lines", async () => {
    const dropped = { stdoutDropped: 0, stderrDropped: 0 };
    const ended = { exitCode: 0, signal: null, ...dropped, pipesOpen: false, durationMs: 1 };
    const client = await connect({
      transport: mock({
        "program.run": (_params, { onLine }) => {
          onLine?.("a line", "stderr");
          return { ...ended, stdout: new Uint8Array(), stderr: new Uint8Array() };
        },
      }),
    });
    const heard: string[] = [];
    await client.program.run("x", [], { onLine: (...line) => heard.push(line.join(" of ")) });
    expect(heard).toEqual(["a line of stderr"]);
  });

  test("bytes have their class, whatever the handler gave", async () => {
    const dropped = { stdoutDropped: 0, stderrDropped: 0 };
    const ended = { exitCode: 0, signal: null, ...dropped, pipesOpen: false, durationMs: 1 };
    const run = { ...ended, stderr: new Uint8Array() };
    const stdout = new TextEncoder().encode("hello");
    const client = await mocked({ "program.run": () => ({ ...run, stdout }) });
    expect((await client.program.run("x")).stdout.text()).toBe("hello");
  });
});

test("what a handler throws is what the call throws", async () => {
  const client = await connect({
    transport: mock({
      "math.add": () => {
        throw new RangeError("of the test");
      },
    }),
  });
  await expect(client.math.add(1, 2)).rejects.toThrow(new RangeError("of the test"));
});

test("plans have a handler of their own", async () => {
  const report: PlanReport = { ok: true, outputs: 42, steps: [] };
  const client = await connect({ transport: mock({ "pintle.runPlan": () => report }) });
  expect(await client.runPlan([])).toEqual(report);
  const without = await connect({ transport: mock({}) });
  expect((await failure(without.runPlan([]))).message).toContain('add "pintle.runPlan"');
});

test("an aborted signal and a closed client reject", async () => {
  const client = await connect({ transport: mock({ "math.add": () => 1 }) });
  expect(await failure(client.math.add(1, 2, { signal: AbortSignal.abort() }))).toMatchObject({
    code: "ERR_PINTLE_CANCELLED",
  });
  await client.close();
  expect(await failure(client.math.add(1, 2))).toMatchObject({
    code: "ERR_PINTLE_TRANSPORT_CLOSED",
  });
});

test("the commands that a transport cannot run are not there", async () => {
  const client = await connect({ transport: mock({}) });
  expect(client.math).not.toHaveProperty("addInto");
  expect(client.program).not.toHaveProperty("runSync");
  expect(client.contract["x-commands"]).toHaveProperty("math.addInto");
});
