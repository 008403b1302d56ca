import type { Command } from "commander";
import type { ErrorData } from "../../errors/pintle-error.ts";
import { type AddonOptions, openAddon, withAddonOption } from "../addon.ts";
import { exit, UsageError, usageIn } from "../failure.ts";
import { type Io, readDocument } from "../io.ts";
import { writeJson } from "../output.ts";
import { checkedPolicy, readPolicy } from "../policy-file.ts";
import type { Cli } from "../subcommand.ts";

interface PolicyOptions extends AddonOptions {
  readonly json?: boolean;
}

/** What the policy decides about a request. */
interface Verdict {
  readonly allowed: boolean;
  readonly rule: string | null;
  readonly params: unknown;
  readonly error: ErrorData | null;
}

/** `pintle policy check`, `explain` and `schema`. */
export function define(policy: Command, { io, finish }: Cli): void {
  policy.description("inspect policies for untrusted callers");

  withAddonOption(policy.command("check"))
    .description("check a policy and summarize it")
    .argument("<file>", "the policy")
    .option("--json", "write it as one line of JSON")
    .action((file, options) => check(file, options, io));

  withAddonOption(policy.command("explain"))
    .description("say whether a request would be allowed and why; exits with 1 if it would not")
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
  const { text, folder } = readPolicy(file);
  const summary = usageIn(file, () => binding.checkPolicy(text, folder));
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
    usageIn("request", () => binding.explainPolicy(text, folder, asked)),
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

function readable({ allowed, rule, params, error }: Verdict): string {
  if (allowed) {
    const by =
      rule === null ? "allowed as far as can be determined before running" : `allowed by ${rule}`;
    return params === null ? by : `${by}, as\n${JSON.stringify(params, null, 2)}`;
  }
  const suggestion = error?.details?.suggestion;
  const remedy =
    suggestion === undefined || suggestion === null
      ? ""
      : `\nto allow it, add to the policy:\n${JSON.stringify(suggestion, null, 2)}`;
  return `denied: ${error?.message}${remedy}`;
}
