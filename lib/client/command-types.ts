import type { CommandTrait } from "../contract/traits.ts";
import type { CallOptions, LineCallOptions } from "./call-options.ts";
import type { OverTransport } from "./resource-types.ts";

/** The signature of a command that has such traits. One that has none is written as a plain function. */
export interface Command<Call, Traits extends CommandTrait> {
  readonly call: Call;
  readonly traits: Traits;
}

/** The function that Rust has: parameters and result, and nothing else. */
export type Call<Signature> =
  Signature extends Command<infer Plain, CommandTrait> ? Plain : Signature;

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
  Call<Signature> extends (...args: infer Args) => infer Result
    ? Has<Signature, "options"> extends true
      ? (...args: WithLast<Args, OfCall<Signature>>) => Promise<Result>
      : (...args: [...Args, options?: OfCall<Signature>]) => Promise<Result>
    : never;

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
