import { toBase64 } from "../../bytes/base64.ts";
import { tooDeep } from "../../errors/nesting.ts";
import { pointerOf } from "../../errors/pointer.ts";
import { textNesting } from "../../generated/limits.ts";
import { ownOf } from "../../options/own.ts";
import { Fault, within } from "../check/fault.ts";
import { expected, ownMemory, properties, read, unfit } from "../check/read.ts";

/** Binary values that are kept out of the JSON text, and their places in it. */
export interface Blobs {
  readonly list: Uint8Array[];
  readonly places: Record<string, number>;
}

/**
 * The JSON text of a value: bigints as decimal strings, columns as arrays, bytes as base64, or
 * next to the text if there are blobs to add them to. `JSON.stringify` would turn -0 into 0, NaN
 * into null, and omit functions; this preserves or rejects them. Throws a `Fault`.
 */
export function writeJson(value: unknown, options: WriteOptions = {}): string {
  const { blobs, path = [], levels = textNesting } = ownOf(options);
  return write(value, { blobs, path: [...path], deepest: path.length + levels });
}

/** How to write a value. */
export interface WriteOptions {
  /** Where binary values that are kept out of the text go. */
  readonly blobs?: Blobs;
  /** Where the value is in the message. */
  readonly path?: readonly string[];
  /** How many levels of lists and objects it may have. */
  readonly levels?: number;
}

interface Writer {
  readonly blobs: Blobs | undefined;
  /** The place of the value being written. */
  readonly path: string[];
  /** The length of a path at which there must not be a list or object. */
  readonly deepest: number;
}

function write(value: unknown, writer: Writer): string {
  switch (typeof value) {
    case "undefined":
      return "null";
    case "boolean":
      return String(value);
    case "number":
      return writeNumber(value);
    case "bigint":
      if (value < -(2n ** 63n) || value >= 2n ** 64n) {
        throw expected("a bigint of 64 bits", value, "OUT_OF_RANGE");
      }
      return `"${value}"`;
    case "string":
      if (/\p{Surrogate}/u.test(value)) {
        throw unfit(
          "a value that JSON or a typed array can hold",
          "a string with a lone surrogate, which is not valid Unicode",
        );
      }
      return JSON.stringify(value);
    case "object":
      return value === null ? "null" : writeObject(value, writer);
    default:
      throw expected("a value that JSON or a typed array can hold", value);
  }
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) {
    throw expected("a finite number", value, "OUT_OF_RANGE");
  }
  return Object.is(value, -0) ? "-0" : String(value);
}

function writeObject(value: object, writer: Writer): string {
  if (writer.path.length >= writer.deepest) {
    throw new Fault("INVALID_VALUE", tooDeep);
  }
  if (Array.isArray(value)) {
    const items: string[] = [];
    for (let index = 0; index < value.length; index++) {
      const item = read(value, index);
      items.push(inside(index, writer, () => writeItem(item, writer)));
    }
    return `[${items.join(",")}]`;
  }
  if (ArrayBuffer.isView(value)) {
    return writeView(value, writer);
  }
  const entries = properties(value);
  if (entries === undefined) {
    throw expected("a plain object", value);
  }
  const members = entries.map(([name, item]) => {
    const text = inside(name, writer, () => write(item, writer));
    return `${JSON.stringify(name)}:${text}`;
  });
  return `{${members.join(",")}}`;
}

function writeItem(item: unknown, writer: Writer): string {
  if (item === undefined) {
    throw expected("a value that JSON can hold", item);
  }
  return write(item, writer);
}

function writeView(view: ArrayBufferView, { blobs, path }: Writer): string {
  const what = "a typed array that a command can take";
  if (view instanceof Uint8Array) {
    ownMemory(what, view);
    if (blobs === undefined) {
      return `"${toBase64(view)}"`;
    }
    blobs.places[pointerOf(path)] = blobs.list.length;
    // A copy: the caller may change the bytes before they are all sent.
    blobs.list.push(new Uint8Array(view));
    return "null";
  }
  if (view instanceof Int32Array || view instanceof Uint32Array) {
    ownMemory(what, view);
    return `[${view.join()}]`;
  }
  if (view instanceof BigInt64Array || view instanceof BigUint64Array) {
    ownMemory(what, view);
    return view.length === 0 ? "[]" : `["${view.join('","')}"]`;
  }
  if (view instanceof Float64Array) {
    ownMemory(what, view);
    const items = Array.from(view, (item, index) => within(index, () => writeNumber(item)));
    return `[${items.join(",")}]`;
  }
  throw expected(what, view);
}

/** Writes the value at `name`. */
function inside(name: string | number, writer: Writer, work: () => string): string {
  writer.path.push(String(name));
  const text = within(name, work);
  writer.path.pop();
  return text;
}
