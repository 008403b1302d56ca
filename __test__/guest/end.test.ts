import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Policy, runGuest, runRequest } from "../../index.ts";
import { testFolder } from "../conformance/folder.ts";
import { failure } from "../failure.ts";
import { guest, relay } from "./wat.ts";

const spinning = guest({ run: "(loop $again (br $again)) (i64.const 0)" });

/** How many threads of guests there are. Node itself has none of these. */
const threads = () =>
  process.getActiveResourcesInfo().filter((one) => one === "MessagePort").length;
const before = threads();

/** A policy under which a program runs for long, and says in a file which process it is. */
function sleeping(folder: string): Policy {
  const script = `echo $$ > ${join(folder, "pid")}; exec sleep 100`;
  const rule = { program: "/bin/sh", prefix: ["-c", script], args: [], cwd: { under: "here" } };
  const sleep = { ...rule, env: { PATH: "/usr/bin:/bin" } };
  return { version: 1, roots: { here: { path: folder } }, programs: { sleep } };
}

const sleep = { method: "program.run", params: { program: "/bin/sh", args: [] } };

async function started(folder: string): Promise<number> {
  const file = join(folder, "pid");
  while (!existsSync(file) || readFileSync(file, "utf8") === "") {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return Number(readFileSync(file, "utf8"));
}

const runs = (pid: number) => existsSync(`/proc/${pid}`);

test("a signal that was aborted before", async () => {
  const signal = AbortSignal.abort("no more");
  expect(await failure(() => runGuest(relay, { signal }))).toMatchObject({
    code: "ERR_PINTLE_CANCELLED",
    cause: "no more",
  });
});

test("a signal ends a guest that spins", async () => {
  const signal = AbortSignal.timeout(100);
  const running = failure(() => runGuest(spinning, { signal }));
  expect(threads()).toBeGreaterThan(before);
  const error = await running;
  expect(error).toMatchObject({ code: "ERR_PINTLE_CANCELLED", cause: signal.reason });
  expect(threads()).toBe(before);
});

test("a signal ends the program that a guest has started", async () => {
  const folder = testFolder();
  const controller = new AbortController();
  const options = { policy: sleeping(folder), signal: controller.signal };
  const running = failure(() => runGuest(relay, { ...options, input: sleep }));
  const pid = await started(folder);
  expect(runs(pid)).toBe(true);
  controller.abort();
  expect((await running).code).toBe("ERR_PINTLE_CANCELLED");
  expect(runs(pid)).toBe(false);
  expect(threads()).toBe(before);
});

test("the time limit of a guest ends the program that it has started", async () => {
  const folder = testFolder();
  const options = { policy: sleeping(folder), limits: { timeoutMs: 5000 } };
  const running = failure(() => runGuest(relay, { ...options, input: sleep }));
  const pid = await started(folder);
  expect((await running).code).toBe("ERR_PINTLE_TIMEOUT");
  expect(runs(pid)).toBe(false);
});

test("many simultaneous ones end independently", async () => {
  const spin = () => failure(() => runGuest(spinning, { limits: { timeoutMs: 200 } }));
  const errors = await Promise.all(Array.from({ length: 8 }, spin));
  expect(new Set(errors.map((error) => error.code))).toEqual(new Set(["ERR_PINTLE_TIMEOUT"]));
  expect(threads()).toBe(before);
});

test("the stack of an error begins where the guest was run", async () => {
  const error = await failure(() => runGuest(spinning, { limits: { timeoutMs: 10 } }));
  expect(error.stack).toContain("end.test.ts");
  expect(error.stack).not.toContain("thread.ts");
});

test("a request is run under a policy, and by nobody else", async () => {
  const policy: Policy = { version: 1, commands: { "math.add": true } };
  const request = { method: "math.add", params: { a: 2, b: 40 } };
  expect(await runRequest(request, { policy })).toBe(42);
  const denied = await failure(() =>
    runRequest({ ...request, method: "math.subtract" }, { policy }),
  );
  expect(denied).toMatchObject({ code: "ERR_PINTLE_DENIED", command: "math.subtract" });
  expect((await failure(() => runRequest(42, { policy }))).code).toBe("ERR_PINTLE_INVALID_REQUEST");
});

test("a signal ends what a request has started", async () => {
  const folder = testFolder();
  const controller = new AbortController();
  const { signal } = controller;
  const running = failure(() => runRequest(sleep, { policy: sleeping(folder), signal }));
  const pid = await started(folder);
  controller.abort();
  expect((await running).code).toBe("ERR_PINTLE_CANCELLED");
  expect(runs(pid)).toBe(false);
});
