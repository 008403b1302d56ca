import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Binding, connect, stdio } from "../../index.ts";
import { testFolder } from "../conformance/folder.ts";
import { failure } from "../failure.ts";
import { fixture } from "../fixtures/fixture.ts";
import { fixtureHost } from "../fixtures/host.ts";
import { all, row, streams } from "./fixture.ts";

const { contract } = fixture;
const binding = fixture.binding as Binding;

function policyOf(outputBytes?: number) {
  const commands = { "streams.rows": true, "streams.running": true, "streams.sent": true };
  const limits = outputBytes === undefined ? {} : { limits: { outputBytes } };
  return { version: 1, commands, ...limits };
}

interface Client {
  readonly streams: Omit<typeof streams, "running" | "sent"> & {
    running(): Promise<number>;
    sent(): Promise<number>;
  };
  close(): Promise<void>;
}

async function under(framing: "blobs" | "lines", outputBytes?: number): Promise<Client> {
  const policy = join(testFolder(), "policy.json");
  writeFileSync(policy, JSON.stringify(policyOf(outputBytes)));
  const transport = stdio({ command: fixtureHost, contract, policy, framing });
  return (await connect({ transport })) as unknown as Client;
}

describe.each(["blobs", "lines"] as const)("under a policy, over stdio in %s", (framing) => {
  test("an allowed stream is read as it comes", async () => {
    const client = await under(framing);
    expect(await all(client.streams.rows(3000))).toEqual(streams.rowsSync(3000));
    for await (const { id } of client.streams.rows(0xffff_ffff)) {
      if (id === 2000) {
        break;
      }
    }
    expect(await client.streams.running()).toBe(0);
    await client.close();
  });

  test("one that is not allowed is denied before it runs", async () => {
    const client = await under(framing);
    const error = await failure(() => client.streams.silent().next());
    expect(error).toMatchObject({ code: "ERR_PINTLE_DENIED", command: "streams.silent" });
    expect(await client.streams.running()).toBe(0);
    expect(await client.streams.sent()).toBe(0);
    await client.close();
  });

  test("items count while they are sent", async () => {
    const client = await under(framing, 100_000);
    const rows: unknown[] = [];
    const error = await failure(async () => {
      for await (const one of client.streams.rows(0xffff_ffff)) {
        rows.push(one);
      }
    });
    expect(error).toMatchObject({
      code: "ERR_PINTLE_POLICY_LIMIT",
      command: "streams.rows",
      details: { limit: "outputBytes", value: 100_000 },
    });
    // What was within the limit has come; each row takes tens of bytes.
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.length).toBeLessThan(10_000);
    expect(rows.at(-1)).toEqual(row(rows.length - 1));
    await client.close();
  });
});

test("a guest has a list, within its limit", () => {
  const session = binding.openSession(JSON.stringify(policyOf(100_000)), "/");
  const ask = (method: string, params: unknown) => {
    const request = new TextEncoder().encode(JSON.stringify({ method, params }));
    return JSON.parse(new TextDecoder().decode(binding.ask(session, request)));
  };
  const { result } = ask("streams.rows", { count: 2 });
  expect(result.map(({ name }: { name: string }) => name)).toEqual(["row 0", "row 1"]);
  expect(ask("streams.silent", {})).toMatchObject({ error: { code: "ERR_PINTLE_DENIED" } });
  expect(ask("streams.rows", { count: 0xffff_ffff })).toMatchObject({
    error: { code: "ERR_PINTLE_POLICY_LIMIT", details: { limit: "outputBytes", value: 100_000 } },
  });
  binding.closeSession(session);
});
