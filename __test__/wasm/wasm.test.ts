import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import * as native from "../../index.ts";
import * as wasm from "../../wasm.ts";
import { failure } from "../failure.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What both give must be the same, thrown or not. */
async function same(call: (entry: typeof native | typeof wasm) => unknown): Promise<unknown> {
  const [here, there] = await Promise.all(
    [native, wasm].map((entry) => outcome(() => call(entry))),
  );
  expect(there).toStrictEqual(here);
  return there;
}

async function outcome(call: () => unknown): Promise<unknown> {
  try {
    return { value: await call() };
  } catch (error) {
    expect(native.PintleError.is(error)).toBe(true);
    const { cause, ...data } = (error as native.PintleError).toJSON();
    return { error: data, cause };
  }
}

describe("pintle/wasm", () => {
  test("has the portable commands, and the contract says the same of them", () => {
    const commands = Object.entries(native.contract()["x-commands"]);
    const portable = Object.fromEntries(commands.filter(([, { portable }]) => portable));
    expect(wasm.contract()["x-commands"]).toEqual(portable);
    expect(wasm.contract()["x-errors"]).toMatchObject({ ERR_PINTLE_NOT_PORTABLE: {} });
    expect(Object.keys(wasm.hash)).toEqual(["bytes", "checkBytes"]);
    expect(wasm.version()).toBe(native.version());
  });

  test("exports nothing that pintle does not", () => {
    const missing = Object.keys(wasm).filter((name) => !(name in native));
    expect(missing).toEqual([]);
  });

  test("calls synchronously", () => {
    expect(wasm.math.add(2, 40)).toBe(42);
    expect(wasm.math.addI64(2n ** 62n, 1n)).toBe(2n ** 62n + 1n);
    expect(wasm.math.sumF64(Float64Array.of(0.5, 1))).toBe(1.5);
  });

  test("changes memory in place", async () => {
    const entries = [native, wasm].map(({ math }) => {
      const target = Float64Array.of(1, 2, 3, 4);
      math.addIntoF64(target.subarray(1, 3), Float64Array.of(10, 20));
      return target;
    });
    expect(entries[1]).toEqual(entries[0]);
    await same(({ math }) => {
      const target = Int32Array.of(1, 2, 3, 4);
      return math.addInto(target.subarray(0, 3), target.subarray(1, 4));
    });
    await same(({ math }) => {
      const target = Int32Array.of(1, 2, 3, 4);
      math.addInto(target.subarray(0, 2), target.subarray(2, 4));
      return target;
    });
    await same(({ math }) => math.addInto(Int32Array.of(2 ** 31 - 1), Int32Array.of(1)));
    await same(({ math }) => math.addInto([1] as never, Int32Array.of(1)));
  });

  test.each<[string, (entry: typeof native | typeof wasm) => unknown]>([
    ["an overflow", ({ math }) => math.add(2 ** 31 - 1, 1)],
    ["no argument", ({ math }) => (math.add as () => unknown)()],
    ["one too many", ({ math }) => (math.add as (...args: number[]) => unknown)(1, 2, 3)],
    ["a wrong type", ({ math }) => math.add("1" as never, 2)],
    ["detached memory", ({ math }) => math.sum(detached())],
    ["shared memory", ({ math }) => math.sum(new Int32Array(new SharedArrayBuffer(4)))],
    ["a subclass", ({ hash }) => hash.bytes(Buffer.from("abc"))],
    ["a misspelt option", ({ hash }) => hash.bytes(Uint8Array.of(1), { algorthm: "x" } as never)],
    ["options that are none", ({ hash }) => hash.bytes(Uint8Array.of(1), new Map() as never)],
    ["a getter that throws", ({ hash }) => hash.bytes(Uint8Array.of(1), throwing())],
    ["a proxy that throws", ({ hash }) => hash.bytes(Uint8Array.of(1), hostile())],
    ["text with a lone surrogate", ({ hash }) => hash.bytes(Uint8Array.of(1), lone())],
    ["a symbol", ({ math }) => math.add(Symbol("x") as never, 1)],
    ["a function", ({ math }) => math.add((() => 1) as never, 1)],
    ["a DataView", ({ math }) => math.sum(new DataView(new ArrayBuffer(8)) as never)],
    ["a Float32Array", ({ math }) => math.sum(Float32Array.of(1) as never)],
  ])("%s returns what native returns", async (_, call) => {
    await same(call);
  });

  test("an error's stack begins where the command was called", async () => {
    const error = await failure(() => wasm.math.divide(1, 0));
    expect(error.stack?.split("\n")[1]).toContain("wasm.test.ts");
  });

  test("a schema of a command accepts what native accepts", () => {
    for (const value of [
      { a: 1, b: 2 },
      { a: 1 },
      { a: "1", b: 2 },
      null,
      [],
      { a: 1, b: 2, c: 3 },
    ]) {
      const judge = ({ schemas }: typeof native | typeof wasm) =>
        schemas["math.add"].params["~standard"].validate(value);
      expect(judge(wasm)).toEqual(judge(native));
    }
  });

  test("Node can require it, without the native addon", () => {
    const script = `
      const { math } = require("pintle/wasm");
      const loaded = process.report.getReport().sharedObjects.some((file) => file.endsWith(".node"));
      console.log(math.add(2, 40), loaded);`;
    const env = { ...process.env, PINTLE_BINARY: "/nonexistent" };
    const stdout = execFileSync(process.execPath, ["-e", script], {
      cwd: root,
      encoding: "utf8",
      env,
    });
    expect(stdout).toBe("42 false\n");
  });

  test("what browsers load needs nothing of Node's", () => {
    // The folder has what node.js needs too, which imports from its parent.
    const files = readdirSync(`${root}dist/wasm`).filter((file) => /^(?!node\b).*\.js$/.test(file));
    expect(files).toContain("browser.js");
    for (const file of files) {
      const text = readFileSync(`${root}dist/wasm/${file}`, "utf8");
      expect(text, file).not.toMatch(/^(import|export) .*"(?!\.\/)[^"]*";$/m);
    }
  });
});

describe("a plan", () => {
  test("of portable commands is written and run as everywhere", async () => {
    await same(({ plan }) =>
      plan((p, input: { a: number }) => {
        const sum = p.math.add(input.a, 1);
        return { twice: p.math.multiply(sum, 2), sum };
      }).run({ a: 20 }),
    );
  });

  test("stops when its time is up", async () => {
    const step = { method: "math.add", params: { a: 1, b: 2 } };
    const steps = Array.from({ length: 2_000 }, () => step);
    const report = await wasm.runPlan({ timeoutMs: 0, steps });
    expect(report.steps[0]?.error).toMatchObject({ code: "ERR_PINTLE_TIMEOUT" });
  });

  test("is cancelled by whoever hears of its progress", async () => {
    const controller = new AbortController();
    const step = { method: "math.add", params: { a: 1, b: 2 } };
    const report = await wasm.runPlan([step, step, step], {
      signal: controller.signal,
      onProgress: ({ done }) => done === 1 && controller.abort(),
    });
    expect(report.steps.map(({ status }) => status)).toEqual(["ok", "cancelled", "cancelled"]);
  });

  test("cannot have a command that needs Node", async () => {
    const error = await failure(() =>
      wasm.runPlan([{ method: "tree.walk", params: { root: "." } }]),
    );
    expect(error).toMatchObject({
      code: "ERR_PINTLE_NOT_PORTABLE",
      command: "tree.walk",
      pointer: "/0/method",
    });
  });
});

function detached(): Int32Array {
  const view = Int32Array.of(1, 2);
  structuredClone(view.buffer, { transfer: [view.buffer] });
  return view;
}

function throwing(): never {
  return {
    get algorithm() {
      throw new Error("no");
    },
  } as never;
}

function hostile(): never {
  const ownKeys = () => {
    throw new Error("no keys");
  };
  return new Proxy({}, { ownKeys }) as never;
}

function lone(): never {
  return { algorithm: "a\ud800" } as never;
}
