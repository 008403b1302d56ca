/** How the transport over pipes deals with hosts, good and bad ones. */

import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Client, connect, type StdioOptions, stdio } from "../../index.ts";
import { failure, isRunning, until } from "./failure.ts";
import { fakeHost, host } from "./host.ts";

/** A client of a host in JavaScript, and the number of its process. */
async function fake(mode = "", options: StdioOptions = {}) {
  const transport = stdio({
    command: process.execPath,
    args: [fakeHost],
    framing: "lines",
    env: { FAKE: mode },
    ...options,
  });
  const client = await connect({ transport });
  onTestFinished(() => client.close());
  return { transport, client };
}

/** A client of the real host. */
async function real(framing: "lines" | "blobs" = "blobs") {
  const transport = stdio({ command: host(), framing });
  const client = await connect({ transport });
  onTestFinished(() => client.close());
  return { transport, client };
}

test("the host starts with the first call, and not before", async () => {
  const { transport, client } = await fake();
  expect(transport.pid).toBeUndefined();
  expect(await client.math.add(2, 40)).toBe(42);
  expect(isRunning(transport.pid!)).toBe(true);
});

test("what the contract refuses needs no host", async () => {
  const { transport, client } = await fake();
  expect(await failure(client.math.add(1.5, 2))).toMatchObject({
    code: "ERR_PINTLE_OUT_OF_RANGE",
    pointer: "/a",
  });
  expect(transport.pid).toBeUndefined();
});

test("an error has the stack of the caller", async () => {
  const { client } = await fake();
  async function callerOfTheClient() {
    await client.math.add(1.5, 2);
  }
  expect((await failure(callerOfTheClient())).stack).toContain("callerOfTheClient");
});

describe("a host that ends", () => {
  test("rejects what was in flight, with its exit code and what it wrote", async () => {
    const { client } = await fake();
    const walk = client.tree.walk("/");
    const error = await failure(client.math.subtract(3, 7));
    expect(error).toMatchObject({
      code: "ERR_PINTLE_TRANSPORT_CLOSED",
      command: "math.subtract",
      details: { exitCode: 3, signal: null, stderr: "cannot subtract 7" },
    });
    expect(error.message).toContain("exited with code 3; it wrote:\ncannot subtract 7");
    expect(await failure(walk)).toMatchObject({ command: "tree.walk", details: { exitCode: 3 } });
  });

  test("is started again by the next call", async () => {
    const { transport, client } = await fake();
    await failure(client.math.subtract(3, 7));
    expect(transport.pid).toBeUndefined();
    expect(await client.math.add(1, 2)).toBe(3);
  });

  test("by a signal names the signal", async () => {
    const { transport, client } = await fake();
    await client.math.add(1, 2);
    const walk = client.tree.walk("/");
    process.kill(transport.pid!, "SIGKILL");
    expect(await failure(walk)).toMatchObject({ details: { exitCode: null, signal: "SIGKILL" } });
  });

  test("while nothing is in flight disturbs nobody", async () => {
    const { transport, client } = await fake();
    await client.math.add(1, 2);
    process.kill(transport.pid!, "SIGKILL");
    await until(() => transport.pid === undefined);
    expect(await client.math.add(3, 4)).toBe(7);
  });

  test("rejects a thousand requests, and the next call succeeds", async () => {
    const { transport, client } = await fake();
    await client.math.add(1, 2);
    const walks = Array.from({ length: 1000 }, () => failure(client.tree.walk("/")));
    process.kill(transport.pid!, "SIGKILL");
    const codes = new Set((await Promise.all(walks)).map(({ code }) => code));
    expect(codes).toEqual(new Set(["ERR_PINTLE_TRANSPORT_CLOSED"]));
    expect(await client.math.add(3, 4)).toBe(7);
  });

  test("immediately rejects all calls that waited for it, each by its name", async () => {
    const { client } = await fake("dies immediately");
    const [add, walk] = await Promise.all([
      failure(client.math.add(1, 2)),
      failure(client.tree.walk("/")),
    ]);
    expect(add).toMatchObject({
      code: "ERR_PINTLE_TRANSPORT_CLOSED",
      command: "math.add",
      details: { exitCode: 9, stderr: "first line\nno more of this" },
    });
    expect(walk.command).toBe("tree.walk");
  });

  test("its output, but not itself, is killed", async () => {
    const { transport, client } = await fake();
    await client.math.add(1, 2);
    const { pid } = transport;
    expect(await failure(client.hash.file("x"))).toMatchObject({
      code: "ERR_PINTLE_TRANSPORT_CLOSED",
      details: { signal: "SIGKILL" },
    });
    expect(isRunning(pid!)).toBe(false);
  });
});

describe("a host that is none", () => {
  test("because there is no such program", async () => {
    const { client } = await fake("", { command: "/no/such/program" });
    const error = await failure(client.math.add(1, 2));
    expect(error).toMatchObject({ code: "ERR_PINTLE_TRANSPORT_CLOSED", command: "math.add" });
    expect(error.message).toContain("/no/such/program cannot be started");
  });

  test.each(["other contract", "other version"])("because it has another: %s", async (mode) => {
    const { transport, client } = await fake(mode);
    const error = await failure(client.math.add(1, 2));
    expect(error.code).toBe("ERR_PINTLE_CONTRACT_MISMATCH");
    await until(() => transport.pid === undefined);
    expect((await failure(client.math.add(1, 2))).code).toBe("ERR_PINTLE_CONTRACT_MISMATCH");
  });

  test.each([
    ["garbage", "lines"],
    ["garbage", "blobs"],
    ["null", "lines"],
    ["no id", "lines"],
  ] as const)("because it cannot speak: %s, in %s", async (mode, framing) => {
    const { transport, client } = await fake(mode, { framing });
    expect((await failure(client.math.add(1, 2))).code).toBe("ERR_PINTLE_TRANSPORT_CLOSED");
    await until(() => transport.pid === undefined);
  });
});

describe("close", () => {
  test("rejects what is in flight and every call after it, and ends the host", async () => {
    const { transport, client } = await fake();
    await client.math.add(1, 2);
    const pid = transport.pid!;
    const walk = failure(client.tree.walk("/"));
    await client.close();
    expect(isRunning(pid)).toBe(false);
    expect(await walk).toMatchObject({ code: "ERR_PINTLE_TRANSPORT_CLOSED" });
    expect((await walk).message).toContain("closed");
    expect(await failure(client.math.add(1, 2))).toMatchObject({
      code: "ERR_PINTLE_TRANSPORT_CLOSED",
    });
    await client.close();
  });

  test("before any call has nothing to do", async () => {
    const { client } = await fake();
    await client.close();
  });

  test("kills a host that does not end by itself", async () => {
    const { transport, client } = await fake("deaf", { closeMs: 50 });
    await client.math.add(1, 2);
    const pid = transport.pid!;
    await client.close();
    expect(isRunning(pid)).toBe(false);
  });

  test("is what `await using` does", async () => {
    let pid: number | undefined;
    {
      const { transport } = await fake();
      await using client: Client = await connect({ transport });
      await client.math.add(1, 2);
      pid = transport.pid;
    }
    expect(isRunning(pid!)).toBe(false);
  });
});

describe("progress and cancelling", () => {
  test("progress arrives as it is reported", async () => {
    const { client } = await fake();
    const heard: unknown[] = [];
    const controller = new AbortController();
    const walk = client.tree.walk("/", {
      signal: controller.signal,
      onProgress: (progress) => {
        heard.push(progress);
        if (heard.length === 2) {
          controller.abort("enough");
        }
      },
    });
    expect(await failure(walk)).toMatchObject({
      code: "ERR_PINTLE_CANCELLED",
      command: "tree.walk",
      message: "tree.walk: the caller cancelled",
      cause: "enough",
    });
    expect(heard).toEqual([
      { done: 1, total: 2, detail: null },
      { done: 2, total: 2, detail: { a: 1 } },
    ]);
  });

  test("a call that is cancelled while the host starts is never sent", async () => {
    const { client } = await fake();
    const controller = new AbortController();
    const sum = client.math.add(1, 2, { signal: controller.signal });
    controller.abort();
    expect(await failure(sum)).toMatchObject({ code: "ERR_PINTLE_CANCELLED" });
  });

  test("cancelling a call that has ended does nothing", async () => {
    const { client } = await fake();
    const controller = new AbortController();
    expect(await client.math.add(1, 2, { signal: controller.signal })).toBe(3);
    controller.abort();
    expect(await client.math.add(3, 4)).toBe(7);
  });
});

describe("messages", () => {
  test("larger than the host takes are not sent", async () => {
    const { client } = await fake();
    const error = await failure(client.hash.bytes(new Uint8Array(1_000_000)));
    expect(error).toMatchObject({ code: "ERR_PINTLE_MESSAGE_LIMIT", command: "hash.bytes" });
    expect(error.details).toMatchObject({ limit: 1_000_000 });
    expect(await client.math.add(3, 4)).toBe(7);
  });

  test("that JSON cannot hold are refused at their place", async () => {
    const { client } = await fake();
    expect(await failure(client.math.sumF64(Float64Array.of(1, Number.NaN)))).toMatchObject({
      code: "ERR_PINTLE_OUT_OF_RANGE",
      pointer: "/values/1",
    });
  });
});

describe("the real host", () => {
  test.each(["lines", "blobs"] as const)("takes many large messages: %s", async (framing) => {
    const { client } = await real(framing);
    const { hash } = await import("../../index.ts");
    const data = Array.from({ length: 40 }, (_, index) => new Uint8Array(500_000).fill(index));
    const digests = await Promise.all(data.map((bytes) => client.hash.bytes(bytes)));
    expect(digests).toEqual(data.map((bytes) => hash.bytes(bytes)));
  });

  test("gets arguments as they were when it was called", async () => {
    const { client } = await real();
    const { hash } = await import("../../index.ts");
    const data = new Uint8Array(2_000_000).fill(1);
    const expected = hash.bytes(data);
    const digest = client.hash.bytes(data);
    data.fill(2);
    expect(await digest).toBe(expected);
  });

  test("rejects a thousand requests when it is killed, and the next call succeeds", async () => {
    const { transport, client } = await real();
    await client.math.add(1, 2);
    const pid = transport.pid!;
    const mark = `3.${process.pid}2`;
    let rejected = 0;
    const calls = Array.from({ length: 1000 }, async () => {
      const error = await failure(client.program.run("sleep", [mark]));
      rejected += 1;
      return error;
    });
    // It works on some, and the others wait for their turn in it.
    await until(() => sleepers(mark).length > 0);
    expect(rejected).toBe(0);
    process.kill(pid, "SIGKILL");
    const errors = await Promise.all(calls);
    const told = errors.map(({ code, command, details }) => ({ code, command, details }));
    expect(told).toHaveLength(1000);
    for (const one of told) {
      expect(one).toMatchObject({
        code: "ERR_PINTLE_TRANSPORT_CLOSED",
        command: "program.run",
        details: { signal: "SIGKILL" },
      });
    }
    expect(await client.math.add(3, 4)).toBe(7);
    expect(transport.pid).not.toBe(pid);
  });

  test("ends what it runs when the client is closed", async () => {
    const { client } = await real();
    const mark = `30.${process.pid}1`;
    const running = failure(client.program.run("sleep", [mark]));
    await until(() => sleepers(mark).length > 0);
    await client.close();
    expect(await running).toMatchObject({ code: "ERR_PINTLE_TRANSPORT_CLOSED" });
    await until(() => sleepers(mark).length === 0);
  });
});

describe("the parent", () => {
  test.each(["idle", "busy", "killed"])("leaves nothing behind when it ends: %s", async (how) => {
    const mark = `30.${process.pid}${how.length}${how.charCodeAt(0)}`;
    const { pid, code } = await parent(how, mark, host());
    await until(() => !isRunning(pid) && sleepers(mark).length === 0);
    expect(code).toBe(how === "killed" ? null : 0);
  });

  test("ends by itself when nothing is in flight", async () => {
    const { pid, code } = await parent("waits for nothing", "0", process.execPath, fakeHost);
    expect(code).toBe(0);
    await until(() => !isRunning(pid));
  });
});

/** The processes that sleep for that time. */
function sleepers(mark: string): string[] {
  const { stdout } = spawnSync("ps", ["-eo", "stat=,args="], { encoding: "utf8" });
  return stdout
    .split("\n")
    .filter((line) => !line.startsWith("Z") && line.includes(`sleep ${mark}`));
}

/** Runs `parents/parent.mjs` to its end, and returns the process ID of its host. */
async function parent(how: string, mark: string, command: string, ...args: string[]) {
  const script = fileURLToPath(new URL("hosts/parent.mjs", import.meta.url));
  const child = spawn(process.execPath, [script, how, mark, command, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const pid = await new Promise<number>((resolve, reject) => {
    child.stdout.once("data", (chunk) => resolve(Number(chunk)));
    child.once("exit", () => reject(new Error("the parent ended before it reported its host")));
  });
  if (how === "killed") {
    child.kill("SIGKILL");
  }
  return { pid, code: await ended };
}
