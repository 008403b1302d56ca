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
