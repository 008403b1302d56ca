import { readFileSync } from "node:fs";
import type { Command, Option } from "commander";
import type { CommandBinding } from "../../binding/binding.ts";
import type { Contract } from "../../contract/document.ts";
import { fromJson } from "../../contract/json.ts";
import { type ErrorData, PintleError } from "../../errors/pintle-error.ts";
import { tokensOf } from "../../errors/pointer.ts";
import { UsageError } from "../failure.ts";

/** The program whose command line it is, with the options that are its own. */
export interface Program {
  readonly name: string;
  readonly options: readonly {
    readonly name: string;
    readonly value: string | null;
    readonly description: string;
  }[];
}

/** A parameter that is required and was not given. */
export interface Missing {
  readonly name: string;
  /** The option that sets it, with its dashes. */
  readonly option: string;
  readonly typeName: string;
  readonly isList: boolean;
}

/** What the words after a method say. */
export interface Words {
  /** The options of the program itself, each as one word. */
  readonly own: readonly string[];
  /** The help text, if that is wanted. */
  readonly help: string | null;
  /** The parameters by name, as JSON has them. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Where the contents of files belong in them. */
  readonly files: readonly { readonly pointer: string; readonly file: string }[];
  readonly missing: readonly Missing[];
  /** Why this is not a call of the command. */
  readonly error: ErrorData | null;
}

/** Reads the words after a method: `crates/pintle-command-line` is the other side. */
export function readWords(
  binding: CommandBinding,
  program: Program,
  method: string,
  words: readonly string[],
): Words {
  return JSON.parse(binding.readWords(JSON.stringify({ program, method, words })));
}

/** A subcommand as the program that a command is called with. */
export function programOf(command: Command): Program {
  const name = `${command.parent?.name()} ${command.name()}`;
  return { name, options: command.options.map(ownOption) };
}

function ownOption({ long, flags, description, argChoices }: Option): Program["options"][number] {
  const choices = argChoices === undefined ? "" : ` (${argChoices.join(", ")})`;
  return {
    name: (long ?? "").slice(2),
    value: /<(.+)>/.exec(flags)?.[1] ?? null,
    description: `${description}${choices}`,
  };
}

/** The parameters as a direct call takes them. Each file is read once. */
export function parametersOf(
  contract: Contract,
  method: string,
  { params, files }: Words,
): Record<string, unknown> {
  const schema = contract["x-commands"][method]?.paramsSchema ?? {};
  const values = fromJson(contract, schema, params) as Record<string, unknown>;
  const contents = new Map<string, Uint8Array>();
  for (const { pointer, file } of files) {
    const bytes = contents.get(file) ?? read(file, method);
    contents.set(file, bytes);
    put(values, tokensOf(pointer), bytes);
  }
  return values;
}

function put(target: Record<string, unknown>, tokens: readonly string[], value: unknown): void {
  const [token = "", ...rest] = tokens;
  if (rest.length === 0) {
    target[token] = value; // The place is there, with no bytes in it.
  } else {
    put(target[token] as Record<string, unknown>, rest, value);
  }
}

function read(file: string, method: string): Uint8Array {
  try {
    return readFileSync(file === "-" ? 0 : file);
  } catch (error) {
    throw new UsageError(`${method}: ${file} cannot be read: ${(error as Error).message}`);
  }
}

/** Why words are not a call, as the command line reports it. */
export function faultOf(error: ErrorData, program: Program, method: string): UsageError {
  return new UsageError(error.message, new PintleError(error), `${program.name} ${method} --help`);
}
