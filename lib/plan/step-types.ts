import type { Call, Sendable } from "../client/command-types.ts";
import type { Handle, Planned } from "./handle.ts";

/** The commands of a family, as steps of a plan. */
export type Steps<Signatures> = {
  readonly [Name in keyof Signatures as Sendable<Signatures, Name>]: Step<Call<Signatures[Name]>>;
};

type Step<Plain> = Plain extends (...args: infer Args) => infer Result
  ? (...args: { [Index in keyof Args]: Planned<Args[Index]> }) => Handle<Result>
  : never;
