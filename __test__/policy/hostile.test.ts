/** What nobody counted: each ends by itself, soon and in little memory, over every way there is. */

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { testFolder } from "../conformance/folder.ts";
import { relay } from "../guest/wat.ts";
import { host } from "../transports/host.ts";
import { type Answer, type Caller, callers } from "./callers.ts";
import { type HostileRequest, hostilePolicy, hostileRequests } from "./hostile.ts";

const run = promisify(execFile);

/** Nothing takes longer, even on a machine that has other things to do. */
const time = 120_000;

/** A folder with a large text, and one beside it for policies. */
function ground(): { readonly root: string; readonly beside: string } {
  const root = testFolder();
  writeFileSync(join(root, "text"), "a".repeat(100_000));
  return { root, beside: testFolder() };
}

function policyFile(root: string, beside: string, { limits }: HostileRequest): string {
  const file = join(beside, "policy.json");
  writeFileSync(file, JSON.stringify(hostilePolicy(root, limits)));
  return file;
}

function ask(caller: Caller, { plan, input, method = "", params }: HostileRequest) {
  return plan === undefined ? caller.call(method, params) : caller.runPlan(plan, input);
}

/** The codes of all errors in an answer. */
function codes(answer: unknown): string[] {
  if (typeof answer !== "object" || answer === null) {
    return [];
  }
  const own = "code" in answer && typeof answer.code === "string" ? [answer.code] : [];
  return [...own, ...Object.values(answer).flatMap(codes)];
}

/** An answer that is not larger than allowed, and says why it is incomplete. */
function expectBounded(answer: unknown, code: string): void {
  expect(codes(answer)).toContain(code);
  expect(JSON.stringify(answer).length).toBeLessThan(1_000_000);
}

describe.each(Object.entries(callers))("%s", (_, connect) => {
  const names = hostileRequests("").map(({ name }) => name);
  test.each(names)("%s", { timeout: time }, async (wanted) => {
    const { root, beside } = ground();
    const request = hostileRequests(root).find(({ name }) => name === wanted) as HostileRequest;
    const caller = connect(policyFile(root, beside, request));
    try {
      const answer: Answer = await ask(caller, request);
      expectBounded(answer, request.code);
    } finally {
      await caller.close();
    }
  });
});

describe.runIf(process.platform === "linux")("memory", () => {
  test("of a host that converses", { timeout: 4 * time }, async () => {
    const { root, beside } = ground();
    for (const request of hostileRequests(root)) {
      const child = spawn(host(), ["--policy", policyFile(root, beside, request)], {
        stdio: ["pipe", "pipe", "inherit"],
      });
      const { plan, input, method = "", params } = request;
      const [asked, parameters] =
        plan === undefined ? [method, params] : ["pintle.runPlan", { plan, input }];
      const line = { jsonrpc: "2.0", id: 1, method: asked, params: parameters };
      child.stdin.write(`${JSON.stringify(line)}\n`);
      const [answer] = await once(createInterface(child.stdout), "line");
      expectBounded(JSON.parse(answer), request.code);
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      const peak = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]);
      // The largest request has 14 MB, which is read and kept while it is worked on.
      expect(peak, request.name).toBeLessThan(350_000);
      child.stdin.end();
      await once(child, "exit");
    }
  });

  test("of a process with sessions and guests", { timeout: 4 * time }, async () => {
    const { root } = ground();
    const cases = hostileRequests(root).map((request) => {
      const { plan, input, method, params } = request;
      const asked = plan === undefined ? { method, params } : { ...plan, input };
      return { asked, policy: hostilePolicy(root, request.limits), code: request.code };
    });
    const folder = testFolder();
    writeFileSync(join(folder, "cases.json"), JSON.stringify(cases));
    writeFileSync(join(folder, "relay.wasm"), relay);
    const dist = fileURLToPath(new URL("../../dist/index.js", import.meta.url));
    const script = `
      import { readFileSync } from "node:fs";
      import { runGuest, runRequest } from ${JSON.stringify(dist)};
      const answers = [];
      for (const { asked, policy } of JSON.parse(readFileSync("cases.json", "utf8"))) {
        const limits = { timeoutMs: ${time}, outputBytes: 2 ** 28 };
        const failed = (error) => error.toJSON();
        answers.push([
          await runRequest(asked, { policy }).catch(failed),
          await runGuest("relay.wasm", { policy, input: asked, limits }).catch(failed),
        ]);
      }
      console.log(JSON.stringify({ answers, peak: process.resourceUsage().maxRSS }));`;
    const node = ["--input-type=module", "-e", script];
    const { stdout } = await run(process.execPath, node, {
      cwd: folder,
      timeout: 4 * time,
      maxBuffer: 1 << 28,
    });
    const { answers, peak } = JSON.parse(stdout) as { answers: unknown[][]; peak: number };
    for (const [index, { code }] of cases.entries()) {
      for (const answer of answers[index] ?? []) {
        expectBounded(answer, code);
      }
    }
    expect(answers).toHaveLength(cases.length);
    expect(peak).toBeLessThan(900_000);
  });
});

test("a host that runs one plan", { timeout: 4 * time }, async () => {
  const { root, beside } = ground();
  const plans = hostileRequests(root).filter(({ plan }) => plan !== undefined);
  // What is longer cannot be an argument.
  const short = plans.filter(({ input }) => JSON.stringify(input).length < 100_000);
  expect(short.length).toBeGreaterThan(5);
  for (const request of short) {
    const file = join(beside, "plan.json");
    writeFileSync(file, JSON.stringify(request.plan));
    const policy = ["--policy", policyFile(root, beside, request)];
    const input = ["--input", JSON.stringify(request.input), "--json"];
    const { code, stdout } = await exits([...policy, "run", file, ...input]);
    expect(code, request.name).toBe(1);
    expectBounded(JSON.parse(stdout), request.code);
  }
});

async function exits(args: readonly string[]): Promise<{ code: number; stdout: string }> {
  try {
    const { stdout } = await run(host(), [...args], { maxBuffer: 1 << 28 });
    return { code: 0, stdout };
  } catch (error) {
    return error as { code: number; stdout: string };
  }
}
