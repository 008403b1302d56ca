import type { Command } from "commander";
import type { Progress } from "../../client/call-options.ts";
import { type PlanReport, Prepared } from "../../plan/prepared.ts";
import { type AddonOptions, openAddon, withAddonOption } from "../addon.ts";
import { exit, UsageError, usageIn } from "../failure.ts";
import { type Io, readDocument, StatusLine } from "../io.ts";
import { writeJson } from "../output.ts";
import type { Cli } from "../subcommand.ts";
import { overTransport, type TransportOptions, withTransportOptions } from "../transport.ts";

interface RunCommandOptions extends AddonOptions, TransportOptions {
  readonly input?: string;
  readonly json?: boolean;
}

/** `pintle run`. */
export function define(command: Command, { io, finish }: Cli): void {
  withTransportOptions(withAddonOption(command))
    .description("run a plan in JSON and write the outcome of every step")
    .argument("<file>", "the plan; - for stdin")
    .option("--input <json>", "the plan's input")
    .option("--json", "write the report as one line of JSON")
    .action(async (file, options) => finish(await run(file, options, io)));
}

/** A plan that is written as JSON. Writes what became of every step. */
async function run(file: string, options: RunCommandOptions, io: Io): Promise<number> {
  const text = await readPlan(file, io);
  const addon = await openAddon(options);
  const name = file === "-" ? "stdin" : file;
  usageIn(name, () => new Prepared(addon, text));
  const input = options.input === undefined ? undefined : parseInput(options.input);
  const line = new StatusLine(io);
  let report: PlanReport;
  try {
    report = await overTransport(options, addon, true, (transport, signal) =>
      transport.runPlan(text, {
        input,
        signal,
        ...(line.isShown ? { onProgress: showing(line) } : {}),
      }),
    );
  } finally {
    line.clear();
  }
  writeJson(io, report, options.json === true);
  return report.ok ? exit.ok : exit.failed;
}

async function readPlan(file: string, io: Io): Promise<string> {
  try {
    const bytes = await readDocument(file, io);
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

function parseInput(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--input: expected JSON: ${(error as Error).message}`);
  }
}

function showing(line: StatusLine) {
  return ({ done, total, detail }: Progress) =>
    line.show(`${done} of ${total} steps done; ${detail?.step}: ${detail?.status}`);
}
