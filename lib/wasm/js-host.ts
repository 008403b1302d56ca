import { Bytes } from "../bytes/bytes.ts";
import { isDetached } from "../bytes/detached.ts";
import { transfers } from "../bytes/transfer.ts";
import { className, isDate, isSet, itemsOf, setOf, timeOf } from "../options/classes.ts";
import { define } from "../options/own.ts";
import { isPlain } from "../options/plain.ts";
import type { WasmResources } from "./resources.ts";

/** The getter that returns a typed array's class, whatever its prototype and realm. */
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
  const name = classOf.call(value);
  if (name !== undefined) {
    return name;
  }
  if (isList(value)) {
    return "list";
  }
  return isDate(value) ? "Date" : isSet(value) ? "Set" : "object";
}

/** Node can detect a proxy; browsers cannot, so a proxy of a list is a list there. */
const isProxy: (value: unknown) => boolean =
  globalThis.process?.getBuiltinModule?.("node:util").types.isProxy ?? (() => false);

function isList(value: object): boolean {
  try {
    return Array.isArray(value) && !isProxy(value);
  } catch {
    return false; // A revoked proxy.
  }
}

type ColumnClass = new (buffer: ArrayBufferLike) => ArrayBufferView;

/**
 * What the WebAssembly module asks of JavaScript. Nothing here throws.
 *
 * @param kinds - the names of what a value can be; the module knows them by their places
 * @param resources - the resources that are in the module
 */
export function jsHost(kinds: readonly string[], resources: WasmResources): JsHost {
  const numbers = new Map(kinds.map((kind, number) => [kind, number]));
  const other = numbers.get("other") as number;
  const classes = kinds.map((kind) => Reflect.get(globalThis, kind) as ColumnClass);
  return {
    ...host,
    timeOf,
    itemsOf,
    setOf,
    className,
    isGiven: transfers.isGiven,

    takeGiven(views: readonly ArrayBufferView[]): void {
      transfers.take(views); // What is moved is garbage: the module has copied it.
    },

    kind: (value: unknown): number => numbers.get(kindOf(value)) ?? other,

    column: (kind: number, memory: Uint8Array): ArrayBufferView =>
      new (classes[kind] as ColumnClass)(memory.slice().buffer),

    createResource: (name: string, number: number): unknown => resources.create(name, number),

    numberOfResource: (value: unknown): number | undefined => resources.numberOf(value),

    aboutResource: (value: unknown): string[] | undefined => resources.about(value),
  };
}

/** What the module asks of JavaScript. */
type JsHost = typeof host & {
  kind(value: unknown): number;
  timeOf: typeof timeOf;
  itemsOf: typeof itemsOf;
  setOf: typeof setOf;
  className: typeof className;
  isGiven: typeof transfers.isGiven;
  takeGiven(views: readonly ArrayBufferView[]): void;
  /** A typed array of that kind, with a copy of the memory. */
  column(kind: number, memory: Uint8Array): ArrayBufferView;
  createResource(name: string, number: number): unknown;
  numberOfResource(value: unknown): number | undefined;
  aboutResource(value: unknown): string[] | undefined;
};

const host = {
  /** 0 for readable memory, 1 for memory that others may change, 2 for detached memory. */
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

  dateOf: (millis: number): Date => new Date(millis),

  define(object: object, name: string, value: unknown): void {
    if (name in object) {
      define(object, name, value);
    } else {
      object[name as never] = value as never; // The same, and several times faster.
    }
  },
};
