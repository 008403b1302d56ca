import type { CommandBinding } from "../binding/binding.ts";
import { PintleError } from "../errors/pintle-error.ts";
import { tokensOf } from "../errors/pointer.ts";
import type { Contract } from "./document.ts";
import { fromJson } from "./json.ts";

/** An object of the Standard Schema specification, version 1 (https://standardschema.dev). */
export interface StandardSchema<T> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "pintle";
    readonly validate: (value: unknown) => StandardResult<T>;
    readonly types?: { readonly input: T; readonly output: T } | undefined;
  };
}

/** The result of a validation: the value, or what is wrong with it. */
export type StandardResult<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string; readonly path: readonly string[] }[] };

/** The schemas of one command: its parameters by name, and its result. */
export interface CommandSchemas<Params, Result> {
  readonly params: StandardSchema<Params>;
  readonly result: StandardSchema<Result>;
}

/**
 * The schemas of a command. Values are checked by the same Rust code as those of a call. JSON
 * forms, such as a bigint as decimal text, are converted to what a call takes.
 */
export function commandSchemas(
  binding: CommandBinding,
  contract: () => Contract,
  method: string,
): CommandSchemas<unknown, unknown> {
  const read = (part: "paramsSchema" | "result") => (value: unknown) => {
    const schema = contract()["x-commands"][method]?.[part] ?? {};
    return fromJson(contract(), schema, value);
  };
  return {
    params: standardSchema((value) => binding.checkParams(method, value), read("paramsSchema")),
    result: standardSchema((value) => binding.checkResult(method, value), read("result")),
  };
}

function standardSchema(
  check: (value: unknown) => void,
  read: (value: unknown) => unknown,
): StandardSchema<unknown> {
  const validate = (value: unknown): StandardResult<unknown> => {
    try {
      check(value);
      return { value: read(value) };
    } catch (error) {
      if (!PintleError.is(error)) {
        throw error;
      }
      return { issues: [{ message: error.message, path: tokensOf(error.pointer) }] };
    }
  };
  return { "~standard": { version: 1, vendor: "pintle", validate } };
}
