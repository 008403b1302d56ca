import { toBase64 } from "../../bytes/base64.ts";
import { tooDeep } from "../../errors/nesting.ts";
import { PintleError } from "../../errors/pintle-error.ts";
import { pointerOf } from "../../errors/pointer.ts";
import { textNesting } from "../../generated/limits.ts";

/** Binary values that are kept out of the JSON text, and where in it each belongs. */
export interface Blobs {
  readonly list: Uint8Array[];
  readonly places: Record<string, number>;
  /** Where the value is in the message. */
  readonly path: readonly string[];
}

/**
 * The JSON text of a value that was checked: bigints as decimal strings, columns as arrays, bytes as base64, or
 * beside the text if there are blobs to add them to. `JSON.stringify` would turn -0 into 0.
 */
export function writeJson(value: unknown, blobs?: Blobs): string {
  const path = [...(blobs?.path ?? [])];
  return write(value, { blobs, path, deepest: path.length + textNesting });
}

interface Writer {
  readonly blobs: Blobs | undefined;
  /** Where the value is that is being written. */
  readonly path: string[];
  /** The length of a path at which no list or object may be. */
  readonly deepest: number;
}

function write(value: unknown, writer: Writer): string {
  switch (typeof value) {
    case "boolean":
      return String(value);
    case "number":
      return writeNumber(value);
    case "bigint":
      return `"${value}"`;
    case "string":
      return JSON.stringify(value);
    case "object":
      return value === null ? "null" : writeObject(value, writer);
    default:
      return "null";
  }
}

function writeNumber(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

function writeObject(value: object, writer: Writer): string {
  if (writer.path.length >= writer.deepest) {
    throw new PintleError({ code: "ERR_PINTLE_INVALID_VALUE", message: tooDeep, pointer: "" });
  }
  if (Array.isArray(value)) {
    return `[${value.map((item, index) => inside(String(index), item, writer)).join()}]`;
  }
  if (ArrayBuffer.isView(value)) {
    return writeView(value, writer);
  }
  const members = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([name, item]) => `${JSON.stringify(name)}:${inside(name, item, writer)}`);
  return `{${members.join()}}`;
}

function writeView(view: ArrayBufferView, { blobs, path }: Writer): string {
  if (view instanceof Uint8Array) {
    if (blobs === undefined) {
      return `"${toBase64(view)}"`;
    }
    blobs.places[pointerOf(path)] = blobs.list.length;
    // A copy: the caller may change the bytes before they are all sent.
    blobs.list.push(new Uint8Array(view));
    return "null";
  }
  if (view instanceof BigInt64Array || view instanceof BigUint64Array) {
    return view.length === 0 ? "[]" : `["${view.join('","')}"]`;
  }
  const column = view as Int32Array | Uint32Array | Float64Array;
  const items = column instanceof Float64Array ? Array.from(column, writeNumber) : column;
  return `[${items.join()}]`;
}

/** Writes what is at `name`. */
function inside(name: string, value: unknown, writer: Writer): string {
  writer.path.push(name);
  const text = write(value, writer);
  writer.path.pop();
  return text;
}
