/** Outputs of plans over stdio that are a part of an alternative. */

import { describe, expect, test } from "vitest";
import { connect, stdio } from "../../index.ts";
import { Prepared } from "../../lib/plan/prepared.ts";
import { fixture } from "../fixtures/fixture.ts";
import { fixtureHost } from "../fixtures/host.ts";

const raw = { kind: "raw", value: Uint8Array.of(1, 2, 3) };
const measured = { kind: "measured", value: Float64Array.of(0.5, 1) };

describe.each(["blobs", "lines"] as const)("in %s", (framing) => {
  test.each([
    ["bytes", raw, "/value"],
    ["a column", measured, "/value"],
    ["a number", { kind: "counted", value: 3 }, "/value"],
    ["an alternative", { kind: "inside", value: raw }, "/value"],
    ["bytes in another", { kind: "inside", value: raw }, "/value/value"],
    ["a column in another", { kind: "inside", value: measured }, "/value/value"],
    ["a tag", raw, "/kind"],
  ])("%s at a path is that of a direct run", async (_, value, path) => {
    const plan = {
      steps: [{ id: "stored", method: "unions.stored", refs: { "/value": { input: "" } } }],
      outputs: { part: { resultOf: "stored", path } },
    };
    const { contract } = fixture;
    const client = await connect({
      transport: stdio({ command: fixtureHost, contract, framing }),
    });
    const direct = await new Prepared(fixture, plan).settle(value);
    const report = await client.runPlan(plan, { input: value });
    await client.close();
    expect(direct.ok).toBe(true);
    expect(report.outputs).toStrictEqual(direct.outputs);
  });
});
