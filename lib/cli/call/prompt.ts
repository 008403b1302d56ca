import { createInterface } from "node:readline/promises";
import type { Contract, ContractCommand } from "../../contract/document.ts";
import { UsageError } from "../failure.ts";
import { interrupt } from "../interrupt.ts";
import { type Io, isInteractive } from "../io.ts";
import { kindOf, parseValue, typeName } from "./values.ts";

/** Asks for the arguments that are missing, if a person is there to answer. */
export async function askForMissing(
  contract: Contract,
  method: string,
  command: ContractCommand,
  params: Record<string, unknown>,
  io: Io,
): Promise<void> {
  const missing = command.params.filter(
    ({ name, kind, required }) => required && kind !== "options" && !Object.hasOwn(params, name),
  );
  if (missing.length === 0) {
    return;
  }
  const names = missing.map(({ name }) => name).join(", ");
  if (!isInteractive(io)) {
    throw new UsageError(`${method}: ${names}: not given; see \`pintle call ${method} --help\``);
  }
  const terminal = createInterface({ input: io.stdin, output: io.stderr });
  terminal.once("SIGINT", () => {
    terminal.close(); // The terminal is left as it was.
    interrupt("SIGINT");
  });
  // At the end of input a question is never answered.
  const ended = new Promise<never>((_, reject) => {
    terminal.once("close", () => reject(new UsageError(`${method}: ${names}: not given`)));
  });
  ended.catch(() => {});
  try {
    for (const { name, schema } of missing) {
      const question = `${name} (${typeName(contract, schema)}): `;
      let answer: { readonly value: unknown } | undefined;
      while (answer === undefined) {
        const text = await Promise.race([terminal.question(question), ended]);
        answer = understand(() => parseAnswer(contract, schema, text), io);
      }
      params[name] = answer.value;
    }
  } finally {
    terminal.close();
  }
}

/** A list is answered on one line, its items apart by spaces. */
function parseAnswer(
  contract: Contract,
  schema: Parameters<typeof parseValue>[1],
  text: string,
): unknown {
  if (kindOf(contract, schema) !== "list" || text.startsWith("[")) {
    return parseValue(contract, schema, text);
  }
  const words = text.split(/\s+/).filter((word) => word !== "");
  return words.map((word) => parseValue(contract, schema.items ?? {}, word));
}

function understand(parse: () => unknown, io: Io): { readonly value: unknown } | undefined {
  try {
    return { value: parse() };
  } catch (error) {
    if (!(error instanceof UsageError)) {
      throw error;
    }
    io.stderr.write(`${error.message}\n`);
    return undefined;
  }
}
