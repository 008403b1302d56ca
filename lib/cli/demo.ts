import { spawnSync } from "node:child_process";
import { type Addon, commandOf } from "../client/addon.ts";
import { PintleError } from "../errors/pintle-error.ts";
import { planFor } from "../plan/plan.ts";
import { Prepared } from "../plan/prepared.ts";
import { openAddon } from "./addon.ts";
import { exit } from "./failure.ts";
import type { Io } from "./io.ts";
import { table } from "./output.ts";

/** One way to get the sum. */
interface Way {
  readonly title: string;
  /** How often it is done to tell the time of one. */
  readonly times: number;
  readonly run: () => unknown;
  /** Called when it is done. */
  readonly end?: () => Promise<void>;
}

const [a, b] = [2, 40];

/** `pintle demo`: one calculation by every way there is, with the time that each took. */
export async function demo(io: Io): Promise<number> {
  const rows = [["way", "result", "time of one"]];
  let isRight = true;
  for (const { title, times, run, end } of await ways()) {
    let result = await run();
    const start = performance.now();
    for (let i = 0; i < times; i += 1) {
      result = run();
      if (result instanceof Promise) {
        result = await result;
      }
    }
    const each = (performance.now() - start) / times;
    await end?.();
    isRight &&= result === a + b;
    rows.push([title, String(result), duration(each)]);
  }
  io.stdout.write(`${a} + ${b}, by every way there is:\n\n${table(rows)}\n`);
  return isRight ? exit.ok : exit.failed;
}

async function ways(): Promise<Way[]> {
  const addon = await openAddon({});
  const add = commandOf(addon, "math.add") as (a: number, b: number) => number;
  const sum = commandOf(addon, "math.sum") as (values: Int32Array) => number;
  const values = Int32Array.of(a, b);
  const plan = planFor(addon)((p) => (p as unknown as Adding).math.add(a, b));
  const document = JSON.stringify([{ method: "math.add", params: { a, b } }]);
  return [
    { title: "JavaScript", times: 1_000_000, run: () => a + b },
    { title: "math.add(2, 40)", times: 1_000_000, run: () => add(a, b) },
    { title: "math.sum(Int32Array)", times: 1_000_000, run: () => sum(values) },
    { title: "a plan, checked once", times: 2_000, run: () => plan.run() },
    {
      title: "a plan as JSON text, checked each time",
      times: 2_000,
      run: async () => (await new Prepared(addon, document).settle()).steps[0]?.result,
    },
    ...(await hosted(addon)),
    { title: "a process for each call", times: 3, run: spawned },
  ];
}

/** The way over pintle-host, where there is one. */
async function hosted(addon: Addon): Promise<Way[]> {
  const { stdio } = await import("../transports/stdio/stdio.ts");
  const transport = stdio({ contract: addon.contract });
  const run = () => transport.call("math.add", { a, b });
  try {
    await transport.start();
    await run();
  } catch (error) {
    await transport.close();
    if (PintleError.is(error)) {
      return [];
    }
    throw error;
  }
  const end = () => transport.close();
  return [{ title: "another process, pintle-host", times: 1_000, run, end }];
}

interface Adding {
  readonly math: { add(a: number, b: number): never };
}

/** What people do without an addon: start a program and read its output. */
function spawned(): number {
  const { stdout } = spawnSync(process.execPath, ["-p", `${a} + ${b}`], { encoding: "utf8" });
  return Number(stdout);
}

function duration(milliseconds: number): string {
  if (milliseconds < 0.001) {
    return `${(milliseconds * 1e6).toFixed(0)} ns`;
  }
  return milliseconds < 1
    ? `${(milliseconds * 1000).toFixed(1)} µs`
    : `${milliseconds.toFixed(1)} ms`;
}
