/** Some items of a stream. */
export interface Batch {
  readonly length: number;
  /** The item at a place. */
  at(index: number): unknown;
  /** All of them, as `batches()` yields them. */
  whole(): unknown;
}

/** A list of items. `whole` makes of it what `batches()` yields. */
function listBatch(
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
type Columns = Readonly<Record<string, ArrayLike<unknown>>>;

/** A batch of structs as one column for each field. An item is made when it is read. */
function columnBatch(columns: Columns): Batch {
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

/** A batch as a binding or a transport has it: columns, or a list of items. */
export function batchOf(value: unknown, whole?: (items: ArrayLike<unknown>) => unknown): Batch {
  return Array.isArray(value) || ArrayBuffer.isView(value)
    ? listBatch(value as ArrayLike<unknown>, whole)
    : columnBatch(value as Columns);
}

/** The items of a batch. */
export function itemsIn(batch: Batch): unknown[] {
  return Array.from({ length: batch.length }, (_, index) => batch.at(index));
}
