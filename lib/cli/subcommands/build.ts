import { relative } from "node:path";
import type { Command } from "commander";
import { reporting } from "../author.ts";
import { interruptible } from "../interrupt.ts";
import type { Io } from "../io.ts";
import type { Cli } from "../subcommand.ts";

interface BuildOptions {
  readonly release?: boolean;
  readonly target?: string;
}

/** `pintle build`. */
export function define(command: Command, cli: Cli): void {
  command
    .description("build the addon in this folder, and generate the types of its commands")
    .argument("[args...]", "after --, more arguments of cargo build")
    .option("--release", "an optimized build")
    .option("--target <triple>", "another platform, as rustc names it")
    .action((args, options) => reporting(cli, () => build(args, options, cli.io)));
}

async function build(args: readonly string[], options: BuildOptions, io: Io): Promise<void> {
  const { readProject } = await import("../../author/project.ts");
  const { buildAddon } = await import("../../author/build.ts");
  const project = await readProject(process.cwd());
  const { file, types } = await interruptible((signal) =>
    buildAddon(project, { ...options, args, signal }),
  );
  io.stdout.write(`${relative(project.folder, file)}\n`);
  if (types !== undefined) {
    io.stdout.write(`${relative(project.folder, types)}\n`);
  }
}
