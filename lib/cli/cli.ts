import { Command, CommanderError, Option } from "commander";
import manifest from "../../package.json" with { type: "json" };
import { withAddonOption } from "./addon.ts";
import { call } from "./call/call.ts";
import { commands } from "./commands.ts";
import { exit, report } from "./failure.ts";
import { guestCommands } from "./guest.ts";
import type { Io } from "./io.ts";
import { policyCommands } from "./policy.ts";
import { repl } from "./repl.ts";
import { run } from "./run.ts";
import { formats, schema } from "./schema.ts";
import { withTransportOptions } from "./transport.ts";

/** Runs a command line and gives its exit code: 0 ok, 1 failed, 2 usage, 3 environment. */
export async function runCli(args: readonly string[], io: Io): Promise<number> {
  let code: number = exit.ok;
  let wantsJson = () => false;
  const finish = (done: number | undefined) => {
    code = done ?? exit.ok;
  };
  const setUp = (command: Command) =>
    command.exitOverride().configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    });

  const program = setUp(new Command("pintle"))
    .description("Rust commands for TypeScript.")
    .version(manifest.version)
    .enablePositionalOptions();
  program.hook("preAction", (_, action) => {
    wantsJson = () => action.opts().json === true;
  });

  withTransportOptions(withAddonOption(program.command("call")))
    .description("call a command; `pintle call METHOD --help` tells its arguments")
    .argument("<method>", "such as math.add")
    .argument("[args...]", "its arguments and flags")
    .option("--json", "write the result as one line of JSON")
    .passThroughOptions()
    .allowUnknownOption()
    .action((method: string, words: string[], _, command) => call(method, words, command, io));

  withTransportOptions(withAddonOption(program.command("run")))
    .description("run a plan that is written as JSON, and write what became of every step")
    .argument("<file>", "the plan; - for stdin")
    .option("--input <json>", "the plan's input")
    .option("--json", "write the report as one line of JSON")
    .action(async (file, options) => finish(await run(file, options, io)));

  withAddonOption(program.command("commands"))
    .description("list the commands")
    .option("--json", "write their part of the contract as one line of JSON")
    .action((options) => commands(options, io));

  withAddonOption(program.command("schema"))
    .description("write the contract, or what is generated from it")
    .addOption(
      new Option("--format <format>", "what to write").choices(formats).default("contract"),
    )
    .action((options) => schema(options, io));

  withAddonOption(program.command("repl"))
    .description("type JavaScript with the commands at hand")
    .action((options) => repl(options, io));

  program
    .command("demo")
    .description("do one calculation by every way there is, with the time that each took")
    .action(async () => finish(await (await import("./demo/demo.ts")).demo(io)));

  policyCommands(program, io, finish);
  guestCommands(program, io);

  program
    .command("doctor")
    .description("say what a bug report should say, and whether all is well")
    .option("--json", "write it as one line of JSON")
    .action(async (options) => finish(await (await import("./doctor.ts")).doctor(options, io)));

  withAddonOption(program.command("explain"))
    .description("say what an error code means and what to do; without one, list all")
    .argument("[code]", "such as ERR_PINTLE_OVERFLOW, or OVERFLOW")
    .action(async (code, options) => (await import("./explain.ts")).explain(code, options, io));

  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exit.ok : exit.usage; // It has said why.
    }
    return report(error, io, wantsJson());
  }
}
