import { describe } from "./describe.ts";
import { Fault, within } from "./fault.ts";

/** The fault of a value that is not what was expected. */
export function expected(what: string, given: unknown, code = "INVALID_TYPE"): Fault {
  return new Fault(code, `expected ${what}, got ${describe(given)}`);
}

/** The fault of a value of the right type that cannot be taken, for a reason. */
export function unfit(what: string, reason: string): Fault {
  return new Fault("INVALID_VALUE", `expected ${what}, got ${reason}`);
}

/** What an object holds under that name, whose getter may throw. */
export function read(object: object, name: string | number): unknown {
  try {
    return (object as Record<string | number, unknown>)[name];
  } catch (cause) {
    const fault = new Fault("GETTER_THREW", "reading it threw an exception", { cause });
    fault.path.unshift(String(name));
    throw fault;
  }
}

/**
 * The properties of an object that are not undefined; undefined for anything that is not an object
 * with names.
 */
export function properties(value: unknown): [name: string, value: unknown][] | undefined {
  if (typeof value !== "object" || value === null) {
    return undefined;
  }
  const names = Object.keys(value);
  const [first = "0"] = names;
  // Lists and views of memory have indices for names, and those come first.
  if (/^\d/.test(first) && !isPlain(value)) {
    return undefined;
  }
  const entries = names.map((name): [string, unknown] => [name, read(value, name)]);
  return entries.filter(([, item]) => item !== undefined);
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Runs a check of every item of a list. */
export function eachItem(list: readonly unknown[], check: (item: unknown) => void): void {
  for (let index = 0; index < list.length; index++) {
    const item = read(list, index);
    within(index, () => check(item));
  }
}

/** Refuses memory that others may change, or that is gone. */
export function ownMemory(what: string, view: ArrayBufferView): void {
  if (!(view.buffer instanceof ArrayBuffer)) {
    throw unfit(what, "one in a SharedArrayBuffer, which other threads may change");
  }
  if (view.byteLength === 0 && isDetached(view.buffer)) {
    throw unfit(what, "one whose buffer is detached");
  }
}

/** Node 20 has no API for this; creating an empty view reveals it. */
function isDetached(buffer: ArrayBuffer): boolean {
  try {
    new Uint8Array(buffer);
    return false;
  } catch {
    return true;
  }
}
