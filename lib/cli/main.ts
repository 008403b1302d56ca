#!/usr/bin/env node
import { runCli } from "./cli.ts";
import { exit } from "./failure.ts";
import { endAsAsked, interrupt } from "./interrupt.ts";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") {
    // A reader that leaves before everything is written, such as `head`, knows why.
    interrupt("SIGPIPE");
  } else if (!endAsAsked()) {
    process.stderr.write(`error: stdout cannot be written: ${error.message}\n`);
    process.exit(exit.environment);
  }
});
// Calls of the repl may go on after it.
process.on("exit", endAsAsked);
// Nobody is left to report to.
process.stderr.on("error", () => {});

process.exitCode = await runCli(process.argv.slice(2), process);
process.stdout.write("", endAsAsked);
