/** Limits that are used up. */

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Policy } from "../../index.ts";
import { testFolder } from "../conformance/folder.ts";
import { type Caller, callers } from "./callers.ts";

const cwd = { under: "work" };
const env = { PATH: "/usr/bin:/bin" };

/** A caller under these limits, and the folder that its programs run in. */
function under(connect: (policy: string) => Caller, limits: Policy["limits"]) {
  const base = testFolder();
  const work = join(base, "work");
  mkdirSync(work);
  const alone = "mkdir busy || touch canary; sleep 0.1; rmdir busy";
  // It has less output than the limit, and goes on until it is ended.
  const flood = "head -c 600000 /dev/zero; while sleep 0.1; do :; done";
  const policy: Policy = {
    version: 1,
    roots: { work: { path: "./work" } },
    commands: { "math.*": true },
    programs: {
      say: { program: "/bin/echo", cwd, args: [{ pattern: "[a-z]+" }] },
      fail: {
        program: "/bin/sh",
        prefix: ["-c", "echo $0; exit 1"],
        args: [{ pattern: "[a-z]+" }],
        cwd,
        env,
      },
      flood: { program: "/bin/sh", prefix: ["-c", flood], args: ["flood"], cwd, env },
      alone: { program: "/bin/sh", prefix: ["-c", alone], args: ["alone"], cwd, env },
      wait: {
        program: "/bin/sh",
        prefix: ["-c", "sleep 30; touch canary"],
        args: ["wait"],
        cwd,
        env,
      },
    },
    ...(limits === undefined ? {} : { limits }),
  };
  writeFileSync(join(base, "policy.json"), JSON.stringify(policy));
  const caller = connect(join(base, "policy.json"));
  onTestFinished(() => caller.close());
  return { caller, canary: join(work, "canary") };
}

const sum = { a: 2, b: 40 };
const usedUp = (limit: string) => ({
  error: { code: "ERR_PINTLE_POLICY_LIMIT", details: { limit } },
});

describe.each(Object.entries(callers))("%s", (_, connect) => {
  test("calls, those that were refused too", async () => {
    const { caller } = under(connect, { calls: 3 });
    expect(await caller.call("math.add", sum)).toEqual({ result: 42 });
    expect(await caller.call("program.which", { program: "sh" })).toMatchObject({
      error: { code: "ERR_PINTLE_DENIED" },
    });
    expect(await caller.call("math.add", sum)).toEqual({ result: 42 });
    expect(await caller.call("math.add", sum)).toMatchObject(usedUp("calls"));
  });

  test("calls, in the middle of a plan", async () => {
    const { caller } = under(connect, { calls: 5 });
    const step = { method: "math.add", params: { b: 1 }, refs: { "/a": { item: "" } } };
    const plan = [{ forEach: { input: "" }, ...step }];
    expect(await caller.runPlan(plan, [1, 2, 3, 4, 5, 6])).toMatchObject({
      result: { ok: false, steps: [usedUp("calls")] },
    });
    expect(await caller.call("math.add", sum)).toMatchObject(usedUp("calls"));
  });

  test("output", async () => {
    const { caller } = under(connect, { outputBytes: 400 });
    const say = { program: "say", args: ["a".repeat(100)] };
    expect(await caller.call("program.run", say)).toMatchObject({ result: { exitCode: 0 } });
    let answer = await caller.call("program.run", say);
    for (let calls = 0; answer.error === undefined && calls < 10; calls += 1) {
      answer = await caller.call("program.run", say);
    }
    expect(["ERR_PINTLE_POLICY_LIMIT", "ERR_PINTLE_OUTPUT_LIMIT"]).toContain(answer.error?.code);
    expect(JSON.stringify(answer)).not.toContain("aaaa");
  });

  test("output that is reported in errors", async () => {
    const { caller } = under(connect, { outputBytes: 2000 });
    const fail = { program: "fail", args: ["b".repeat(100)], check: true };
    let answer = await caller.call("program.run", fail);
    expect(answer).toMatchObject({ error: { code: "ERR_PINTLE_PROGRAM_FAILED" } });
    for (
      let calls = 0;
      answer.error?.code === "ERR_PINTLE_PROGRAM_FAILED" && calls < 30;
      calls += 1
    ) {
      answer = await caller.call("program.run", fail);
    }
    expect(["ERR_PINTLE_POLICY_LIMIT", "ERR_PINTLE_OUTPUT_LIMIT"]).toContain(answer.error?.code);
  });

  test("output of programs that run beside each other", async () => {
    const { caller } = under(connect, { outputBytes: 1_000_000 });
    const flood = { method: "program.run", params: { program: "flood", args: ["flood"] } };
    // One alone would go on until its time is up. One that starts when others have written much has
    // what remains as its own limit, so either limit may come first.
    const answer = await caller.runPlan({ concurrency: 4, steps: Array(4).fill(flood) });
    const codes = JSON.stringify(answer).match(/"ERR_[A-Z_]+"/g) ?? [];
    expect(codes.join(" ")).toMatch(/ERR_PINTLE_(POLICY|OUTPUT)_LIMIT/);
    expect(JSON.stringify(answer)).not.toContain("AAAA");
    expect(await caller.call("program.run", flood.params)).toMatchObject({
      error: { code: expect.stringMatching(/_LIMIT$/) },
    });
  });

  test("concurrency: what is beyond it waits", async () => {
    const { caller, canary } = under(connect, { concurrency: 1 });
    const alone = { method: "program.run", params: { program: "alone", args: ["alone"] } };
    const answer = await caller.runPlan({ concurrency: 4, steps: Array(4).fill(alone) });
    expect(answer).toMatchObject({ result: { ok: true } });
    expect(existsSync(canary)).toBe(false);
  });

  test("time", async () => {
    const { caller, canary } = under(connect, { timeoutMs: 100 });
    const wait = { program: "wait", args: ["wait"], timeoutMs: 60_000 };
    expect(await caller.call("program.run", wait)).toMatchObject({
      error: { code: "ERR_PINTLE_TIMEOUT" },
    });
    expect(existsSync(canary)).toBe(false);
  });
});
