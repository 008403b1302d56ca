import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connect, mock, native, record, replay, type Transport } from "../../index.ts";
import { direct } from "../../lib/transports/direct.ts";
import { testFolder } from "../conformance/folder.ts";
import { fixture } from "../fixtures/fixture.ts";
import { wasmFixture } from "../fixtures/wasm.ts";

const { nesting } = fixture.contract["x-limits"];

function lists(levels: number): unknown {
  let value: unknown = null;
  for (let level = 0; level < levels; level++) {
    value = [value];
  }
  return value;
}

function levelsOf(value: unknown): number {
  let levels = 0;
  for (let here = value; typeof here === "object" && here !== null; levels++) {
    here = Object.values(here)[0];
  }
  return levels;
}

/** A recording of a result, such as somebody may have written by hand. */
function recorded(levels: number): Transport {
  const file = join(testFolder(), "recording");
  const title = { recording: 1, contract: fixture.contract["x-contract"].hash };
  const entry = { method: "nest.list", params: { levels }, result: lists(levels) };
  writeFileSync(file, `${JSON.stringify(title)}\n${JSON.stringify(entry)}\n`);
  return replay(file, { contract: fixture.contract });
}

// Those of the host over stdio are in `crates/pintle-host/tests/own_commands.rs`.
const transports: Readonly<Record<string, () => Transport>> = {
  native: () => native(fixture),
  wasm: () => direct(wasmFixture),
  mock: () =>
    mock<never>({ "nest.list": ({ levels }: { levels: number }) => lists(levels) } as never, {
      contract: fixture.contract,
    }),
  record: () => record(native(fixture), join(testFolder(), "recording")),
};

test.each(Object.entries(transports))(
  "a result nests as deeply as a parameter, and no deeper: %s",
  async (_, transport) => {
    const client = await connect<{ nest: { list(levels: number): Promise<unknown> } }>({
      transport: transport(),
    });
    expect(levelsOf(await client.nest.list(nesting))).toBe(nesting);
    await expect(client.nest.list(nesting + 1)).rejects.toMatchObject({
      code: "ERR_PINTLE_INVALID_VALUE",
      message: expect.stringContaining(`expected at most ${nesting} levels of nesting`),
    });
    expect(levelsOf(await client.nest.list(1))).toBe(1);
    await client.close();
  },
);

test("a recorded result of as many levels is replayed", async () => {
  const transport = recorded(nesting);
  await transport.start();
  expect(levelsOf(await transport.call("nest.list", { levels: nesting }))).toBe(nesting);
});

test.each(["native", "wasm"])(
  "a detail of progress nests as deeply, and is an error if deeper: %s",
  async (name) => {
    const transport = (transports[name] as () => Transport)();
    const told = async (levels: number) => {
      const details: unknown[] = [];
      const onProgress = ({ detail }: { detail: unknown }) => details.push(detail);
      expect(await transport.call("nest.tell", { levels }, { onProgress })).toBe(levels);
      return details;
    };
    expect((await told(nesting)).map(levelsOf)).toEqual([nesting]);
    expect(await told(nesting + 1)).toEqual([
      { error: expect.stringContaining(`expected at most ${nesting} levels of nesting`) },
    ]);
  },
);
