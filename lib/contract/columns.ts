/**
 * The columns: typed arrays of numbers, by their `x-type` in contracts. The other side is the table in
 * `crates/pintle-core/src/data/column.rs`.
 */
interface Columns {
  readonly Int8Array: Int8Array;
  readonly Uint8ClampedArray: Uint8ClampedArray;
  readonly Int16Array: Int16Array;
  readonly Uint16Array: Uint16Array;
  readonly Int32Array: Int32Array;
  readonly Uint32Array: Uint32Array;
  readonly Float32Array: Float32Array;
  readonly Float64Array: Float64Array;
  readonly BigInt64Array: BigInt64Array;
  readonly BigUint64Array: BigUint64Array;
}

type Name = keyof Columns;

/** A typed array that commands take and return. */
export type Column = Columns[Name];

/** A class, and what an element is in JSON: not every column holds every number. */
interface Kind<Of> {
  readonly class: abstract new (...args: never[]) => Of;
  readonly holds: (item: unknown) => boolean;
}

const kinds: { readonly [One in Name]: Kind<Columns[One]> } = {
  Int8Array: { class: Int8Array, holds: whole((item) => (item << 24) >> 24) },
  Uint8ClampedArray: { class: Uint8ClampedArray, holds: whole((item) => item & 0xff) },
  Int16Array: { class: Int16Array, holds: whole((item) => (item << 16) >> 16) },
  Uint16Array: { class: Uint16Array, holds: whole((item) => item & 0xffff) },
  Int32Array: { class: Int32Array, holds: whole((item) => item | 0) },
  Uint32Array: { class: Uint32Array, holds: whole((item) => item >>> 0) },
  Float32Array: {
    class: Float32Array,
    holds: (item) => typeof item === "number" && Number.isFinite(Math.fround(item)),
  },
  Float64Array: { class: Float64Array, holds: (item) => typeof item === "number" },
  BigInt64Array: {
    class: BigInt64Array,
    holds: (item) => typeof item === "string" && isInt64Text(item),
  },
  BigUint64Array: {
    class: BigUint64Array,
    holds: (item) => typeof item === "string" && isUint64Text(item),
  },
};

/** Whether an item is a number that wrapping does not change. */
function whole(wrap: (item: number) => number): (item: unknown) => boolean {
  return (item) => typeof item === "number" && wrap(item) === item;
}

/** Whether contracts call a column so. */
export function isColumnName(name: string): name is Name {
  return Object.hasOwn(kinds, name);
}

/** The column of items as JSON has them; undefined where it cannot hold them, and would change them silently. */
export function columnFrom(name: Name, items: readonly unknown[]): Column | undefined {
  const kind = kinds[name];
  return items.every(kind.holds) ? makeColumn(kind.class, items) : undefined;
}

/** The column of elements as JavaScript has them. */
export function columnOf(name: Name, elements: readonly unknown[]): Column {
  return (kinds[name].class as unknown as { from(elements: readonly unknown[]): Column }).from(
    elements,
  );
}

/** A column of the same class as another, of items as JSON has them. */
export function columnLike(column: Column, items: readonly unknown[]): unknown {
  return makeColumn(column.constructor, items);
}

function makeColumn(class_: unknown, items: readonly unknown[]): Column {
  const isBig = typeof items[0] === "string";
  return (class_ as { from(items: unknown[]): Column }).from(
    isBig ? items.map((item) => BigInt(item as string)) : [...items],
  );
}

/** Whether it is one of floats, which may be NaN or infinite. */
export function isFloatColumn(view: unknown): view is Float32Array | Float64Array {
  return view instanceof Float32Array || view instanceof Float64Array;
}

/** Whether a text is a signed integer of 64 bits, as it would be written again. */
export function isInt64Text(text: string): boolean {
  return isBigInt(text, BigInt.asIntN);
}

/** Whether a text is an unsigned integer of 64 bits, as it would be written again. */
export function isUint64Text(text: string): boolean {
  return isBigInt(text, BigInt.asUintN);
}

function isBigInt(text: string, wrap: (bits: number, value: bigint) => bigint): boolean {
  return /^-?\d+$/.test(text) && String(wrap(64, BigInt(text))) === text;
}
