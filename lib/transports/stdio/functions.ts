import { Buffer } from "node:buffer";
import { textOf } from "../../client/callback.ts";
import { inContext } from "../../client/context.ts";
import type { NumberOf } from "../wire/write.ts";
import type { Framed, Framing, Written } from "./framing.ts";

/** How what a function takes and returns is read and written. */
export interface Asking {
  readonly framing: Framing;
  /** The arguments of the function that a command has under a name, from JSON form. */
  read(name: string, args: readonly unknown[]): unknown[];
  /** Checks and writes what it returns. */
  write(name: string, reply: unknown): Written;
}

type Listener = (...args: unknown[]) => unknown;

/** What was thrown, which may be anything. */
export interface Thrown {
  readonly value: unknown;
}

/** So many are kept, for a command that ignores them. */
const mostThrown = 1000;

/** The codes of JSON-RPC for a function that threw, and for one that returned what it may not. */
const [threw, wrong] = [-32000, -32602];

/** The functions among the parameters of one request, which the host asks while that runs. */
export class Functions {
  readonly #asking: Asking;
  readonly #kept: { readonly name: string; readonly listener: Listener }[] = [];
  /** What they threw, by the numbers of the questions. */
  readonly #thrown = new Map<number, Thrown>();

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  /** Whether there are none. */
  get isEmpty(): boolean {
    return this.#kept.length === 0;
  }

  /** Keeps a function that is a parameter or an option; its number. */
  readonly numberOf: NumberOf = (listener, [name, ...inside]) =>
    name === undefined || inside.length > 0
      ? undefined
      : this.#kept.push({ name, listener: inContext(listener) as Listener });

  /** Asks a function, and returns the answer to the host, which has at most `limit` bytes. It never fails. */
  async ask(
    question: number,
    number: number,
    args: readonly unknown[],
    limit: number,
  ): Promise<Framed> {
    const { read, write, framing } = this.#asking;
    const head = { jsonrpc: "2.0", id: question };
    const failed = (code: number, message: string) =>
      framing.frame(head, "error", framing.write({ code, message: wellFormed(message) }));
    const kept = this.#kept[number - 1];
    if (kept === undefined) {
      return failed(wrong, `there is no function ${number}`);
    }
    const { name, listener } = kept;
    let reply: unknown;
    try {
      reply = await listener(...read(name, args));
    } catch (error) {
      this.#remember(question, error);
      return failed(threw, textOf(error));
    }
    try {
      const answer = framing.frame(head, "result", write(name, reply));
      return answer.size <= limit
        ? answer
        : failed(wrong, `it has ${answer.size} bytes; the host takes at most ${limit}`);
    } catch (error) {
      return failed(wrong, error instanceof Error ? error.message : textOf(error));
    }
  }

  #remember(question: number, thrown: unknown): void {
    const [oldest] = this.#thrown.size < mostThrown ? [] : this.#thrown.keys();
    if (oldest !== undefined) {
      this.#thrown.delete(oldest);
    }
    this.#thrown.set(question, { value: thrown });
  }

  /** What a function threw at that question, if it is still known. */
  thrownAt(question: unknown): Thrown | undefined {
    return this.#thrown.get(question as number);
  }
}

/** Without lone surrogates, which JSON text cannot have. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
