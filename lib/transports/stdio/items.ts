/** How many messages with items there is room for. */
export const window = 4;

/** The items of one request, as they come. */
export class Items {
  readonly #restore: (item: unknown) => unknown;
  readonly #batches: unknown[][] = [];
  #wake: (() => void) | undefined;
  #end: { readonly error?: unknown } | undefined;

  /** @param restore - the value of an item in JSON form */
  constructor(restore: (item: unknown) => unknown) {
    this.#restore = restore;
  }

  /** Some items have come. They are restored even if nobody takes them: a resource is released once it is collected. */
  add(items: readonly unknown[]): void {
    this.#batches.push(items.map(this.#restore));
    this.#wake?.();
  }

  /** There will be no more, because of the error if there is one. */
  end(end: { readonly error?: unknown }): void {
    this.#end ??= end;
    this.#wake?.();
  }

  /** The next items; undefined after the last ones. */
  async next(): Promise<unknown[] | undefined> {
    while (this.#batches.length === 0 && this.#end === undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const batch = this.#batches.shift();
    if (batch === undefined && this.#end !== undefined && "error" in this.#end) {
      throw this.#end.error;
    }
    return batch;
  }
}
