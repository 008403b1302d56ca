/** Memory that is given away to a command: nobody needs a copy of it then. */

import { PintleError } from "../errors/pintle-error.ts";
import { pointerOf, readable } from "../errors/pointer.ts";
import { replaceInside } from "../options/replace-inside.ts";
import { isDetached } from "./detached.ts";

/** The typed arrays that commands take. */
export type TypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

/** Marks views that were given, so that those of another copy of this module are recognised too. */
const brand = Symbol.for("pintle.transfer");

// As they are when this is loaded: a program may replace them.
const { hasOwn } = Object;
const { subarray } = Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array;
const { structuredClone } = globalThis;

/**
 * Hands the memory of a typed array over to the command that the returned view is passed to. The command reads it as
 * it is, without a copy, and its whole `ArrayBuffer` is detached by the call, as `postMessage` detaches what it
 * transfers: `data.length` is 0 from then on. If the arguments are refused, nothing is detached.
 *
 * ```ts
 * await archive.extractBytes(transfer(downloaded), "folder");
 * ```
 *
 * @returns a view of the same memory, to be passed to one call
 * @throws `ERR_PINTLE_INVALID_TYPE` for anything but a typed array
 */
export function transfer<Data extends TypedArray>(data: Data): Data {
  if (!ArrayBuffer.isView(data) || data instanceof DataView) {
    throw new PintleError({
      code: "ERR_PINTLE_INVALID_TYPE",
      message: "transfer: expected a typed array",
      pointer: "",
    });
  }
  if (isDetached(data.buffer)) {
    return data; // The command says so.
  }
  // A view of its own: the caller may pass on `data` itself without giving it away.
  const view = subarray.call(data as never, 0) as Data;
  return Object.defineProperty(view, brand, { value: true });
}

/**
 * Whether a value was given, and can be taken together with those that are given by the same call: what is wrong
 * with it if not. Memory of results need not be movable: their addon has it.
 */
function isGiven(
  value: unknown,
  others: readonly ArrayBufferView[] = [],
  isResult = false,
): boolean | string {
  if (!ArrayBuffer.isView(value) || !hasOwn(value, brand)) {
    return false;
  }
  const { buffer } = value;
  if (others.some((other) => other.buffer === buffer)) {
    return "expected a buffer that no other argument transfers, got one that is transferred twice";
  }
  if ((buffer as { resizable?: boolean }).resizable === true) {
    return "expected a buffer that can be transferred, got one that can be resized; pass it without transfer()";
  }
  return (
    isResult ||
    isMovable(buffer) ||
    "expected a buffer that can be transferred, got one that cannot, such as that of small Buffers, of WebAssembly or of another addon; pass it without transfer()"
  );
}

/** Moves the memory of views, and returns the same views of it where it is then. Throws if one cannot be moved; then none is. */
function take(views: readonly ArrayBufferView[]): ArrayBufferView[] {
  return structuredClone(views, {
    transfer: views.map(({ buffer }) => buffer as ArrayBuffer),
  }) as ArrayBufferView[];
}

/** What addons are given of this. */
export interface Transfers {
  readonly isGiven: typeof isGiven;
  readonly take: typeof take;
}

export const transfers: Transfers = { isGiven, take };

/**
 * Takes what was given with a value that has been checked, at any depth of plain values: the value, with views of
 * memory that only it has. `command` is whose error it is if something cannot be moved; then nothing is.
 */
export function takeGiven<T>(command: string | null, value: T): T {
  const found: ArrayBufferView[] = [];
  replaceInside(value, ArrayBuffer.isView, (view, path) => {
    const answer = isGiven(view, found);
    if (typeof answer === "string") {
      const place = [command, readable(path), answer].filter(
        (part) => part !== null && part !== "",
      );
      throw new PintleError({
        code: "ERR_PINTLE_INVALID_VALUE",
        message: place.join(": "),
        command,
        pointer: pointerOf(path),
      });
    }
    if (answer) {
      found.push(view);
    }
    return view;
  });
  if (found.length === 0) {
    return value;
  }
  const moved = new Map(take(found).map((view, index) => [found[index], view]));
  return replaceInside(value, ArrayBuffer.isView, (view) => moved.get(view) ?? view) as T;
}

/** Whether the engine finds what cannot be moved before it reads a value. */
let isFoundFirst: boolean | undefined;

/**
 * Whether the memory of a buffer can be moved, without moving it. Newer versions of Node refuse what cannot be moved
 * before they read the value. Node 20 copies it instead, but overlooks then that it is listed twice.
 */
function isMovable(buffer: ArrayBufferLike): boolean {
  if (!isReached(buffer)) {
    return false;
  }
  isFoundFirst ??= !isReached(new WebAssembly.Memory({ initial: 0 }).buffer);
  return isFoundFirst || isRefused(undefined, [buffer, buffer]);
}

/** Whether a value is read if that buffer is to be moved with it. */
function isReached(buffer: ArrayBufferLike): boolean {
  let isReached = false;
  const value = {
    get last(): never {
      isReached = true;
      throw isReached;
    },
  };
  isRefused(value, [buffer]);
  return isReached;
}

function isRefused(value: unknown, buffers: readonly ArrayBufferLike[]): boolean {
  try {
    structuredClone(value, { transfer: buffers as ArrayBuffer[] });
    return false;
  } catch {
    return true;
  }
}
