import type { Command } from "commander";
import { openAddon } from "../addon.ts";
import { a, b, type Way } from "../demo/way.ts";
import { exit } from "../failure.ts";
import type { Io } from "../io.ts";
import { table } from "../output.ts";
import type { Cli } from "../subcommand.ts";

/** `pintle demo`. */
export function define(command: Command, { io, finish }: Cli): void {
  command
    .description("run one calculation over every transport and time it")
    .action(async () => finish(await demo(io)));
}

/** One calculation in every way there is, with the time that each took. */
async function demo(io: Io): Promise<number> {
  const { ways } = await import("../demo/ways.ts");
  const addon = await openAddon({});
  const rows = [["way", "result", "time of one"]];
  let isRight = true;
  for (const some of ways) {
    for (const way of await some(addon)) {
      const { result, each } = await measured(way);
      isRight &&= result === a + b;
      rows.push([way.title, String(result), duration(each)]);
    }
  }
  io.stdout.write(`${a} + ${b}, by every way there is:\n\n${table(rows)}\n`);
  return isRight ? exit.ok : exit.failed;
}

async function measured({ times, run, end }: Way): Promise<{ result: unknown; each: number }> {
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
  return { result, each };
}

function duration(milliseconds: number): string {
  if (milliseconds < 0.001) {
    return `${(milliseconds * 1e6).toFixed(0)} ns`;
  }
  return milliseconds < 1
    ? `${(milliseconds * 1000).toFixed(1)} µs`
    : `${milliseconds.toFixed(1)} ms`;
}
