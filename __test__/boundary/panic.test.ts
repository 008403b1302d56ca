import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type PlanReport, planFor } from "../../index.ts";
import { failure } from "../failure.ts";
import { echo, fixture, trouble } from "../fixtures/fixture.ts";

/** The commands that plans use here, as generated types would tell them. */
interface Steps {
  readonly echo: { int32(value: number): number };
  readonly trouble: {
    fail(number: number): number;
    panic(message: string): number;
    panicBlocking(message: string): number;
  };
}

// A plan's builder is typed by what is generated from the contract, which a fixture has not.
const plan = planFor(fixture) as unknown as (
  build: (p: Steps) => unknown,
  options?: { onError: "stop" | "continue" },
) => { run(): Promise<unknown>; settle(): Promise<PlanReport> };

const panicked = { code: "ERR_PINTLE_PANIC", pointer: "" };

describe("a panic", () => {
  test("of a synchronous command is thrown, with its message and place", async () => {
    const error = await failure(() => trouble.panic("out of paper"));
    expect(error).toMatchObject({ ...panicked, command: "trouble.panic" });
    expect(error.message).toMatch(/panicked at .*trouble\.rs:\d+:\d+: out of paper$/);
    expect(echo("int32")(7)).toBe(7);
  });

  test("of a blocking command rejects", async () => {
    const error = await failure(() => trouble.panicBlocking("out of ink"));
    expect(error).toMatchObject({ ...panicked, command: "trouble.panicBlocking" });
    expect(error.message).toMatch(/trouble\.rs:\d+:\d+: out of ink$/);
    expect(await trouble.wait(1)).toBeGreaterThanOrEqual(1);
  });

  test("of what is dropped with a panic is caught too", async () => {
    expect(await failure(() => trouble.panicTwice())).toMatchObject(panicked);
    expect(await failure(() => trouble.panicTwiceSync())).toMatchObject(panicked);
  });

  test("of a blocking command that runs synchronously is thrown", async () => {
    const error = await failure(() => trouble.panicBlockingSync("now"));
    expect(error).toMatchObject(panicked);
    expect(trouble.waitSync(1)).toBeGreaterThanOrEqual(1);
  });

  test("with something that is not a text still is an error", async () => {
    const error = await failure(() => trouble.panicPayload());
    expect(error).toMatchObject(panicked);
    expect(error.message).toMatch(/no message$/);
    // Its place is not that of a panic before.
    expect((await failure(() => trouble.panic("next"))).message).toMatch(/: next$/);
  });

  test("may have a message of any text", async () => {
    for (const message of ["", "ä\0😀", "line\nline", "x".repeat(16_000)]) {
      const error = await failure(() => trouble.panic(message));
      expect(error.message.endsWith(`: ${message}`)).toBe(true);
    }
  });

  test("has no more of its message than an error carries", async () => {
    const error = await failure(() => trouble.panic("é".repeat(100_000)));
    expect(error.message.endsWith("é…")).toBe(true);
    expect(Buffer.byteLength(error.message)).toBeLessThan(17_000);
  });

  test("may happen on every thread simultaneously, and many times", async () => {
    const calls = Array.from({ length: 500 }, (_, index) =>
      failure(() => trouble.panicBlocking(`number ${index}`)),
    );
    const errors = await Promise.all(calls);
    for (const [index, error] of errors.entries()) {
      expect(error).toMatchObject(panicked);
      // Each with its own message: what a thread remembers of a panic is not another's.
      expect(error.message.endsWith(`: number ${index}`)).toBe(true);
    }
    const waits = Array.from({ length: 100 }, () => trouble.wait(1));
    expect(await Promise.all(waits)).toHaveLength(100);
  });

  test("happens many times on JavaScript's thread", () => {
    for (let index = 0; index < 2000; index++) {
      expect(() => trouble.panic("again")).toThrow("again");
    }
    expect(echo("text")("still here")).toBe("still here");
  });
});

describe("in a plan, a panic", () => {
  test.each(["panic", "panicBlocking"] as const)("of %s fails its step", async (name) => {
    const panics = plan((p) => ({ wrong: p.trouble[name]("in a plan"), right: p.echo.int32(7) }));
    const error = await failure(() => panics.run());
    expect(error).toMatchObject({ code: "ERR_PINTLE_PANIC", command: `trouble.${name}` });
    expect(error.message).toMatch(/in a plan$/);
    // The same plan, and another, run as before.
    expect((await failure(() => panics.run())).code).toBe("ERR_PINTLE_PANIC");
    expect(await plan((p) => p.echo.int32(8)).run()).toBe(8);
  });

  test("skips what needs its result, and nothing else", async () => {
    const steps = plan(
      (p) => {
        const wrong = p.trouble.panicBlocking("early");
        return { after: p.echo.int32(wrong), beside: p.echo.int32(7) };
      },
      { onError: "continue" },
    );
    const report = await steps.settle();
    expect(report.ok).toBe(false);
    expect(report.outputs).toEqual({ after: null, beside: 7 });
    expect(report.steps.map((step) => step.status)).toEqual(["error", "skipped", "ok"]);
    expect(report.steps[0]?.error).toMatchObject({ code: "ERR_PINTLE_PANIC" });
  });
});

test("a panic that is printed where nobody reads does not end the process", async () => {
  const script = fileURLToPath(new URL("../fixtures/processes/panics.mjs", import.meta.url));
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, RUST_BACKTRACE: "1" },
  });
  child.stderr.destroy();
  child.stdin.end();
  const [code, text] = await Promise.all([
    new Promise((resolve) => child.on("close", resolve)),
    child.stdout.setEncoding("utf8").toArray(),
  ]);
  expect({ code, text: text.join("") }).toEqual({ code: 0, text: "20\n" });
});

describe("a failure", () => {
  test("has all that its author said, and only that", async () => {
    const errors = [
      [await failure(() => trouble.fail(3)), "fail"],
      [await failure(() => trouble.failLater(3)), "failLater"],
    ] as const;
    for (const [error, name] of errors) {
      expect(error.toJSON()).toEqual({
        code: "ERR_FIXTURE_TROUBLE",
        message: `trouble.${name}: number: failed with 3`,
        command: `trouble.${name}`,
        pointer: "/number",
        details: { number: 3 },
        cause: "the reason",
      });
      expect(error).toBeInstanceOf(Error);
      expect(error.name).toBe("PintleError");
      expect(error.cause).toBe("the reason");
    }
  });

  test("is a result that is not finite", async () => {
    const error = await failure(() => trouble.infinite());
    expect(error).toMatchObject({ code: "ERR_PINTLE_NOT_FINITE", command: "trouble.infinite" });
  });
});

describe("echo.later, on another thread", () => {
  const later = echo("later");

  test.each([
    ["nothing", [], "MISSING_ARG", "/value"],
    ["a text", ["1"], "INVALID_TYPE", "/value"],
    ["a fraction", [0.5], "OUT_OF_RANGE", "/value"],
    ["a wrong second", [1, "2"], "INVALID_TYPE", "/bytes"],
    ["one too many", [1, undefined, 3], "UNKNOWN_ARG", "/2"],
  ])("rejects %s and throws nothing", async (_, args, code, pointer) => {
    const promise = later(...args);
    expect(promise).toBeInstanceOf(Promise);
    const error = await failure(() => promise);
    expect(error).toMatchObject({ code: `ERR_PINTLE_${code}`, pointer, command: "echo.later" });
  });

  test("has its own copy of memory", async () => {
    const bytes = new Uint8Array(10_000).fill(1);
    const call = later(5, bytes);
    bytes.fill(9);
    structuredClone(bytes, { transfer: [bytes.buffer] });
    expect(await call).toBe(10_005);
  });
});
