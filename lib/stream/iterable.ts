import { PintleError } from "../errors/pintle-error.ts";
import { pointerOf } from "../errors/pointer.ts";

/** What an input of a command takes: items as they come. */
export type Feed<Item> =
  | Iterable<Item>
  | AsyncIterable<Item>
  | { getReader(): { read(): Promise<{ done: boolean; value?: Item | undefined }> } };

/** What is read from an iterable, one item after the other. */
export interface Items {
  next(): unknown;
  return?(): unknown;
}

/**
 * The iterator of something that is not an array: an iterable, or a stream of the web, which not every browser can
 * iterate over. Undefined for anything else, which a command reads as it is.
 */
export function itemsOf(value: unknown): Items | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return undefined;
  }
  const given = value as Partial<AsyncIterable<unknown> & Iterable<unknown> & Readable>;
  const iterator = given[Symbol.asyncIterator] ?? given[Symbol.iterator];
  if (typeof iterator === "function") {
    return (iterator as (this: unknown) => Items).call(value);
  }
  return typeof given.getReader === "function" ? readerOf(given as Readable) : undefined;
}

interface Readable {
  getReader(): { read(): Promise<unknown>; cancel(): Promise<void> };
}

function readerOf(stream: Readable): Items {
  const reader = stream.getReader();
  return { next: () => reader.read(), return: () => reader.cancel() };
}

/** All items of what an input takes, which is called `name`; a list as it is. */
export async function collected(method: string, name: string, value: unknown): Promise<unknown> {
  try {
    const items = itemsOf(value);
    return items === undefined ? value : await all(items);
  } catch (error) {
    throw new PintleError({
      code: "ERR_PINTLE_INPUT",
      message: `${method}: ${name}: the iterable threw an exception`,
      command: method,
      pointer: pointerOf([name]),
      cause: error,
    });
  }
}

async function all(items: Items): Promise<unknown[]> {
  const list: unknown[] = [];
  for (;;) {
    const { done, value } = (await items.next()) as IteratorResult<unknown>;
    if (done) {
      return list;
    }
    list.push(value);
  }
}
