import { createInterface } from "node:readline/promises";
import { interrupt } from "./interrupt.ts";
import type { Io } from "./io.ts";

/** Asks a person one question, and returns the answer; undefined if there was none. */
export async function ask(io: Io, question: string): Promise<string | undefined> {
  const terminal = createInterface({ input: io.stdin, output: io.stderr });
  terminal.once("SIGINT", () => {
    terminal.close(); // The terminal is left as it was.
    interrupt("SIGINT");
  });
  // At the end of input a question is never answered.
  const ended = new Promise<undefined>((resolve) => {
    terminal.once("close", () => resolve(undefined));
  });
  try {
    return await Promise.race([terminal.question(question), ended]);
  } finally {
    terminal.close();
  }
}
