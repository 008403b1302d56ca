// Generated from the files of lib/cli/subcommands. Do not edit.

import type { Subcommand } from "./subcommand.ts";

/** The subcommands by name. One is loaded when it is needed. */
export const subcommands: Readonly<Record<string, () => Promise<Subcommand>>> = {
  build: () => import("./subcommands/build.ts"),
  call: () => import("./subcommands/call.ts"),
  commands: () => import("./subcommands/commands.ts"),
  contract: () => import("./subcommands/contract.ts"),
  demo: () => import("./subcommands/demo.ts"),
  dev: () => import("./subcommands/dev.ts"),
  doctor: () => import("./subcommands/doctor.ts"),
  explain: () => import("./subcommands/explain.ts"),
  guest: () => import("./subcommands/guest.ts"),
  new: () => import("./subcommands/new.ts"),
  policy: () => import("./subcommands/policy.ts"),
  repl: () => import("./subcommands/repl.ts"),
  run: () => import("./subcommands/run.ts"),
  schema: () => import("./subcommands/schema.ts"),
};
