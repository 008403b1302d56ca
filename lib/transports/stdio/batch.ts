import { Buffer } from "node:buffer";
import { define } from "../../options/own.ts";
import { type Framed, type Framing, join, type Written } from "./framing.ts";

/** The maximum number of items in a message, and the size from which it takes no further one. */
const mostItems = 1024;
const fullBytes = 64 * 1024;

/** What each item counts in addition to its share of the message, by the protocol. */
const itemBytes = 64;

/** Items of an input for one message. */
export class Batch {
  readonly #items: Written[] = [];
  #bytes = 0;

  /** How many items there are. */
  get length(): number {
    return this.#items.length;
  }

  /** Whether it takes no further item. */
  get isFull(): boolean {
    return this.#items.length >= mostItems || this.#bytes >= fullBytes;
  }

  /** Whether an item of that size has to have a message of its own. */
  isTooSmallFor(bytes: number): boolean {
    return this.#items.length > 0 && bytes >= fullBytes;
  }

  add(item: Written, bytes: number): void {
    this.#items.push(item);
    this.#bytes += bytes;
  }

  /** The message, and how many of the granted bytes it takes. */
  message(framing: Framing, id: number, input: string): Framed & { readonly cost: number } {
    const blobs: Uint8Array[] = [];
    const places: Record<string, number> = {};
    for (const [index, item] of this.#items.entries()) {
      for (const [place, blob] of Object.entries(item.places)) {
        define(places, `/items/${index}${place}`, blobs.length + blob);
      }
      blobs.push(...item.blobs);
    }
    const items = this.#items.map(({ text }) => text).join();
    const text = join({ id, input }, "items", `[${items}]`);
    const head = { jsonrpc: "2.0", method: "pintle.items" };
    const framed = framing.frame(head, "params", { text, blobs, places });
    return { ...framed, cost: framed.size + itemBytes * this.#items.length };
  }
}

/** How many bytes an item has in its message. */
export function sizeOf({ text, blobs }: Written): number {
  return blobs.reduce((total, blob) => total + blob.length, Buffer.byteLength(text));
}
