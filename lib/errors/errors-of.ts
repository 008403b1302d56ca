import { PintleError, type UnknownDetails } from "./pintle-error.ts";

/** An error with one of these codes; `Known` has the details of those codes of which they are known. */
export type ErrorOf<Codes extends string, Known> = {
  readonly [Code in Codes]: PintleError<
    Code,
    Code extends keyof Known ? Known[Code] : UnknownDetails
  >;
}[Codes];

/** What says which errors there may be. */
interface Errors {
  readonly contract: { readonly "x-errors": Readonly<Record<string, unknown>> };
}

/** Whether a value is an error with a code that is in the contract of an addon. */
export function errorsOf(addon: Errors): (value: unknown) => boolean {
  return (value) => PintleError.is(value) && Object.hasOwn(addon.contract["x-errors"], value.code);
}
