import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  builtin,
  type Client,
  connect,
  native,
  type PlanText,
  preparePlan,
  record,
  replay,
  stdio,
  type Transport,
  wasm,
} from "../../index.ts";
import { host } from "../transports/host.ts";
import { archives, pack } from "./archives.ts";
import { failures, named, plans, values } from "./cases.ts";
import { fill, folder } from "./folder.ts";
import { type Outcome, outcome } from "./outcome.ts";
import { methodsOf, notPortableOutcome } from "./portable.ts";

type Commands = Readonly<Record<string, Readonly<Record<string, (...args: unknown[]) => unknown>>>>;

const root = folder();
fill(root.path);
const packs = folder();
pack(root.path, packs.path);
const recordings = folder();
const recording = join(recordings.path, "native.jsonl");
const calls = [...values(root.path), ...failures(root.path), ...archives(root.path, packs.path)];
const runs = plans(root.path);

const transports: Readonly<Record<string, () => Transport>> = {
  native: () => native(),
  "stdio lines": () => stdio({ command: host(), framing: "lines" }),
  "stdio blobs": () => stdio({ command: host(), framing: "blobs" }),
  wasm: () => wasm(),
  replay: () => replay(recording),
};

/** How many cases each transport has been put through. */
const counts: Record<string, number> = {};

beforeAll(async () => {
  const recorder = record(native(), recording);
  await recorder.start();
  const client = await connect({ transport: recorder });
  for (const { method, args } of calls) {
    await outcome(() => byPosition(client, method)(...args));
  }
  for (const { method, params } of named) {
    await outcome(() => recorder.call(method, params));
  }
  for (const { plan, input } of runs) {
    await outcome(() => client.runPlan(plan as PlanText, { input }));
  }
  await client.close();
});

afterAll(() => {
  const lines = Object.entries(counts).map(([name, count]) => `${name}: ${count} cases`);
  console.log(lines.join("\n"));
  root.remove();
  packs.remove();
  recordings.remove();
});

/** The function of a method: of the addon, or of a client. */
function byPosition(commands: Client | Commands, method: string) {
  const [family = "", name = ""] = method.split(".");
  const command = (commands as Commands)[family]?.[name];
  if (command === undefined) {
    throw new Error(`there is no ${method}`);
  }
  return command;
}

/**
 * The outcome over a transport must be that of a direct call, and that in the table. Where it runs
 * portable commands only, and one of `methods` is not, it must say that.
 */
function compare(
  transport: string,
  given: Outcome,
  direct: Outcome,
  error: readonly [code: string, pointer: string] | undefined,
  methods: readonly (readonly [pointer: string, method: string])[],
): void {
  counts[transport] = (counts[transport] ?? 0) + 1;
  const refusal = transports[transport]?.().portableOnly ? notPortableOutcome(methods) : undefined;
  if (refusal !== undefined) {
    expect(given).toStrictEqual(refusal);
    return;
  }
  // Strict: 0 is not -0, and bytes have their class.
  expect(given).toStrictEqual(direct);
  expect(given.error && { code: given.error.code, pointer: given.error.pointer }).toEqual(
    error && { code: `ERR_PINTLE_${error[0]}`, pointer: error[1] },
  );
}

describe.each(Object.keys(transports))("%s", (name) => {
  let transport: Transport;
  let client: Client;

  beforeAll(async () => {
    transport = transports[name]!();
    client = await connect({ transport });
  });

  afterAll(() => client?.close());

  test.each(calls)("$method with $what", async ({ method, args, error }) => {
    const direct = await outcome(() => byPosition(builtin.commands, method)(...args));
    const given = await outcome(() => byPosition(client, method)(...args));
    compare(name, given, direct, error, [["", method]]);
  });

  test.each(named)("$method by name with $what", async ({ method, params, error }) => {
    const direct = await outcome(() => native().call(method, params));
    const given = await outcome(() => transport.call(method, params));
    compare(name, given, direct, error, [["", method]]);
  });

  test.each(runs)("a plan with $what", async ({ plan, input, error }) => {
    const direct = await outcome(() => preparePlan(plan as PlanText).settle(input));
    const given = await outcome(() => client.runPlan(plan as PlanText, { input }));
    compare(name, given, direct, error, methodsOf(plan));
  });

  test("a call whose signal is aborted", async () => {
    const reason = new Error("enough");
    const signal = AbortSignal.abort(reason);
    const direct = await outcome(() =>
      byPosition(builtin.commands, "tree.walk")(root.path, { signal }),
    );
    const given = await outcome(() => client.tree.walk(root.path, { signal }));
    compare(name, given, direct, ["CANCELLED", ""], [["", "tree.walk"]]);
    await expect(client.math.add(1, 2, { signal })).rejects.toMatchObject({ cause: reason });
  });
});

describe.each(Object.keys(transports).filter((name) => name !== "replay"))("%s", (name) => {
  test("cancels what is running", async () => {
    await using client = await connect({ transport: transports[name]!() });
    const cancelled = async (run: (signal: AbortSignal) => Promise<unknown>) => {
      const controller = new AbortController();
      const running = outcome(() => run(controller.signal));
      setTimeout(() => controller.abort(new Error("enough")), 100);
      return running;
    };
    const sleep = { killGraceMs: 0 };
    const direct = await cancelled((signal) =>
      Promise.resolve(
        byPosition(builtin.commands, "program.run")("sleep", ["20"], { ...sleep, signal }),
      ),
    );
    const given = await cancelled((signal) =>
      client.program.run("sleep", ["20"], { ...sleep, signal }),
    );
    compare(name, given, direct, ["CANCELLED", ""], [["", "program.run"]]);

    const plan = [{ method: "program.run", params: { program: "sleep", args: ["20"], ...sleep } }];
    const directPlan = await cancelled((signal) => preparePlan(plan).settle(undefined, { signal }));
    const givenPlan = await cancelled((signal) => client.runPlan(plan, { signal }));
    compare(name, givenPlan, directPlan, undefined, methodsOf(plan));
  });

  test("reports every line in order before it answers", async () => {
    await using client = await connect({ transport: transports[name]!() });
    const script = "seq 100000 >&2; printf 'a\\r\\n\\nb'";
    const given = await outcome(async () => {
      const lines: Record<string, string[]> = { stdout: [], stderr: [] };
      const { stdout } = await client.program.run("sh", ["-c", script], {
        onLine: (line, stream) => lines[stream]?.push(line),
      });
      return { ...lines, all: stdout.lines() };
    });
    const stderr = Array.from({ length: 100_000 }, (_, i) => `${i + 1}`);
    const stdout = ["a", "", "b"];
    const expected = await outcome(() => ({ stdout, stderr, all: stdout }));
    compare(name, given, expected, undefined, [["", "program.run"]]);
  });

  test("rejects onLine for commands without lines, and anything but a function", async () => {
    await using client = await connect({ transport: transports[name]!() });
    const refused: [unknown, string, string][] = [
      [{ onLine: () => {} }, "tree.walk", "UNKNOWN_ARG"],
      [{ onLine: "x" }, "program.run", "INVALID_TYPE"],
    ];
    for (const [options, method, code] of refused) {
      const args = method === "tree.walk" ? [root.path, options] : ["true", [], options];
      const direct = await outcome(() => byPosition(builtin.commands, method)(...args));
      const given = await outcome(() => byPosition(client, method)(...args));
      compare(name, given, direct, [code, "/onLine"], [["", method]]);
    }
  });

  test("reports the progress of a plan", async () => {
    await using client = await connect({ transport: transports[name]!() });
    const add = { method: "math.add", params: { a: 1, b: 2 } };
    const plan = { concurrency: 1, steps: [add, add] };
    const heard: unknown[] = [];
    const direct: unknown[] = [];
    await preparePlan(plan).settle(undefined, { onProgress: (progress) => direct.push(progress) });
    await client.runPlan(plan, { onProgress: (progress) => heard.push(progress) });
    expect(heard).toEqual(direct);
    expect(heard.length).toBeGreaterThan(1);
  });
});
