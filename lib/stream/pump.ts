import { PintleError } from "../errors/pintle-error.ts";
import type { Items } from "./iterable.ts";

/** Where the items of an input go. */
export interface Sink {
  /** Takes an item, and returns whether there is room for another. Throws if the item is wrong. */
  send(item: unknown): boolean;
  /** Resolves once there is room for another item, after others had their turn; to false when nobody takes any. */
  room(): Promise<boolean>;
  /** Ends the items, with the reason if the iterable threw or an item is wrong. */
  end(hasFailed: boolean): void;
}

/** After so many items others get their turn. */
const many = 1024;

/** Passes the items of one iterable on, as long as there is room for them. */
export class Pump {
  readonly #items: Items;
  readonly #sink: Sink;
  #hasEnded = false;
  /** What the iterable threw, or why an item was refused. */
  failure: { readonly error: unknown; readonly isRefused: boolean } | undefined;

  constructor(items: Items, sink: Sink) {
    this.#items = items;
    this.#sink = sink;
  }

  async run(): Promise<void> {
    try {
      await this.#pass();
    } catch (error) {
      this.#fail(error, false);
    }
  }

  async #pass(): Promise<void> {
    for (let count = 1; !this.#hasEnded; count += 1) {
      const next = this.#items.next();
      const { done, value } = (isThenable(next) ? await next : next) as IteratorResult<unknown>;
      if (this.#hasEnded) {
        return;
      }
      if (done) {
        this.#hasEnded = true;
        this.#sink.end(false);
      } else if ((!this.#send(value) || count % many === 0) && !this.#hasEnded) {
        if (!(await this.#sink.room())) {
          this.stop();
        }
      }
    }
  }

  #send(item: unknown): boolean {
    try {
      return this.#sink.send(item);
    } catch (error) {
      this.stop();
      this.#fail(error, true);
      return false;
    }
  }

  #fail(error: unknown, isRefused: boolean): void {
    this.failure = { error, isRefused };
    this.#hasEnded = true;
    this.#sink.end(true);
  }

  /** Ends an iterable that was not read to its end. */
  stop(): void {
    if (this.#hasEnded) {
      return;
    }
    this.#hasEnded = true;
    try {
      const ended = this.#items.return?.();
      if (isThenable(ended)) {
        ended.then(undefined, () => {}); // The command has ended, and does not need it.
      }
    } catch {
      // As above.
    }
  }
}

/** The error of a call, with what one of its iterables threw as its cause; or why an item of it was refused. */
export function causeOf(error: unknown, pumps: readonly Pump[]): unknown {
  const { failure } = pumps.find((pump) => pump.failure !== undefined) ?? {};
  if (failure === undefined || !PintleError.is(error) || error.code !== "ERR_PINTLE_INPUT") {
    return error;
  }
  const { error: cause, isRefused } = failure;
  return isRefused ? cause : new PintleError({ ...error, message: error.message, cause });
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | undefined)?.then === "function";
}
