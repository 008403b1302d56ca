import type { Column } from "../contract/columns.ts";

declare const overTransport: unique symbol;

/**
 * What every instance of a resource's class has: `Type` is its name, and `Over` the same resource over a
 * transport.
 */
export interface ResourceInstance<Type extends string = string, Over = unknown> {
  readonly [Symbol.toStringTag]: Type;
  /** Only for types: no instance has it. */
  readonly [overTransport]: Over;
  /** Drops the resource once no running call needs it. What uses the instance from now on fails. */
  [Symbol.dispose](): void;
}

/** The class of a type of resources. Only commands make instances. */
export interface ResourceClass<Instance> {
  readonly prototype: Instance;
  readonly name: string;
  [Symbol.hasInstance](value: unknown): value is Instance;
}

/** Commands as methods of their first parameter. */
export type Methods<Commands> = { readonly [Name in keyof Commands]: Method<Commands[Name]> };

/** A command as a method of its first parameter. */
export type Method<Command> = Command extends (first: never, ...rest: infer Rest) => infer Result
  ? (...args: Rest) => Result
  : never;

/** A value as it is over a transport: with the resources of the other side. */
export type OverTransport<T> =
  T extends ResourceInstance<string, infer Over>
    ? Over
    : T extends Plain
      ? T
      : T extends readonly (infer Item)[]
        ? OverTransport<Item>[]
        : T extends object
          ? { readonly [Name in keyof T]: OverTransport<T[Name]> }
          : T;

type Plain =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Uint8Array
  | Column
  | AbortSignal
  | ((...args: never[]) => unknown);
