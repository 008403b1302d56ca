/** A message of the protocol, as JSON has it; bytes are there as they are in the framing with blobs. */
export type Message = Readonly<Record<string, unknown>>;

/** How messages stand one after the other in a stream. */
export interface Framing {
  /** Its name on the host's command line. */
  readonly name: "lines" | "blobs";
  /**
   * A message with `head` and then, under `name`, a value of JavaScript's, which was checked. What JSON cannot
   * hold is the fault of `command`.
   */
  encode(head: Message, name?: string, value?: unknown, command?: string | null): Uint8Array[];
  /** Reads what comes in; gives a function that takes chunks and gives the messages that end in them. */
  decoder(): (chunk: Uint8Array) => Message[];
}
