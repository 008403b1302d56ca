import { readFileSync } from "node:fs";
import { connect, plan, runPlan, runRequest, stdio } from "pintle";
import { commandGenerator } from "./generator.ts";

/** Makes one command and runs it by every way: natively, in a separate process, and in plans. */
export async function main(wasm: string | URL): Promise<Record<string, unknown>> {
  const make_command = commandGenerator(readFileSync(wasm));
  const command = make_command("add", 5, 7);

  // Natively. The command comes from a stranger, so it runs under a policy.
  const policy = { version: 1, commands: { "math.*": true } } as const;
  const native = await runRequest(command, { policy });

  // In a separate process, pintle-host.
  await using client = await connect({ transport: stdio() });
  const { steps } = await client.runPlan([command]);

  // In a plan: the command is a step as it is. Here another one multiplies its result.
  const report = await runPlan({
    steps: [
      { id: "sum", ...command },
      { method: "math.multiply", params: { b: 10 }, refs: { "/a": { resultOf: "sum" } } },
    ],
  });

  // And by the composer, with the parameters that the generator chose.
  const composed = plan((p, { a, b }: { a: number; b: number }) => p.math.add(a, b));

  return {
    command,
    native,
    process: steps[0]?.result,
    plan: report.steps.map(({ result }) => result),
    composed: await composed.run(command.params as { a: number; b: number }),
  };
}
