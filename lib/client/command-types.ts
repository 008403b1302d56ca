import type { CommandTrait } from "../contract/traits.ts";
import type { Feed } from "../stream/iterable.ts";
import type { Stream } from "../stream/stream.ts";
import type { CallOptions, LineCallOptions } from "./call-options.ts";
import type { OverTransport } from "./resource-types.ts";

/**
 * The signature of a command that has such traits. One that has none is written as a plain function. What it
 * returns is a list if it has an output, and `Batch` is what a batch of it is.
 */
export interface Command<Call, Traits extends CommandTrait, Batch = unknown> {
  readonly call: Call;
  readonly traits: Traits;
  readonly batch: Batch;
}

/** An input in a signature: a list, or items as they come where the command is not waited for. */
export interface Input<Item> {
  readonly input: Item;
}

/** The function of a command, whose inputs are still `Input`s. */
export type Written<Signature> =
  Signature extends Command<infer Plain, CommandTrait> ? Plain : Signature;

/** The function that Rust has: parameters and result, and nothing else. */
export type Call<Signature> =
  Signature extends Command<infer Plain, infer Traits>
    ? "inputs" extends Traits
      ? WithInputs<Plain, "list">
      : Plain
    : Signature;

/** The function with inputs in one of their forms. */
type WithInputs<Plain, Form> = Plain extends (...args: infer Args) => infer Result
  ? (...args: { [Index in keyof Args]: InputAs<Args[Index], Form> }) => Result
  : never;

type InputAs<Param, Form> =
  Param extends Input<infer Item> ? (Form extends "list" ? readonly Item[] : Feed<Item>) : Param;

/** The function as it is called where nothing waits for it. */
type Plain<Signature> =
  Signature extends Command<infer Plain, infer Traits>
    ? "inputs" extends Traits
      ? WithInputs<Plain, "feed">
      : Plain
    : Signature;

/** Whether a command has a trait. */
type Has<Signature, Trait> =
  Signature extends Command<unknown, infer Traits> ? (Trait extends Traits ? true : false) : false;

/** The commands of a family, called directly. Those that block have their twins beside these. */
export type Direct<Signatures> = {
  readonly [Name in keyof Signatures]: Has<Signatures[Name], "blocking"> extends true
    ? Promised<Signatures[Name]>
    : Call<Signatures[Name]>;
};

/** The commands of a family over a transport: each returns a promise. */
export type Remote<Signatures> = {
  readonly [Name in keyof Signatures as Sendable<Signatures, Name>]: Has<
    Signatures[Name],
    "resources"
  > extends true
    ? Far<Promised<Signatures[Name]>>
    : Promised<Signatures[Name]>;
};

/** The name of a command, unless it can only be called directly. */
export type Sendable<Signatures, Name extends keyof Signatures> =
  Has<Signatures[Name], "directOnly"> extends true ? never : Name;

/** The asynchronous call: its options also take those of every call. */
type Promised<Signature> =
  Plain<Signature> extends (...args: infer Args) => infer Result
    ? Has<Signature, "options"> extends true
      ? (...args: WithLast<Args, OfCall<Signature>>) => Later<Signature, Result>
      : (...args: [...Args, options?: OfCall<Signature>]) => Later<Signature, Result>
    : never;

/** What an asynchronous call returns: a promise, or the stream of what is a list otherwise. */
type Later<Signature, Result> =
  Signature extends Command<unknown, infer Traits, infer Batch>
    ? "output" extends Traits
      ? Result extends ArrayLike<infer Item>
        ? Stream<Item, Batch>
        : never
      : Promise<Result>
    : Promise<Result>;

/** What every call of that command takes. */
type OfCall<Signature> = Has<Signature, "lines"> extends true ? LineCallOptions : CallOptions;

/** The parameters, the last of which takes more. */
type WithLast<Args extends readonly unknown[], More> = {
  [Index in keyof Args]: Index extends LastIndex<Args>
    ? NonNullable<Args[Index]> & More
    : Args[Index];
};

type LastIndex<Args extends readonly unknown[]> =
  Required<Args> extends readonly [unknown, ...infer Others] ? `${Others["length"]}` : never;

/** A call over a transport: the resources in it are those of the other side. */
type Far<Async> = Async extends (...args: infer Args) => Promise<infer Result>
  ? (
      ...args: { [Index in keyof Args]: OverTransport<Args[Index]> }
    ) => Promise<OverTransport<Result>>
  : never;
