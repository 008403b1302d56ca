/** Recordings: what is in them, and how they are played back. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  Bytes,
  type Client,
  connect,
  mock,
  native,
  record,
  replay,
  type Transport,
} from "../../index.ts";
import { testFolder } from "../conformance/folder.ts";
import { failure } from "./failure.ts";

/** Records what `use` does, and returns the file. */
async function recorded(
  use: (client: Client) => Promise<unknown>,
  transport: Transport = native(),
): Promise<string> {
  const file = join(testFolder(), "calls.jsonl");
  await using client = await connect({ transport: record(transport, file) });
  await use(client);
  return file;
}

/** The lines of a recording, after its title. */
function entries(file: string): unknown[] {
  const [, ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line));
}

test("a recording is one line of JSON for each request and its answer", async () => {
  const file = await recorded(async (client) => {
    await client.math.addI64(2n ** 62n, 1n);
    await client.hash.bytes(Uint8Array.of(1), { encoding: "base64" });
    await failure(client.math.add(2 ** 31 - 1, 1));
  });
  expect(entries(file)).toEqual([
    {
      method: "math.addI64",
      params: { a: "4611686018427387904", b: "1" },
      result: "4611686018427387905",
    },
    {
      method: "hash.bytes",
      params: { data: "AQ==", encoding: "base64" },
      result: expect.any(String),
    },
    {
      method: "math.add",
      params: { a: 2147483647, b: 1 },
      error: expect.objectContaining({ code: "ERR_PINTLE_OVERFLOW", command: "math.add" }),
    },
  ]);
});

test("a replay answers as it was recorded, without the addon", async () => {
  const file = await recorded(async (client) => {
    await client.program.run("echo", ["hello"]);
    await client.runPlan([{ method: "math.addI64", params: { a: "1", b: "2" } }]);
  });
  await using client = await connect({ transport: replay(file) });
  const { stdout } = await client.program.run("echo", ["hello"]);
  expect(stdout).toEqual(Bytes.from(Buffer.from("hello\n")));
  expect(stdout.text()).toBe("hello\n");
  const report = await client.runPlan([{ method: "math.addI64", params: { a: "1", b: "2" } }]);
  expect(report.steps[0]?.result).toBe(3n);
});

test("the order of options does not matter, their values do", async () => {
  const data = Uint8Array.of(1);
  const file = await recorded((client) =>
    client.hash.bytes(data, { algorithm: "sha256", encoding: "sri" }),
  );
  await using client = await connect({ transport: replay(file) });
  expect(await client.hash.bytes(data, { encoding: "sri", algorithm: "sha256" })).toMatch(
    /^sha256-/,
  );
  expect((await failure(client.hash.bytes(data, { encoding: "hex" }))).code).toBe(
    "ERR_PINTLE_NOT_RECORDED",
  );
});

test("a request that was not recorded says so, and what it was", async () => {
  const file = await recorded((client) => client.math.add(1, 2));
  await using client = await connect({ transport: replay(file) });
  const error = await failure(client.math.add(1, 3));
  expect(error).toMatchObject({ code: "ERR_PINTLE_NOT_RECORDED", command: "math.add" });
  expect(error.message).toContain(`${file} has no answer to this request`);
  expect(error.message).toContain('{"a":1,"b":3}');
});

test("answers to one request come in their order, and the last one stays", async () => {
  let count = 0;
  const counting = mock({ "math.add": () => ++count });
  const file = await recorded(async (client) => {
    await client.math.add(0, 0);
    await client.math.add(0, 0);
  }, counting);
  await using client = await connect({ transport: replay(file) });
  const sums = [client.math.add(0, 0), client.math.add(0, 0), client.math.add(0, 0)];
  expect(await Promise.all(sums)).toEqual([1, 2, 2]);
});

test("what the contract refuses, and what was cancelled, is not recorded", async () => {
  const file = await recorded(async (client) => {
    await failure(client.math.add("1" as never, 2));
    await failure(client.math.add(1, 2, { signal: AbortSignal.abort() }));
    const controller = new AbortController();
    const sleep = client.program.run("sleep", ["20"], {
      killGraceMs: 0,
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 50);
    await failure(sleep);
  });
  expect(entries(file)).toEqual([]);
});

test("a recording of another contract is refused", async () => {
  const file = join(testFolder(), "old.jsonl");
  writeFileSync(file, '{"recording":1,"contract":"sha256-0"}\n');
  const error = await failure(connect({ transport: replay(file) }));
  expect(error.code).toBe("ERR_PINTLE_CONTRACT_MISMATCH");
  expect(error.message).toContain(file);
});

test("a recording and a replay that are closed take no calls", async () => {
  const file = join(testFolder(), "calls.jsonl");
  const recording = await connect({ transport: record(native(), file) });
  await recording.close();
  expect((await failure(recording.math.add(1, 2))).code).toBe("ERR_PINTLE_TRANSPORT_CLOSED");
  const replaying = await connect({ transport: replay(file) });
  await replaying.close();
  expect((await failure(replaying.math.add(1, 2))).code).toBe("ERR_PINTLE_TRANSPORT_CLOSED");
});
