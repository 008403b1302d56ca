import { Command, CommanderError } from "commander";
import manifest from "../../package.json" with { type: "json" };
import { exit, report } from "./failure.ts";
import type { Io } from "./io.ts";
import type { Cli } from "./subcommand.ts";
import { subcommands } from "./subcommands.ts";

/** Runs a command line and returns its exit code: 0 ok, 1 failed, 2 usage, 3 environment. */
export async function runCli(args: readonly string[], io: Io): Promise<number> {
  let code: number = exit.ok;
  let wantsJson = () => false;
  const finish = (done: number) => {
    code = done;
  };

  const program = new Command("pintle")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    })
    .description("Rust commands for TypeScript.")
    .version(manifest.version)
    .enablePositionalOptions();
  program.hook("preAction", (_, action) => {
    wantsJson = () => action.opts().json === true;
  });
  await addSubcommands(program, args, { io, finish });

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

/** Adds the subcommand that is asked for, or all where none is: for the help, and to suggest the closest. */
async function addSubcommands(program: Command, [first = ""]: readonly string[], cli: Cli) {
  const names = Object.hasOwn(subcommands, first) ? [first] : Object.keys(subcommands);
  for (const name of names) {
    const subcommand = await subcommands[name]?.();
    subcommand?.define(program.command(name), cli);
  }
}
