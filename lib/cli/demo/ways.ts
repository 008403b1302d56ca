import { spawnSync } from "node:child_process";
import { commandOf } from "../../client/addon.ts";
import { PintleError } from "../../errors/pintle-error.ts";
import { planFor } from "../../plan/plan.ts";
import { Prepared } from "../../plan/prepared.ts";
import { stdio } from "../../transports/stdio/stdio.ts";
import { generated, guests } from "./guests.ts";
import { a, b, type Ways } from "./way.ts";

const calls: Ways = (addon) => {
  const add = commandOf(addon, "math.add") as (a: number, b: number) => number;
  const sum = commandOf(addon, "math.sum") as (values: Int32Array) => number;
  const values = Int32Array.of(a, b);
  return [
    { title: "JavaScript", times: 1_000_000, run: () => a + b },
    { title: "math.add(2, 40)", times: 1_000_000, run: () => add(a, b) },
    { title: "math.sum(Int32Array)", times: 1_000_000, run: () => sum(values) },
  ];
};

interface Adding {
  readonly math: { add(a: number, b: number): never };
}

const plans: Ways = (addon) => {
  const plan = planFor(addon)((p) => (p as unknown as Adding).math.add(a, b));
  const document = JSON.stringify([{ method: "math.add", params: { a, b } }]);
  return [
    { title: "a plan, checked once", times: 2_000, run: () => plan.run() },
    {
      title: "a plan as JSON text, checked each time",
      times: 2_000,
      run: async () => (await new Prepared(addon, document).settle()).steps[0]?.result,
    },
  ];
};

const webAssembly: Ways = async () => {
  const { builtin } = await import("../../wasm/builtin.ts");
  const add = commandOf(builtin, "math.add") as (a: number, b: number) => number;
  return [{ title: "math.add(2, 40) of pintle/wasm", times: 1_000_000, run: () => add(a, b) }];
};

/** pintle-host, where there is one. */
const hosted: Ways = async (addon) => {
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
};

/** What people do without an addon: start a program and read its output. */
const spawned: Ways = () => {
  const run = () => {
    const { stdout } = spawnSync(process.execPath, ["-p", `${a} + ${b}`], { encoding: "utf8" });
    return Number(stdout);
  };
  return [{ title: "a process for each call", times: 3, run }];
};

/** Every way there is. A new one is one more entry. */
export const ways: readonly Ways[] = [
  calls,
  webAssembly,
  plans,
  generated,
  hosted,
  guests,
  spawned,
];
