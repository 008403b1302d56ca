/**
 * What an object is, of any realm and whatever its properties say. Addons ask this, since Node-API cannot
 * answer it; nothing here runs code of the object's, unless it is a proxy, and nothing throws.
 */

import { isPlain } from "./plain.ts";

const node = globalThis.process?.getBuiltinModule?.("node:util").types;
const { getTime, toISOString } = Date.prototype;
const { add, forEach } = Set.prototype;

/** Whether it is a `Date`. */
export const isDate: (value: unknown) => value is Date =
  node?.isDate ?? ((value): value is Date => isBranded(value, getTime));

/** Whether it is a `Set`. */
export const isSet: (value: unknown) => value is Set<unknown> =
  node?.isSet ?? ((value): value is Set<unknown> => isBranded(value, forEach, () => {}));

/** Whether a method that only works on one class works. */
function isBranded(
  value: unknown,
  method: (this: never, ...args: never[]) => unknown,
  ...args: unknown[]
): boolean {
  try {
    if (typeof value !== "object" || value === null || isPlain(value)) {
      return false;
    }
    Reflect.apply(method, value, args);
    return true;
  } catch {
    return false;
  }
}

/** What `getTime` of a `Date` is; undefined for anything else. */
export function timeOf(value: unknown): number | undefined {
  return isDate(value) ? getTime.call(value) : undefined;
}

/** The form of a `Date` in JSON; an empty text for an invalid one. */
export function dateText(date: Date): string {
  return Number.isNaN(getTime.call(date)) ? "" : toISOString.call(date);
}

/** Whether a text is the form of a `Date` in JSON. */
export function isDateText(text: string): boolean {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString() === text && /^\d/.test(text);
}

/** The items of a `Set`, in order; undefined for anything else. */
export function itemsOf(value: unknown): unknown[] | undefined {
  if (!isSet(value)) {
    return undefined;
  }
  const items: unknown[] = [];
  forEach.call(value, (item) => {
    items[items.length] = item;
  });
  return items;
}

/** A `Set` of the items of a list. */
export function setOf(items: readonly unknown[]): Set<unknown> {
  const set = new Set();
  for (let index = 0; index < items.length; index++) {
    add.call(set, items[index]);
  }
  return set;
}

/** The name of an object's class; empty for a plain object, a proxy, and one whose class has no name. */
export function className(object: object): string {
  try {
    const name =
      isPlain(object) || node?.isProxy(object) ? undefined : nameOf(Object.getPrototypeOf(object));
    return typeof name === "string" && /^[\p{ID_Start}$_][\p{ID_Continue}$]{0,59}$/u.test(name)
      ? name
      : "";
  } catch {
    return ""; // A proxy threw.
  }
}

/** The name of the class with that prototype, without calling a getter. */
function nameOf(prototype: object): unknown {
  const named = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  return typeof named === "function"
    ? Object.getOwnPropertyDescriptor(named, "name")?.value
    : undefined;
}

/** What addons are given of this. */
export interface Classes {
  readonly isSet: typeof isSet;
  readonly itemsOf: typeof itemsOf;
  readonly setOf: typeof setOf;
  readonly className: typeof className;
}

export const classes: Classes = { isSet, itemsOf, setOf, className };
