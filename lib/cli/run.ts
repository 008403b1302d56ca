import type { Addon } from "../client/addon.ts";
import type { Progress } from "../client/call-options.ts";
import { type PlanReport, Prepared } from "../plan/prepared.ts";
import { type AddonOptions, openAddon } from "./addon.ts";
import { asUsage, exit, UsageError } from "./failure.ts";
import { type Io, readDocument, StatusLine } from "./io.ts";
import { writeJson } from "./output.ts";
import { overTransport, type TransportOptions } from "./transport.ts";

interface RunCommandOptions extends AddonOptions, TransportOptions {
  readonly input?: string;
  readonly json?: boolean;
}

/** `pintle run FILE`: a plan that is written as JSON. Writes what became of every step. */
export async function run(file: string, options: RunCommandOptions, io: Io): Promise<number> {
  const text = await readPlan(file, io);
  const addon = await openAddon(options);
  const name = file === "-" ? "stdin" : file;
  checkFirst(addon, text, name);
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

/** What is wrong with a plan is found here, and told with the file's name. */
function checkFirst(addon: Addon, text: string, name: string): void {
  try {
    new Prepared(addon, text);
  } catch (error) {
    throw asUsage(error, name);
  }
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
