import type { Command } from "commander";
import type { Io } from "./io.ts";

/** What a subcommand is given to do its work with. */
export interface Cli {
  readonly io: Io;
  /** Sets the exit code, which is 0 otherwise. */
  readonly finish: (code: number) => void;
}

/** A file of `subcommands/`. Its name is that of the subcommand. */
export interface Subcommand {
  /** Says what the subcommand takes, and what it does. */
  define(command: Command, cli: Cli): void;
}
