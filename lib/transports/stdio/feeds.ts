import { PintleError } from "../../errors/pintle-error.ts";
import { pointerOf } from "../../errors/pointer.ts";
import type { FedInput } from "../../stream/inputs.ts";
import { causeOf, Pump, type Sink } from "../../stream/pump.ts";
import { Batch, sizeOf } from "./batch.ts";
import { type Framed, type Framing, notification, type Written } from "./framing.ts";

/** What a message with an item has besides it, at most: names and the places of binary values. */
const besidesItem = 2048;

/** How the items of a call's inputs are written and sent. */
export interface Feeding {
  readonly framing: Framing;
  readonly method: string;
  /** Checks and writes an item, which comes after `index` others. */
  write(input: string, index: number, item: unknown): Written;
  /** What they are sent to. */
  readonly host: {
    /** The maximum size of a message. */
    readonly messageBytes: number;
    /** Sends a message that belongs to a request. */
    send(id: number, message: Framed): void;
  };
}

/** The inputs of a request whose items are sent while it runs. */
export class Feeds {
  readonly #feeds: ReadonlyMap<string, Feed>;

  constructor(feeding: Feeding, fed: readonly FedInput[]) {
    this.#feeds = new Map(
      fed.map(({ name, items }) => {
        const sending = new Sending(feeding, name);
        return [name, { sending, pump: new Pump(items, sending) }];
      }),
    );
  }

  /** Their names. */
  get names(): string[] {
    return [...this.#feeds.keys()];
  }

  /** The host has room for so many more bytes of an input. With the first of them its iterable is read. */
  grant(id: number, input: string, bytes: number): void {
    const feed = this.#feeds.get(input);
    if (feed?.sending.grant(id, bytes)) {
      void feed.pump.run();
    }
  }

  /** The command wants no more items of an input. */
  leave(input: string): void {
    const feed = this.#feeds.get(input);
    feed?.sending.leave();
    feed?.pump.stop();
  }

  /** The request has ended. */
  stop(): void {
    for (const input of this.names) {
      this.leave(input);
    }
  }

  /** The error of the request, with what an iterable threw as its cause. */
  causeOf(error: unknown): unknown {
    const pumps = [...this.#feeds.values()].map(({ pump }) => pump);
    return causeOf(error, pumps);
  }
}

interface Feed {
  readonly sending: Sending;
  readonly pump: Pump;
}

/** Sends the items of one input, as many at a time as have come in a turn of the event loop. */
class Sending implements Sink {
  readonly #feeding: Feeding;
  readonly #input: string;
  #id: number | undefined;
  #sent = 0;
  /** How many bytes may still be sent; the last message of them may have more. */
  #granted = 0;
  /** What waits to be sent. Only the last one takes further items. */
  #batches: Batch[] = [new Batch()];
  #isScheduled = false;
  /** How the input ended, until that is sent. */
  #end: { readonly hasFailed: boolean } | undefined;
  #hasLeft = false;
  #wake: ((hasRoom: boolean) => void) | undefined;

  constructor(feeding: Feeding, input: string) {
    this.#feeding = feeding;
    this.#input = input;
  }

  /** There is room for more; returns whether that is the first time. */
  grant(id: number, bytes: number): boolean {
    const isFirst = this.#id === undefined;
    this.#id = id;
    this.#granted += bytes;
    this.#flush();
    if (this.#granted > 0) {
      this.#settle(true);
    }
    return isFirst;
  }

  leave(): void {
    this.#hasLeft = true;
    this.#batches = [];
    this.#settle(false);
  }

  send(item: unknown): boolean {
    if (this.#hasLeft) {
      return false;
    }
    const written = this.#feeding.write(this.#input, this.#sent, item);
    const bytes = sizeOf(written);
    this.#refuseTooLarge(bytes);
    this.#sent += 1;
    if (this.#last.isTooSmallFor(bytes)) {
      this.#batches.push(new Batch());
    }
    this.#last.add(written, bytes);
    if (this.#last.isFull) {
      this.#batches.push(new Batch());
      this.#flush();
    } else if (!this.#isScheduled) {
      this.#isScheduled = true;
      setImmediate(() => {
        this.#isScheduled = false;
        this.#flush();
      });
    }
    return this.#granted > 0;
  }

  room(): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#hasLeft) {
        resolve(false);
      } else if (this.#granted > 0) {
        setImmediate(() => resolve(!this.#hasLeft));
      } else {
        this.#wake = resolve;
      }
    });
  }

  end(hasFailed: boolean): void {
    this.#end = { hasFailed };
    this.#flush();
  }

  get #last(): Batch {
    return this.#batches.at(-1) as Batch;
  }

  /** Sends what there is, as far as there is room. */
  #flush(): void {
    const { framing, host } = this.#feeding;
    const id = this.#id;
    if (id === undefined || this.#hasLeft) {
      return;
    }
    while (this.#granted > 0 && this.#batches[0]?.length) {
      const message = this.#batches[0].message(framing, id, this.#input);
      this.#batches.shift();
      this.#granted -= message.cost;
      host.send(id, message);
    }
    if (this.#batches.length === 0) {
      this.#batches.push(new Batch());
    }
    if (this.#end !== undefined && this.#batches.length === 1 && this.#last.length === 0) {
      const { hasFailed } = this.#end;
      this.#end = undefined;
      const failed = hasFailed ? { failed: true } : {};
      host.send(id, notification(framing, "pintle.end", { id, input: this.#input, ...failed }));
    }
  }

  #settle(hasRoom: boolean): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.(hasRoom);
  }

  /** Throws for an item that no message of the host's can hold. */
  #refuseTooLarge(bytes: number): void {
    const { method, host } = this.#feeding;
    const limit = host.messageBytes - besidesItem;
    if (bytes > limit) {
      throw new PintleError({
        code: "ERR_PINTLE_MESSAGE_LIMIT",
        message: `${method}: ${this.#input}[${this.#sent}]: the item has ${bytes} bytes; the host takes at most ${limit}`,
        command: method,
        pointer: pointerOf([this.#input, String(this.#sent)]),
        details: { bytes, limit },
      });
    }
  }
}
