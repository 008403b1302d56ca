import { AuthorFault } from "../author/fault.ts";
import { exit, UsageError } from "./failure.ts";
import type { Cli } from "./subcommand.ts";

/** Does something to an author's project, and reports why it could not be done. */
export async function reporting({ io, finish }: Cli, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AuthorFault)) {
      throw error;
    }
    if (error.kind === "usage") {
      throw new UsageError(error.message);
    }
    io.stderr.write(`error: ${error.message}\n`);
    finish(exit[error.kind]);
  }
}
