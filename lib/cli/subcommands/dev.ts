import type { Command } from "commander";
import { reporting } from "../author.ts";
import { interruptible } from "../interrupt.ts";
import type { Io } from "../io.ts";
import type { Cli } from "../subcommand.ts";

interface DevOptions {
  readonly release?: boolean;
}

/** `pintle dev`. */
export function define(command: Command, cli: Cli): void {
  command
    .description("build the addon in this folder again after every change")
    .argument("[command...]", "after --, a program to start anew after every build")
    .option("--release", "optimized builds")
    .action((words, options) => reporting(cli, () => dev(words, options, cli.io)));
}

async function dev(command: readonly string[], options: DevOptions, io: Io): Promise<void> {
  const { develop } = await import("../../author/dev.ts");
  const say = (line: string) => {
    io.stderr.write(`pintle: ${line}\n`);
  };
  await interruptible((signal) => develop(process.cwd(), { ...options, command, say, signal }));
}
