import type { ResourceInstance } from "../client/resource-types.ts";
import type { Column } from "../contract/columns.ts";
import { PintleError } from "../errors/pintle-error.ts";
import type { Scope } from "./scope.ts";

declare const result: unique symbol;

/** A value that exists when the plan runs: a step's result, or a part of one. */
export type Handle<T> = { readonly [result]: T } & Parts<NonNullable<T>>;

/** The parts of a result that a handle refers to. */
type Parts<T> = T extends Whole
  ? unknown
  : T extends Column
    ? { readonly [index: number]: Handle<T[number]> }
    : T extends ArrayLike<infer Item>
      ? { readonly [index: number]: Handle<Item> }
      : T extends object
        ? { readonly [Name in keyof T]: Handle<T[Name]> }
        : unknown;

/** What has no parts. */
type Whole =
  | string
  | number
  | bigint
  | boolean
  | Uint8Array
  | Date
  | ReadonlySet<unknown>
  | ResourceInstance;

/** A parameter of a step: a value, or a handle to a future one, at any depth. */
export type Planned<T> = Handle<T> | PlannedValue<T>;

/** A resource only comes from a step or the input. */
type PlannedValue<T> = T extends ResourceInstance
  ? never
  : T extends Whole | Column | null | undefined
    ? T
    : T extends readonly (infer Item)[]
      ? readonly Planned<Item>[]
      : T extends object
        ? { readonly [Name in keyof T]: Planned<T[Name]> }
        : T;

/** What handles become when the plan has run. */
export type Resolved<T> = T extends { readonly [result]: infer Value }
  ? Value
  : T extends Whole | Column | null | undefined
    ? T
    : { readonly [Name in keyof T]: Resolved<T[Name]> };

/** What a handle refers to. */
export interface Origin {
  /** The block of steps it belongs to. */
  readonly scope: Scope;
  readonly from: "step" | "input" | "item";
  /** The step's id. */
  readonly id: string;
  readonly path: readonly string[];
}

const origins = new WeakMap<object, Origin>();

/** What a handle refers to, or undefined for any other value. */
export function originOf(value: unknown): Origin | undefined {
  return typeof value === "object" && value !== null ? origins.get(value) : undefined;
}

/** Makes a handle. */
export function handle(origin: Origin): object {
  // Code that prints a proxy looks at its target.
  const target = { __proto__: null, [inspect]: () => `Handle(${describe(origin)})` };
  const proxy = new Proxy(Object.freeze(target) as object, traps(origin));
  origins.set(proxy, origin);
  return proxy;
}

const inspect = Symbol.for("nodejs.util.inspect.custom");

/** The properties that JavaScript reads when an object is used as an ordinary value. */
const misuses = new Map<string | symbol, string>([
  ["then", "awaited"],
  [Symbol.toPrimitive, "used as text or a number, or compared"],
  ["toString", "used as text"],
  ["valueOf", "used as a value"],
  ["toJSON", "written as JSON"],
  [Symbol.iterator, "iterated; use p.each(list, (item) => …)"],
  [Symbol.asyncIterator, "iterated; use p.each(list, (item) => …)"],
]);

function traps(origin: Origin): ProxyHandler<object> {
  const refuse = (how: string): never => {
    throw misused(origin, how);
  };
  return {
    get(target, key) {
      const misuse = misuses.get(key);
      if (misuse !== undefined) {
        return refuse(misuse);
      }
      if (typeof key === "symbol") {
        return target[key as never];
      }
      return handle({ ...origin, path: [...origin.path, key] });
    },
    has: () => refuse("asked for its properties"),
    ownKeys: () => refuse("spread or listed"),
    set: () => refuse("changed"),
    defineProperty: () => refuse("changed"),
    deleteProperty: () => refuse("changed"),
  };
}

function misused(origin: Origin, how: string): PintleError {
  return planError(
    `${describe(origin)} does not exist yet while the plan is built, so it cannot be ${how}; ` +
      "pass it to a step as it is, or return it as an output and use it after run()",
  );
}

/** An error about how a plan is built. */
export function planError(message: string): PintleError {
  return new PintleError({ code: "ERR_PINTLE_INVALID_PLAN", message, pointer: "" });
}

/** What a handle refers to, in words. */
export function describe({ from, id, path }: Origin): string {
  const place = path.map((name) => (/^\d+$/.test(name) ? `[${name}]` : `.${name}`)).join("");
  switch (from) {
    case "step":
      return `the result of step "${id}"${place}`;
    case "input":
      return `the plan's input${place}`;
    default:
      return `the item${place}`;
  }
}
