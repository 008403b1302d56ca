/**
 * The columns: typed arrays of numbers, by their `x-type` in contracts. The other side is the table in
 * `crates/pintle-core/src/data/column.rs`.
 */
interface Columns {
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

const classes: { readonly [One in Name]: abstract new (...args: never[]) => Columns[One] } = {
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
};

/** Whether contracts call a column so. */
export function isColumnName(name: string): name is Name {
  return Object.hasOwn(classes, name);
}

/** What an element is in JSON, for those columns that do not hold every number. */
const elements: Readonly<Record<Name, (item: unknown) => boolean>> = {
  Int32Array: (item) => typeof item === "number" && (item | 0) === item,
  Uint32Array: (item) => typeof item === "number" && item >>> 0 === item,
  Float32Array: (item) => typeof item === "number" && Number.isFinite(Math.fround(item)),
  Float64Array: (item) => typeof item === "number",
  BigInt64Array: (item) => typeof item === "string" && isInt64Text(item),
  BigUint64Array: (item) => typeof item === "string" && isUint64Text(item),
};

/** The column of items as JSON has them; undefined where it cannot hold them, and would change them silently. */
export function columnFrom(name: Name, items: readonly unknown[]): Column | undefined {
  if (!items.every(elements[name])) {
    return undefined;
  }
  return makeColumn(classes[name], items);
}

/** The column of elements as JavaScript has them. */
export function columnOf(name: Name, elements: readonly unknown[]): Column {
  return (classes[name] as unknown as { from(elements: readonly unknown[]): Column }).from(
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
