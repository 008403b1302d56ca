/** What is transferred over a transport is read and detached, as in a direct call, though it is copied there. */

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { connect, mock, record, replay, stdio, type Transport, transfer } from "../../index.ts";
import { direct } from "../../lib/transports/direct.ts";
import { failure } from "../failure.ts";
import { fixture } from "../fixtures/fixture.ts";
import { fixtureHost } from "../fixtures/host.ts";
import { wasmFixture } from "../fixtures/wasm.ts";
import { type Lending, some } from "./lending.ts";

const { contract } = fixture;
const folder = mkdtempSync(join(tmpdir(), "pintle-transfer-"));
/** Where the calls of a test are recorded, and replayed from. */
const file = (test: string) => join(folder, `${test}.jsonl`);
const { data: recorded, sum } = some(50);

const handlers = {
  "lending.bytes": ({ data }: { data: Uint8Array }) => data.reduce((all, byte) => all + byte, 0),
  "lending.both": () => [1, 1],
  "pintle.runPlan": ({ input }: { input: { data: Uint8Array } }) => ({
    ok: true,
    outputs: { length: input.data.length },
    steps: [],
  }),
};

const transports: Record<string, (test: string) => Transport> = {
  native: () => direct(fixture),
  wasm: () => direct(wasmFixture),
  "stdio, blobs": () => stdio({ command: fixtureHost, contract }),
  "stdio, lines": () => stdio({ command: fixtureHost, contract, framing: "lines" }),
  mock: () => mock(handlers as never, { contract }),
  record: (test) => record(direct(fixture), file(test)),
  replay: (test) => replay(file(test), { contract }),
};

for (const [name, open] of Object.entries(transports)) {
  describe(name, () => {
    test("detaches what it has read, and nothing that is refused", async () => {
      const transport = open("call");
      const client = await connect({ transport });
      const { bytes, both } = (client as unknown as { lending: Lending }).lending;
      const data = new Uint8Array(recorded);
      const answer = bytes(transfer(data));
      expect(await answer).toBe(sum);
      expect(data).toHaveLength(0);

      const kept = new Uint8Array(8);
      const refused = await failure(() => both(transfer(kept), "wrong" as never));
      expect(refused).toMatchObject({ code: "ERR_PINTLE_INVALID_TYPE", pointer: "/second" });
      expect(kept).toHaveLength(8);
      const pooled = await failure(() => bytes(transfer(Buffer.from("pooled"))));
      expect(pooled).toMatchObject({ code: "ERR_PINTLE_INVALID_VALUE", pointer: "/data" });
      await client.close();
    });

    test("the input of a plan is too", async () => {
      const transport = open("plan");
      await transport.start();
      const data = Uint8Array.of(1, 2, 3);
      const plan = {
        version: 1,
        steps: [{ id: "a", method: "lending.bytes", refs: { "/data": { input: "/data" } } }],
      };
      const input = { data: transfer(data) };
      expect((await transport.runPlan(JSON.stringify(plan), { input })).ok).toBe(true);
      expect(data).toHaveLength(0);
      await transport.close();
    });
  });
}
