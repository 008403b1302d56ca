#!/usr/bin/env node
import { runCli } from "./cli.ts";

// A reader such as `head` may leave before everything is written.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") {
    throw error;
  }
  process.exit();
});

process.exitCode = await runCli(process.argv.slice(2), process);
