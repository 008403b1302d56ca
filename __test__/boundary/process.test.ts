import { describe, expect, test } from "vitest";
import { limit, type Outcome, run } from "../fixtures/processes/run.ts";

const done: Outcome = { code: 0, stdout: "done\n", stderr: "" };

describe("threads", { timeout: limit }, () => {
  test("eight use the addons simultaneously, in addition to the main thread", async () => {
    expect(await run("workers")).toEqual(done);
  });

  test("load them though the main thread never does, and end while a call runs", async () => {
    expect(await run("worker-only")).toEqual(done);
  });

  test("are terminated whatever is running", async () => {
    expect(await run("terminate")).toEqual(done);
  });
});

describe("values that nest deeply", { timeout: limit }, () => {
  test("go each way up to the limit, in every thread, and are refused beyond it", async () => {
    expect(await run("nesting")).toEqual(done);
  });
});

describe("process.exit(7) ends the process with 7", { timeout: limit }, () => {
  const works = ["wait", "many", "linger", "details", "signal", "plan", "progress"];
  test.each(works)("while work is running: %s", async (work) => {
    const start = performance.now();
    expect(await run("exit", [work])).toEqual({ code: 7, stdout: "", stderr: "" });
    // It does not wait for the minute that the work takes.
    expect(performance.now() - start).toBeLessThan(30_000);
  });
});

describe("the event loop", { timeout: limit }, () => {
  test("waits for a call that runs, and for nothing else", async () => {
    expect(await run("idle")).toEqual(done);
  });

  test("ends the process with an error that onProgress throws", async () => {
    const { code, stderr } = await run("listener");
    expect(code).toBe(1);
    expect(stderr).toContain("RangeError: from the listener");
    expect(stderr).toContain("listener.mjs");
  });

  test("passes that error to a handler, if there is one, and the call continues", async () => {
    expect(await run("listener", ["handled"])).toEqual(done);
  });

  test("ends the process with a rejection that nobody handles", async () => {
    const { code, stderr } = await run("unhandled");
    expect(code).toBe(1);
    expect(stderr).toContain("ERR_FIXTURE_TROUBLE");
  });
});

describe.concurrent("memory stays as it is", { timeout: limit }, () => {
  /** Heaps were seen to vary by 5 MB. A leak of 84 bytes at each of 100,000 calls is more than this. */
  const bound = 8 * 1024 * 1024;

  test.each([
    ["a number", "scalar", 100_000],
    ["a bigint", "bigint", 100_000],
    ["a text", "string", 100_000],
    ["a list of texts", "strings", 100_000],
    ["bytes that are copied", "bytes", 100_000],
    ["bytes that are given away", "largeBytes", 100_000],
    ["a column", "column", 100_000],
    ["options", "options", 100_000],
    ["a map", "map", 100_000],
    ["refused arguments", "refused", 100_000],
    ["a failure", "failed", 100_000],
    ["a panic", "panicked", 20_000],
    ["a promise", "blocking", 100_000],
    ["a promise with signal and onProgress", "controlled", 100_000],
    ["a rejection", "rejected", 100_000],
    ["a plan that runs", "plan", 20_000],
    ["a plan that is prepared", "prepared", 10_000],
  ])("after many calls with %s", async (_, kind, count) => {
    const { code, stdout, stderr } = await run("memory", [kind, String(bound)], ["--expose-gc"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const told = JSON.parse(stdout) as { count: number; grown: number };
    expect(told.count).toBe(count);
    expect(told.grown).toBeLessThanOrEqual(bound);
  });
});
