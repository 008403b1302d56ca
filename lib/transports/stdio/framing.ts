import type { Writing } from "../wire/write.ts";

/**
 * A message of the protocol in JSON form; in the framing with blobs, bytes are included unchanged.
 */
export type Message = Readonly<Record<string, unknown>>;

/** A value as it will be sent. */
export interface Written {
  readonly text: string;
  /** Binary values that are not in the text, if the framing has them. */
  readonly blobs: readonly Uint8Array[];
  /** Where they belong: their numbers by pointers into the value. */
  readonly places: Readonly<Record<string, number>>;
}

/** A message as it will be sent. */
export interface Framed {
  readonly chunks: readonly Uint8Array[];
  /** How many bytes its JSON text and its binary values have. */
  readonly size: number;
}

/** How messages are framed in a stream. */
export interface Framing {
  /** Its name on the host's command line. */
  readonly name: "lines" | "blobs";
  /**
   * Writes a JavaScript value that was checked. Throws the error of `command` when JSON cannot represent it.
   */
  write(value: unknown, command?: string | null, how?: Omit<Writing, "blobs">): Written;
  /** A message with `head` and then, under `name`, a value. */
  frame(head: Message, name: string, value: Written): Framed;
  /**
   * Reads the input; returns a function that takes chunks and returns the messages completed by
   * them.
   */
  decoder(): (chunk: Uint8Array) => Message[];
}

/** A notification. */
export function notification(framing: Framing, method: string, params: Message): Framed {
  return framing.frame({ jsonrpc: "2.0", method }, "params", framing.write(params));
}

/** The text of a message, given that of its last member. */
export function join(head: Message, name: string, text: string): string {
  return `${JSON.stringify(head).slice(0, -1)},${JSON.stringify(name)}:${text}}`;
}
