import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { execa } from "execa";
import { builtin, connect, hash, math, type Policy, runGuest, stdio, type Transport } from "pintle";
import * as portable from "pintle/wasm";
import wabt from "wabt";
import { awaited, type Way } from "./way.ts";

/** Where scripts/bench has had it built. */
const command: string = resolve("target", "release", "pintle-host");

const policy: Policy = {
  version: 1,
  commands: { "math.*": true, "hash.bytes": true },
  limits: { calls: 1_000_000, outputBytes: 2 ** 40 },
};
const limits = { calls: 1_000_000, outputBytes: 2 ** 40 };

/** `math.add(2, 40)` by every way there is. */
export async function small(): Promise<Way[]> {
  const guest = await repeat({ method: "math.add", params: { a: 2, b: 40 } });
  return [
    { name: "direct", batch: 10_000, run: loop(() => math.add(2, 40)) },
    { name: "wasm", batch: 10_000, run: loop(() => portable.math.add(2, 40)) },
    { name: "worker guest, each call of one", batch: 1_000, idle: 1, run: guest },
    { name: "worker guest, started for it", batch: 1, run: awaited(async () => guest(1)) },
    await hosted("lines", 100, ["math.add", { a: 2, b: 40 }]),
    await hosted("blobs", 100, ["math.add", { a: 2, b: 40 }]),
    {
      name: "a process for each call, by execa",
      batch: 1,
      run: awaited(async () => Number((await execa(command, ["math.add", "2", "40"])).stdout)),
    },
  ];
}

/** `hash.bytes` of 1 MiB by every way there is. */
export async function large(): Promise<Way[]> {
  const data = new Uint8Array(2 ** 20).map((_, i) => i * 7);
  const text = Buffer.from(data).toString("base64");
  const guest = await repeat({ method: "hash.bytes", params: { data: text } });
  return [
    { name: "direct", batch: 10, run: loop(() => hash.bytes(data)) },
    { name: "wasm", batch: 10, run: loop(() => portable.hash.bytes(data)) },
    { name: "worker guest, each call of one", batch: 10, idle: 1, run: guest },
    await hosted("lines", 5, ["hash.bytes", { data }]),
    await hosted("blobs", 5, ["hash.bytes", { data }]),
    {
      name: "a process for each call, by execa",
      batch: 1,
      run: awaited(
        async () => (await execa(command, ["hash.bytes", "@-"], { input: data })).stdout,
      ),
    },
  ];
}

function loop(call: () => unknown): Way["run"] {
  return (calls) => {
    let result: unknown;
    for (let i = 0; i < calls; i += 1) {
      result = call();
    }
    return result;
  };
}

/** A guest that makes the same call again and again. */
async function repeat(request: unknown): Promise<Way["run"]> {
  const tools = await wabt();
  const text = readFileSync(resolve("bench", "transports", "repeat.wat"), "utf8");
  const wasm = tools.parseWat("repeat.wat", text).toBinary({}).buffer;
  return async (calls) => {
    const answer = await runGuest(wasm, { policy, limits, input: [calls, request] });
    return answer;
  };
}

async function hosted(
  framing: "lines" | "blobs",
  batch: number,
  [method, params]: readonly [string, Readonly<Record<string, unknown>>],
): Promise<Way> {
  const transport: Transport = stdio({ command, framing, contract: builtin.contract });
  await connect({ transport });
  return {
    name: `warm stdio, ${framing}`,
    batch,
    run: awaited(() => transport.call(method, params)),
    end: () => transport.close(),
  };
}
