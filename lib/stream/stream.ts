import { PintleError } from "../errors/pintle-error.ts";
import type { Batch } from "./batch.ts";

/**
 * The results of a command as they come. It is read once, either item by item or in batches. The
 * command runs while somebody reads, and waits when it is a thousand items ahead. What is wrong
 * with a call is what the first read rejects with; an error of the command comes after the items that
 * it sent before. Leaving the loop, or `return()`, ends the command.
 */
export interface Stream<Item, Whole = Item[]> extends AsyncIterableIterator<Item, undefined> {
  [Symbol.asyncIterator](): Stream<Item, Whole>;
  /** Ends the command, and waits until it has ended. */
  return(): Promise<IteratorReturnResult<undefined>>;
  /**
   * The same results, as many in each batch as there are: a column for each field if an item has
   * only numbers, texts and booleans, and otherwise a list of items. It costs less than item by item.
   */
  batches(): AsyncIterableIterator<Whole, undefined>;
}

/** Where the batches of a stream come from. */
export interface Source {
  /** The next batch; undefined after the last one. It is not called again before it has settled. */
  pull(): Promise<Batch | undefined>;
  /** Ends the command, and waits until it has ended. */
  leave(): Promise<void>;
}

const done: IteratorReturnResult<undefined> = { done: true, value: undefined };

/** A stream over batches. */
export class BatchStream<Item, Whole> implements Stream<Item, Whole> {
  readonly #source: Source;
  #batch: Batch | undefined;
  #index = 0;
  #length = 0;
  #pulling: Promise<void> | undefined;
  #begun = false;
  #ended = false;

  constructor(source: Source) {
    this.#source = source;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Item, undefined>> {
    this.#begun = true;
    return this.#index < this.#length ? Promise.resolve(this.#take()) : this.#takeLater();
  }

  async return(): Promise<IteratorReturnResult<undefined>> {
    this.#clear();
    if (!this.#ended) {
      this.#ended = true;
      await this.#source.leave();
    }
    return done;
  }

  batches(): AsyncIterableIterator<Whole, undefined> {
    if (this.#begun) {
      throw new PintleError({
        code: "ERR_PINTLE_INVALID_VALUE",
        message: "the stream is being read already: read it either item by item or in batches",
        pointer: "",
      });
    }
    this.#begun = true;
    const batches: AsyncIterableIterator<Whole, undefined> = {
      [Symbol.asyncIterator]: () => batches,
      next: () => this.#nextBatch(),
      return: () => this.return(),
    };
    return batches;
  }

  #take(): IteratorYieldResult<Item> {
    const value = (this.#batch as Batch).at(this.#index) as Item;
    this.#index += 1;
    return { done: false, value };
  }

  async #takeLater(): Promise<IteratorResult<Item, undefined>> {
    while (await this.#more()) {
      if (this.#index < this.#length) {
        return this.#take();
      }
    }
    return done;
  }

  async #nextBatch(): Promise<IteratorResult<Whole, undefined>> {
    while (await this.#more()) {
      const batch = this.#batch;
      if (batch !== undefined && this.#index < this.#length) {
        this.#clear();
        return { done: false, value: batch.whole() as Whole };
      }
    }
    return done;
  }

  /** Whether there may be an item now. Of those who wait, the first takes it. */
  async #more(): Promise<boolean> {
    if (this.#index >= this.#length && !this.#ended) {
      this.#pulling ??= this.#pull();
      await this.#pulling;
    }
    return this.#index < this.#length || !this.#ended;
  }

  async #pull(): Promise<void> {
    try {
      const batch = await this.#source.pull();
      this.#ended ||= batch === undefined;
      if (batch !== undefined && !this.#ended) {
        this.#batch = batch;
        this.#index = 0;
        this.#length = batch.length;
      }
    } catch (error) {
      // After `return()` the end of the command is nobody's business.
      if (!this.#ended) {
        this.#ended = true;
        throw error;
      }
    } finally {
      this.#pulling = undefined;
    }
  }

  #clear(): void {
    this.#batch = undefined;
    this.#index = 0;
    this.#length = 0;
  }
}
