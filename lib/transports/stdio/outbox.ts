/** A message on its way out. */
interface Outgoing {
  /** The request that it is, if it can still be withdrawn. */
  readonly request: number | undefined;
  readonly chunks: readonly Uint8Array[];
}

/** Messages that wait until the other side reads. */
export class Outbox {
  readonly #write: (chunks: readonly Uint8Array[]) => boolean;
  #waiting: Outgoing[] = [];
  #isFull = false;

  /** @param write - writes, and returns whether more should be written before it has drained */
  constructor(write: (chunks: readonly Uint8Array[]) => boolean) {
    this.#write = write;
  }

  /** Writes a message as soon as possible. */
  send(chunks: readonly Uint8Array[], request?: number): void {
    if (this.#isFull) {
      this.#waiting.push({ request, chunks });
    } else {
      this.#isFull = !this.#write(chunks);
    }
  }

  /** What was written has been read. */
  drain(): void {
    this.#isFull = false;
    for (const { chunks, request } of this.clear()) {
      this.send(chunks, request);
    }
  }

  /** Takes back a request that was not written yet, and returns whether there was one. */
  withdraw(request: number): boolean {
    const index = this.#waiting.findIndex((message) => message.request === request);
    return index !== -1 && this.#waiting.splice(index, 1).length === 1;
  }

  /** Forgets what waits. */
  clear(): Outgoing[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }
}
