import type { Command } from "commander";
import { PintleError } from "../../errors/pintle-error.ts";
import type { GuestLimits } from "../../guest/limits.ts";
import { type AddonOptions, openAddon, withAddonOption } from "../addon.ts";
import { asUsage, UsageError } from "../failure.ts";
import { interruptible } from "../interrupt.ts";
import { type Io, readDocument } from "../io.ts";
import { writeJson } from "../output.ts";
import { checkedPolicy } from "../policy-file.ts";
import type { Cli } from "../subcommand.ts";

interface GuestRunOptions extends AddonOptions, GuestLimits {
  readonly policy?: string;
  readonly input?: string;
  readonly runResult?: boolean;
  readonly json?: boolean;
}

/** `pintle guest run`. */
export function define(guest: Command, { io }: Cli): void {
  guest.description("run WebAssembly that you do not trust");

  withAddonOption(guest.command("run"))
    .description("run a guest and write its result")
    .argument("<file>", "the guest, a .wasm")
    .option("--policy <file>", "what it may run; nothing without a policy")
    .option("--input <json>", "its input; @FILE for the content of a file, - for stdin")
    .option("--run-result", "take its result for a request, and run that under the policy")
    .option("--timeout-ms <n>", "how long it may take", Number)
    .option("--module-bytes <n>", "how large the file may be", Number)
    .option("--memory-bytes <n>", "how much memory it may have", Number)
    .option("--calls <n>", "how many requests it may make", Number)
    .option("--output-bytes <n>", "how large its requests and its result may be together", Number)
    .option("--json", "write the result as one line of JSON")
    .action((file, options) => run(file, options, io));
}

async function run(file: string, options: GuestRunOptions, io: Io): Promise<void> {
  const { runGuest, runRequest } = await import("../../guest/run-guest.ts");
  const input = await readInput(options.input, io);
  const { timeoutMs, moduleBytes, memoryBytes, calls, outputBytes } = options;
  const limits = { timeoutMs, moduleBytes, memoryBytes, calls, outputBytes };
  const { policy } = options;
  const addon = await openAddon(options);
  if (policy !== undefined) {
    checkedPolicy(addon.binding, policy);
  }
  const result = await interruptible(async (signal) => {
    try {
      const given = await runGuest(file, { addon, policy, input, limits, signal });
      return options.runResult === true
        ? await runRequest(given, { addon, policy, signal })
        : given;
    } catch (error) {
      throw isMistyped(error) ? asUsage(error, file) : error;
    }
  });
  writeJson(io, result, options.json === true);
}

/** Whether an error is about what was typed, or about a named file, and nothing has run. */
function isMistyped(error: unknown): boolean {
  return (
    PintleError.is(error) &&
    (error.code === "ERR_PINTLE_INVALID_GUEST" || /^\/(wasm|limits)\b/.test(error.pointer))
  );
}

async function readInput(given: string | undefined, io: Io): Promise<unknown> {
  if (given === undefined) {
    return null;
  }
  const text = await contents(given, io);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--input: expected JSON: ${(error as Error).message}`);
  }
}

/** A text as it is, or with `@` what is in a file; `-` is stdin. */
async function contents(given: string, io: Io): Promise<string> {
  if (given !== "-" && !given.startsWith("@")) {
    return given;
  }
  const file = given === "-" ? given : given.slice(1);
  try {
    return String(await readDocument(file, io));
  } catch (error) {
    throw new UsageError(`--input: ${file} cannot be read: ${(error as Error).message}`);
  }
}
