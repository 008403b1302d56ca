/** Some items of a stream. */
export interface Batch {
  readonly length: number;
  /** The item at a place. */
  at(index: number): unknown;
  /** All of them, as `batches()` yields them. */
  whole(): unknown;
}

/** A list of items. `whole` makes of it what `batches()` yields. */
export function listBatch(
  items: ArrayLike<unknown>,
  whole: (items: ArrayLike<unknown>) => unknown = (items) => items,
): Batch {
  return {
    length: items.length,
    at: (index) => items[index],
    whole: () => whole(items),
  };
}

/** The columns of a batch by field. */
export type Columns = Readonly<Record<string, ArrayLike<unknown>>>;

/** A batch of structs as one column for each field. An item is made when it is read. */
export function columnBatch(columns: Columns): Batch {
  const names = Object.keys(columns);
  const lists = Object.values(columns);
  // Objects that are copies of one have the same layout, which makes them several times faster.
  const blank = Object.fromEntries(names.map((name) => [name, undefined]));
  return {
    length: lists[0]?.length ?? 0,
    at(index) {
      const item: Record<string, unknown> = { ...blank };
      for (let field = 0; field < names.length; field += 1) {
        item[names[field] as string] = (lists[field] as ArrayLike<unknown>)[index];
      }
      return item;
    },
    whole: () => columns,
  };
}
