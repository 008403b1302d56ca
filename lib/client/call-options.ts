/** How far a call is. */
export interface Progress {
  /** How much is done, in the command's own unit: files, bytes, steps. */
  readonly done: number;
  /** How much there is in all, or null while that is not known. */
  readonly total: number | null;
  /**
   * More about it, such as the step of a plan that has just ended. `{ error }` says why a detail could not be
   * told: it nests too deeply.
   */
  readonly detail: Readonly<Record<string, unknown>> | null;
}

/** What every asynchronous call takes, beside the options of its command. */
export interface CallOptions {
  /** Cancels the call: it rejects with `ERR_PINTLE_CANCELLED`, whose cause is the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Hears how far the call is. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** What a call takes whose command tells lines of text while it runs. */
export interface LineCallOptions extends CallOptions {
  /**
   * Hears each line of what is written, as it comes and without its end. None is lost, and those of
   * one stream come in order; between the two streams there is none. The program waits for a
   * listener that is slow.
   */
  readonly onLine?: ((line: string, stream: "stdout" | "stderr") => void) | undefined;
}
