import { type Command, Option } from "commander";
import type { Change } from "../../contract/compare/change.ts";
import type { Contract } from "../../contract/document.ts";
import { exit, UsageError } from "../failure.ts";
import { type Io, readDocument } from "../io.ts";
import { writeJson } from "../output.ts";
import type { Cli } from "../subcommand.ts";

/** How the differences can be written. */
const formats = ["text", "json"] as const;

interface DiffOptions {
  readonly format: (typeof formats)[number];
}

/** `pintle contract diff`. */
export function define(contract: Command, { io, finish }: Cli): void {
  contract.description("compare contracts");

  contract
    .command("diff")
    .description("list what differs between two contracts; exits with 1 if a change is breaking")
    .argument("<old>", "a contract as `pintle schema` writes it, an addon (.node), or - for stdin")
    .argument("<new>", "the same")
    .addOption(new Option("--format <format>", "how to write it").choices(formats).default("text"))
    .action(async (old, next, options) => finish(await diff(old, next, options, io)));
}

async function diff(
  oldFile: string,
  newFile: string,
  { format }: DiffOptions,
  io: Io,
): Promise<number> {
  if (oldFile === "-" && newFile === "-") {
    throw new UsageError("only one of both contracts can come from stdin");
  }
  const [old, next] = [await open(oldFile, io), await open(newFile, io)];
  const { compareContracts } = await import("../../contract/compare/contracts.ts");
  const { rules } = await import("../../contract/compare/rules.ts");
  const changes = compareContracts(old, next).map((change) => ({
    ...change,
    what: rules[change.rule].what,
    why: rules[change.rule].why,
  }));
  const breaking = changes.filter(({ word }) => word === "breaking").length;
  const compatible = changes.length - breaking;
  if (format === "json") {
    writeJson(io, { breaking, compatible, changes }, true);
  } else {
    io.stdout.write(
      `${changes.map(readable).join("")}${breaking} breaking, ${compatible} compatible\n`,
    );
  }
  return breaking === 0 ? exit.ok : exit.failed;
}

async function open(file: string, io: Io): Promise<Contract> {
  if (file.endsWith(".node")) {
    return (await import("../../client/load-addon.ts")).loadAddon(file).contract;
  }
  const { NotAContract, readContract } = await import("../../contract/compare/read.ts");
  try {
    return readContract(String(await readDocument(file, io)));
  } catch (error) {
    const message = (error as Error).message;
    const why = error instanceof NotAContract ? message : `it cannot be read: ${message}`;
    throw new UsageError(`${file}: ${why}`);
  }
}

/** How many users of a type are listed. */
const listed = 5;

function readable(change: Change & { readonly what: string; readonly why: string }): string {
  const { word, rule, subject, detail, document, pointer, usedBy, what, why } = change;
  const indent = " ".repeat("compatible  ".length);
  const lines = [
    `${word.padEnd(indent.length)}${subject}: ${what}${detail === "" ? "" : ` (${detail})`}`,
    `${indent}${why} [${rule}]`,
    `${indent}in the ${document} contract at ${pointer}`,
  ];
  if (usedBy.length > 0) {
    const more = usedBy.length > listed ? ` and ${usedBy.length - listed} more` : "";
    lines.push(`${indent}used by ${usedBy.slice(0, listed).join(", ")}${more}`);
  }
  return `${lines.join("\n")}\n`;
}
