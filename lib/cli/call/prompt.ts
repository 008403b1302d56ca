import { createInterface } from "node:readline/promises";
import type { ErrorData } from "../../errors/pintle-error.ts";
import { token } from "../../errors/pointer.ts";
import { UsageError } from "../failure.ts";
import { interrupt } from "../interrupt.ts";
import type { Io } from "../io.ts";
import type { Missing, Words } from "./words.ts";

/**
 * Asks a person for what is missing. Parses the words again with each answer, and returns the final
 * result.
 */
export async function askForMissing(
  method: string,
  words: readonly string[],
  { missing }: Words,
  read: (words: readonly string[]) => Words,
  io: Io,
): Promise<Words> {
  const terminal = createInterface({ input: io.stdin, output: io.stderr });
  terminal.once("SIGINT", () => {
    terminal.close(); // The terminal is left as it was.
    interrupt("SIGINT");
  });
  // At the end of input a question is never answered.
  const ended = new Promise<never>((_, reject) => {
    const names = missing.map(({ name }) => name).join(", ");
    terminal.once("close", () => reject(new UsageError(`${method}: ${names}: not given`)));
  });
  ended.catch(() => {});
  let known = words;
  try {
    for (const parameter of missing) {
      for (let isAnswered = false; !isAnswered; ) {
        const question = terminal.question(`${parameter.name} (${parameter.typeName}): `);
        const all = [...answer(parameter, await Promise.race([question, ended])), ...known];
        const { error } = read(all);
        isAnswered = error === null || !isAbout(parameter, error);
        if (isAnswered) {
          known = all;
        } else {
          io.stderr.write(`${error?.message}\n`);
        }
      }
    }
  } finally {
    terminal.close();
  }
  return read(known);
}

/** An answer as words. A list is answered on one line, its items apart by spaces. */
function answer({ option, isList }: Missing, text: string): string[] {
  if (!isList || text.startsWith("[")) {
    return [`${option}=${text}`];
  }
  const items = text.split(/\s+/).filter((item) => item !== "");
  return items.map((item) => `${option}=${item}`);
}

/** Whether an error is about that parameter, and not about one that is still to be asked for. */
function isAbout({ name }: Missing, { pointer }: ErrorData): boolean {
  return pointer === token(name) || pointer.startsWith(`${token(name)}/`);
}
