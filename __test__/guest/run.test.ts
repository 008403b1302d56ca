import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { type GuestLimits, type Policy, runGuest } from "../../index.ts";
import { testFolder } from "../conformance/folder.ts";
import { failure } from "../failure.ts";
import { asking } from "./relay.ts";
import { answering, data, guest, relay } from "./wat.ts";

const add = { method: "math.add", params: { a: 2, b: 40 } };
const math: Policy = { version: 1, commands: { "math.*": true } };

describe("what a guest may ask for", () => {
  test("nothing without a policy", async () => {
    expect(await failure(() => runGuest(relay, { input: add }))).toMatchObject({
      code: "ERR_PINTLE_GUEST_ERROR",
      details: { code: "ERR_PINTLE_DENIED", command: "math.add" },
    });
  });

  test("what a policy allows, whatever form it is given in", async () => {
    const folder = testFolder();
    const file = join(folder, "policy.json");
    writeFileSync(file, JSON.stringify(math));
    for (const policy of [math, JSON.stringify(math), file, pathToFileURL(file)]) {
      expect(await runGuest(relay, { policy, input: add })).toBe(42);
    }
  });

  test("files below the policy's own folder, where the policy is a file", async () => {
    const folder = testFolder();
    mkdirSync(join(folder, "work"));
    writeFileSync(join(folder, "work", "a.txt"), "abc");
    const policy: Policy = {
      version: 1,
      roots: { work: { path: "./work" } },
      commands: { "hash.file": { path: { under: "work" }, algorithm: true } },
    };
    const file = join(folder, "policy.json");
    writeFileSync(file, JSON.stringify(policy));
    const params = { path: join(folder, "work", "a.txt"), algorithm: "sha256" };
    const sum = await runGuest(relay, { policy: file, input: { method: "hash.file", params } });
    expect(sum).toMatch(/^ba7816bf/);
  });

  test("a plan, and a program in the other spelling", async () => {
    const policy: Policy = {
      ...math,
      roots: { here: { path: "." } },
      programs: { say: { program: "/bin/echo", args: ["hello"], cwd: { under: "here" } } },
    };
    const report = await runGuest(relay, { policy, input: [add] });
    expect(report).toMatchObject({ ok: true, steps: [{ status: "ok", result: 42 }] });
    const input = { action: "run_binary", program: "echo", args: ["hello"] };
    const said = await runGuest(relay, { policy, input });
    expect(said).toMatchObject({ exitCode: 0, stdout: btoa("hello\n") });
  });

  test.each([
    ["no JSON", "{", "ERR_PINTLE_INVALID_JSON"],
    ["not UTF-8", Uint8Array.of(0x22, 0xff, 0x22), "ERR_PINTLE_INVALID_JSON"],
    ["a duplicate key", '{"method":"a.b","method":"a.b"}', "ERR_PINTLE_INVALID_JSON"],
    ["a lone surrogate", '{"method":"\\ud800"}', "ERR_PINTLE_INVALID_JSON"],
    ["200,000 levels", "[".repeat(200_000), "ERR_PINTLE_INVALID_JSON"],
    ["no request", "{}", "ERR_PINTLE_INVALID_REQUEST"],
    ["no such command", '{"method":"a.b"}', "ERR_PINTLE_UNKNOWN_COMMAND"],
  ])("%s: it gets an error, and lives on", async (_, text, code) => {
    expect(await failure(() => runGuest(asking(text)))).toMatchObject({
      code: "ERR_PINTLE_GUEST_ERROR",
      details: { code },
    });
  });
});

describe("what it is given and gives", () => {
  const echo = guest({ run: "(i64.const 0)" });

  test("JSON, whose input is null when none is given", async () => {
    // It finds that its input has four bytes.
    const run = `(if (i32.ne (local.get $length) (i32.const 4)) (then unreachable)) ${answering(13)}`;
    expect(await runGuest(guest({ data: '{"result":[]}', run }))).toEqual([]);
  });

  test("64-bit integers and bytes as JSON writes them", async () => {
    const params = { a: 2n ** 62n, b: 1n };
    const input = { method: "math.addI64", params };
    expect(await runGuest(relay, { policy: math, input })).toBe(String(2n ** 62n + 1n));
  });

  test("an error of its own, with everything that it says", async () => {
    const error = { code: "MINE", message: "it rains", details: { mm: 3 } };
    const failing = guest({ data: JSON.stringify({ error }) });
    expect(await failure(() => runGuest(failing))).toMatchObject({
      code: "ERR_PINTLE_GUEST_ERROR",
      message: "the guest failed: it rains",
      details: error,
    });
  });

  test("an error of its own does not move the terminal", async () => {
    const error = { message: `\u001b[2Jit\n\u009brains${"!".repeat(2000)}` };
    const failing = guest({ data: JSON.stringify({ error }) });
    const { message, details } = await failure(() => runGuest(failing));
    expect(message).toContain("the guest failed: \ufffd[2Jit\n\ufffdrains!!!");
    expect(message.length).toBeLessThan(1100);
    expect(details).toEqual(error);
  });

  test("an answer that is not JSON is not mistaken for one", async () => {
    expect((await failure(() => runGuest(echo))).code).toBe("ERR_PINTLE_INVALID_JSON");
  });
});

describe("memory", () => {
  const input = { method: "math.add", params: { a: 2, b: 40, note: "x".repeat(300_000) } };

  test("may grow while the host writes and reads", async () => {
    // The relay begins with one page; its input and the answer need more.
    const error = await failure(() => runGuest(relay, { policy: math, input }));
    expect(error.details).toMatchObject({ code: "ERR_PINTLE_UNKNOWN_ARG", pointer: "/note" });
  });

  test("the request, its answer and the result may have one place", async () => {
    const request = JSON.stringify(add);
    const run = `(local $n i32)
      (drop (memory.grow (i32.const 1)))
      (local.set $n (call $call (i32.const ${data}) (i32.const ${request.length})))
      (drop (memory.grow (i32.const 1)))
      (drop (call $take (i32.const ${data}) (local.get $n)))
      (i64.or (i64.const ${data * 2 ** 32}) (i64.extend_i32_u (local.get $n)))`;
    expect(await runGuest(guest({ data: request, run }), { policy: math })).toBe(42);
  });

  /** Grows until it may not, and returns how many pages it has then, with four digits. */
  const greedy = (memory: string) => {
    const digit = (power: number) => `(i32.store8 (i32.const ${data + 14 - Math.log10(power)})
      (i32.add (i32.const 48) (i32.rem_u (i32.div_u (memory.size) (i32.const ${power})) (i32.const 10))))`;
    return guest({
      memory,
      data: '{"result":"0000"}',
      run: `(loop $again (br_if $again (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))
        ${[1000, 100, 10, 1].map(digit).join("\n")} ${answering(17)}`,
    });
  };

  test.each([
    ["without a maximum", "2", 1024],
    ["with a maximum below the limit", "2 16", 16],
    ["with a maximum beyond the limit", "2 65536", 1024],
  ])("%s grows to its limit and no further", async (_, sizes, pages) => {
    const wasm = greedy(`(memory (export "memory") ${sizes})`);
    expect(Number(await runGuest(wasm))).toBe(pages);
  });

  test("the limit is one of the options", async () => {
    const limits = { memoryBytes: 5 * 65_536 + 1 };
    expect(await runGuest(greedy('(memory (export "memory") 2)'), { limits })).toBe("0005");
  });

  test("tables do not grow", async () => {
    const run = `(if (i32.ne (table.grow $t (ref.null func) (i32.const 1)) (i32.const -1))
      (then unreachable)) ${answering(15)}`;
    const wasm = guest({ more: "(table $t 3 100 funcref) (elem (i32.const 0) 0)", run });
    expect(await runGuest(wasm)).toBeNull();
  });
});

describe("options", () => {
  test.each([
    [{ timeoutMs: -1 }, "ERR_PINTLE_INVALID_VALUE", "/limits/timeoutMs"],
    [{ timeoutMs: 1.5 }, "ERR_PINTLE_INVALID_VALUE", "/limits/timeoutMs"],
    [{ memoryBytes: Number.NaN }, "ERR_PINTLE_INVALID_VALUE", "/limits/memoryBytes"],
    [{ memoryBytes: 2 ** 33 }, "ERR_PINTLE_INVALID_VALUE", "/limits/memoryBytes"],
    [{ calls: "3" as unknown as number }, "ERR_PINTLE_INVALID_VALUE", "/limits/calls"],
    [{ outputBites: 1 } as GuestLimits, "ERR_PINTLE_UNKNOWN_ARG", "/limits/outputBites"],
  ])("limits %j", async (limits, code, pointer) => {
    expect(await failure(() => runGuest(relay, { limits }))).toMatchObject({ code, pointer });
  });

  test("a file that is not there", async () => {
    expect(await failure(() => runGuest("/nonexistent/g.wasm"))).toMatchObject({
      code: "ERR_PINTLE_IO",
      pointer: "/wasm",
      details: { path: "/nonexistent/g.wasm", errno: "ENOENT" },
    });
    const policy = "/nonexistent/policy.json";
    expect(await failure(() => runGuest(relay, { policy }))).toMatchObject({
      code: "ERR_PINTLE_IO",
      pointer: "/policy",
    });
  });

  test("a policy that is none", async () => {
    const policy = { version: 1, commands: { "nath.*": true } } as const;
    expect((await failure(() => runGuest(relay, { policy }))).code).toBe(
      "ERR_PINTLE_INVALID_POLICY",
    );
  });
});
