/**
 * A message of the protocol in JSON form; in the framing with blobs, bytes are included unchanged.
 */
export type Message = Readonly<Record<string, unknown>>;

/** How messages are framed in a stream. */
export interface Framing {
  /** Its name on the host's command line. */
  readonly name: "lines" | "blobs";
  /**
   * A message with `head` and then, under `name`, a JavaScript value that was checked. Throws the
   * error of `command` when JSON cannot represent it.
   */
  encode(head: Message, name?: string, value?: unknown, command?: string | null): Uint8Array[];
  /**
   * Reads the input; returns a function that takes chunks and returns the messages completed by
   * them.
   */
  decoder(): (chunk: Uint8Array) => Message[];
}
