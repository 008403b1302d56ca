import { dirname, resolve } from "node:path";
import type { Command } from "commander";
import type { Binding } from "../binding/binding.ts";
import { maxPolicyBytes, readBounded } from "../bytes/bounded.ts";
import type { ErrorData } from "../errors/pintle-error.ts";
import { type AddonOptions, openAddon, withAddonOption } from "./addon.ts";
import { asUsage, exit, UsageError } from "./failure.ts";
import { type Io, readDocument } from "./io.ts";
import { writeJson } from "./output.ts";

interface PolicyOptions extends AddonOptions {
  readonly json?: boolean;
}

/** What the addon says of a request. */
interface Verdict {
  readonly allowed: boolean;
  readonly rule: string | null;
  readonly params: unknown;
  readonly error: ErrorData | null;
}

/** Adds `pintle policy …` to the command line. */
export function policyCommands(
  program: Command,
  io: Io,
  finish: (code: number | undefined) => void,
): void {
  const policy = program
    .command("policy")
    .description("look at what callers that are not trusted may do");

  withAddonOption(policy.command("check"))
    .description("check a policy, and say what it comes to")
    .argument("<file>", "the policy")
    .option("--json", "write it as one line of JSON")
    .action((file, options) => check(file, options, io));

  withAddonOption(policy.command("explain"))
    .description("say whether a request would be allowed, and why; exits with 1 when it would not")
    .argument("<file>", "the policy")
    .argument("<request>", 'such as {"method":"math.add","params":{"a":2,"b":40}}; - for stdin')
    .option("--json", "write the verdict as one line of JSON")
    .action(async (file, request, options) => finish(await explain(file, request, options, io)));

  withAddonOption(policy.command("schema"))
    .description("write the JSON Schema of policies")
    .action(async (options) => {
      const { binding } = await openAddon(options);
      io.stdout.write(binding.policySchema());
    });
}

async function check(file: string, options: PolicyOptions, io: Io): Promise<void> {
  const { binding } = await openAddon(options);
  const { text, folder } = read(file);
  const summary = first(file, () => binding.checkPolicy(text, folder));
  writeJson(io, JSON.parse(summary), options.json === true);
}

async function explain(
  file: string,
  request: string,
  options: PolicyOptions,
  io: Io,
): Promise<number> {
  const { binding } = await openAddon(options);
  const { text, folder } = checkedPolicy(binding, file);
  const asked = request === "-" ? await readRequest(io) : request;
  const verdict: Verdict = JSON.parse(
    first("request", () => binding.explainPolicy(text, folder, asked)),
  );
  if (options.json === true) {
    writeJson(io, verdict, true);
  } else {
    io.stdout.write(`${readable(verdict)}\n`);
  }
  return verdict.allowed ? exit.ok : exit.failed;
}

async function readRequest(io: Io): Promise<string> {
  try {
    return String(await readDocument("-", io));
  } catch (error) {
    throw new UsageError(`- cannot be read: ${(error as Error).message}`);
  }
}

/** A policy that the addon has nothing against. */
export function checkedPolicy(binding: Binding, file: string): { text: string; folder: string } {
  const policy = read(file);
  first(file, () => binding.checkPolicy(policy.text, policy.folder));
  return policy;
}

/** The text of a policy, and the folder that its relative paths start from. */
export function read(file: string): { text: string; folder: string } {
  try {
    return { text: String(readBounded(file, maxPolicyBytes)), folder: dirname(resolve(file)) };
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/** What is wrong with what was typed is told with its name. */
function first<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asUsage(error, name);
  }
}

function readable({ allowed, rule, params, error }: Verdict): string {
  if (allowed) {
    const by =
      rule === null ? "allowed, so far as can be said before it runs" : `allowed by ${rule}`;
    return params === null ? by : `${by}, as\n${JSON.stringify(params, null, 2)}`;
  }
  const suggestion = error?.details?.suggestion;
  const remedy =
    suggestion === undefined || suggestion === null
      ? ""
      : `\nto allow it, add to the policy:\n${JSON.stringify(suggestion, null, 2)}`;
  return `denied: ${error?.message}${remedy}`;
}
