/** The progress of a call. */
export interface Progress {
  /** How much is done, in the command's unit: files, bytes, steps. */
  readonly done: number;
  /** The total amount, or null while it is unknown. */
  readonly total: number | null;
  /**
   * More details, such as the step of a plan that has just ended. `{ error }` says why a detail
   * could not be reported: it nests too deeply.
   */
  readonly detail: Readonly<Record<string, unknown>> | null;
}

/** The options of every asynchronous call, besides those of its command. */
export interface CallOptions {
  /** Cancels the call: it rejects with `ERR_PINTLE_CANCELLED`, whose cause is the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Receives progress reports. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** The options of a call whose command reports lines of text while it runs. */
export interface LineCallOptions extends CallOptions {
  /**
   * Receives each line of output as it arrives, without its line ending. No line is lost, and those
   * of one stream arrive in order; the order between the two streams is undefined. The program
   * waits for a slow listener.
   */
  readonly onLine?: ((line: string, stream: "stdout" | "stderr") => void) | undefined;
}
