#!/usr/bin/env node
import { runCli } from "./cli.ts";
import { exit } from "./failure.ts";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that leaves before everything is written, such as `head`, knows why.
  if (error.code !== "EPIPE") {
    process.stderr.write(`error: stdout cannot be written: ${error.message}\n`);
  }
  process.exit(exit.environment);
});

process.exitCode = await runCli(process.argv.slice(2), process);
