import { toBase64 } from "../../bytes/base64.ts";
import { isFloatColumn } from "../../contract/columns.ts";
import { tooDeep } from "../../errors/nesting.ts";
import { callbackNotCarried } from "../../errors/not-carried.ts";
import { PintleError } from "../../errors/pintle-error.ts";
import { pointerOf, readable } from "../../errors/pointer.ts";
import { textNesting } from "../../generated/limits.ts";
import { dateText, isDate, itemsOf } from "../../options/classes.ts";
import { define, ownOf } from "../../options/own.ts";
import { Resource } from "../../resources/resource.ts";

/** Binary values that are kept out of the JSON text, and their places in the value, as pointers. */
export interface Blobs {
  readonly list: Uint8Array[];
  readonly places: Record<string, number>;
}

/** How a value is written. */
export interface Writing {
  /** Where binary values go, if they are not in the text. */
  readonly blobs?: Blobs;
  /** The place of the value among the parameters of a command. */
  readonly at?: readonly string[];
  /** The number of a function at a place; undefined if there cannot be one. Without this there are none. */
  readonly numberOf?: NumberOf | undefined;
}

/** The number of a function that a value has at a place. */
export type NumberOf = (
  listener: (...args: unknown[]) => unknown,
  path: readonly string[],
) => number | undefined;

/**
 * The JSON text of a checked value: bigints as decimal strings, columns and sets as arrays, dates as text, bytes as base64, or
 * next to the text if there are blobs to add them to. `JSON.stringify` would turn -0 into 0. What a direct
 * call accepts and JSON cannot represent is refused with an error of `command`.
 */
export function writeJson(value: unknown, command: string | null, how: Writing = {}): string {
  const { blobs, at = [], numberOf } = ownOf(how);
  return write(value, { command, blobs, path: [...at], depth: at.length, numberOf });
}

interface Writer {
  readonly command: string | null;
  readonly blobs: Blobs | undefined;
  /** The place of the value being written, which begins with that of the whole one. */
  readonly path: string[];
  /** How long the place of the whole value is. */
  readonly depth: number;
  readonly numberOf: NumberOf | undefined;
}

function write(value: unknown, writer: Writer): string {
  switch (typeof value) {
    case "boolean":
      return String(value);
    case "number":
      return writeNumber(value, writer);
    case "bigint":
      return `"${value}"`;
    case "string":
      return JSON.stringify(value);
    case "object":
      return value === null ? "null" : writeObject(value, writer);
    case "function":
      return writeFunction(value as (...args: unknown[]) => unknown, writer);
    default:
      return "null";
  }
}

function writeFunction(listener: (...args: unknown[]) => unknown, writer: Writer): string {
  const number = writer.numberOf?.(listener, writer.path);
  if (number === undefined) {
    throw refused("NOT_CARRIED", callbackNotCarried, writer);
  }
  return String(number);
}

function writeNumber(value: number, writer: Writer): string {
  if (!Number.isFinite(value)) {
    throw refused("OUT_OF_RANGE", `expected a finite number, got ${value}`, writer);
  }
  return Object.is(value, -0) ? "-0" : String(value);
}

function writeObject(value: object, writer: Writer): string {
  if (writer.path.length >= textNesting) {
    throw refused("INVALID_VALUE", tooDeep, writer);
  }
  if (Resource.is(value)) {
    throw refused("NOT_CARRIED", "a resource cannot be written as JSON", writer);
  }
  if (Array.isArray(value)) {
    return `[${value.map((item, index) => inside(String(index), item, writer)).join()}]`;
  }
  if (ArrayBuffer.isView(value)) {
    return writeView(value, writer);
  }
  if (isDate(value)) {
    return JSON.stringify(dateText(value));
  }
  const items = itemsOf(value);
  if (items !== undefined) {
    return `[${items.map((item, index) => inside(String(index), item, writer)).join()}]`;
  }
  const members = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([name, item]) => `${JSON.stringify(name)}:${inside(name, item, writer)}`);
  return `{${members.join()}}`;
}

function writeView(view: ArrayBufferView, writer: Writer): string {
  const { blobs, path, depth } = writer;
  if (view instanceof Uint8Array) {
    if (blobs === undefined) {
      return `"${toBase64(view)}"`;
    }
    define(blobs.places, pointerOf(path.slice(depth)), blobs.list.length);
    // A copy: the caller may change the bytes before they are all sent.
    blobs.list.push(new Uint8Array(view));
    return "null";
  }
  if (view instanceof BigInt64Array || view instanceof BigUint64Array) {
    return view.length === 0 ? "[]" : `["${view.join('","')}"]`;
  }
  if (isFloatColumn(view)) {
    return `[${Array.from(view, (item, index) => inside(String(index), item, writer)).join()}]`;
  }
  return `[${(view as Int32Array | Uint32Array).join()}]`;
}

/** Writes what is at `name`. */
function inside(name: string, value: unknown, writer: Writer): string {
  writer.path.push(name);
  const text = write(value, writer);
  writer.path.pop();
  return text;
}

function refused(kind: string, what: string, { command, path }: Writer): PintleError {
  const parts = [command, readable(path), what];
  return new PintleError({
    code: `ERR_PINTLE_${kind}`,
    message: parts.filter((part) => part !== null && part !== "").join(": "),
    command,
    pointer: pointerOf(path),
  });
}
