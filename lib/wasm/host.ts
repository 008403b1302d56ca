import { Bytes } from "../bytes/bytes.ts";
import { isPlain } from "../options/plain.ts";

/** What a value is; the numbers are those of `crates/pintle-wasm/src/host.rs`. */
const kinds = [
  "undefined",
  "null",
  "boolean",
  "number",
  "bigint",
  "string",
  "symbol",
  "function",
  "list",
  "object",
  "Int8Array",
  "Uint8Array",
  "Uint8ClampedArray",
  "Int16Array",
  "Uint16Array",
  "Int32Array",
  "Uint32Array",
  "Float32Array",
  "Float64Array",
  "BigInt64Array",
  "BigUint64Array",
  "view",
];

const numbers: ReadonlyMap<string, number> = new Map(kinds.map((kind, index) => [kind, index]));

/** The getter that tells a typed array's class, whatever its prototype and its realm. */
const classOf = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
)?.get as (this: unknown) => string | undefined;

function kindOf(value: unknown): string {
  if (typeof value !== "object") {
    return typeof value;
  }
  if (value === null) {
    return "null";
  }
  if (ArrayBuffer.isView(value)) {
    return classOf.call(value) ?? "view";
  }
  return isList(value) ? "list" : "object";
}

/** Node tells a proxy; browsers do not, and so a proxy of a list is a list there. */
const isProxy: (value: unknown) => boolean =
  globalThis.process?.getBuiltinModule?.("node:util").types.isProxy ?? (() => false);

function isList(value: object): boolean {
  try {
    return Array.isArray(value) && !isProxy(value);
  } catch {
    return false; // A proxy that was revoked.
  }
}

/** What the WebAssembly module asks of JavaScript. Nothing here throws. */
export const host = {
  kind: (value: unknown): number => numbers.get(kindOf(value)) ?? numbers.get("view") ?? 0,

  /** 0 for memory that can be read, 1 for memory that others may change, 2 for none any more. */
  memory({ buffer, byteLength }: ArrayBufferView): number {
    if (Object.prototype.toString.call(buffer) === "[object SharedArrayBuffer]") {
      return 1;
    }
    return byteLength === 0 && isDetached(buffer) ? 2 : 0;
  },

  isPlain(object: object): boolean {
    try {
      return isPlain(object);
    } catch {
      return false; // A proxy threw.
    }
  },

  bytes(data: Uint8Array): Bytes {
    const copy = new Bytes(new ArrayBuffer(data.length));
    copy.set(data);
    return copy;
  },

  define(object: object, name: string, value: unknown): void {
    Object.defineProperty(object, name, {
      value,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  },
};

/** There is no older way to ask. */
function isDetached(buffer: ArrayBufferLike): boolean {
  try {
    new Uint8Array(buffer);
    return false;
  } catch {
    return true;
  }
}
