import type { Input, Sendable, Written } from "../client/command-types.ts";
import type { Handle, Planned } from "./handle.ts";

/** The commands of a family, as steps of a plan. */
export type Steps<Signatures> = {
  readonly [Name in keyof Signatures as Sendable<Signatures, Name>]: Step<
    Written<Signatures[Name]>
  >;
};

type Step<Plain> = Plain extends (...args: infer Args) => infer Result
  ? (...args: { [Index in keyof Args]: Param<Args[Index]> }) => Handle<Result>
  : never;

/** An input also takes a handle to any list of its items: the results of a step that sends them. */
type Param<T> = [T] extends [Input<infer Item>]
  ? Handle<ArrayLike<Item>> | readonly Planned<Item>[]
  : Planned<T>;
