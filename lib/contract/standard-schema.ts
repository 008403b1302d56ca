import type { CommandBinding } from "../binding/binding.ts";
import { PintleError } from "../errors/pintle-error.ts";
import { tokensOf } from "../errors/pointer.ts";
import { hasCallback } from "./callbacks.ts";
import type { Contract, JsonSchema } from "./document.ts";
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
 * forms, such as a bigint as decimal text, are converted to what a call takes. A function is accepted where a
 * parameter is a callback.
 */
export function commandSchemas(
  binding: CommandBinding,
  contract: () => Contract,
  method: string,
): CommandSchemas<unknown, unknown> {
  const schemaOf = (part: "paramsSchema" | "result") =>
    contract()["x-commands"][method]?.[part] ?? {};
  let takesFunctions: boolean | undefined;
  return {
    params: standardSchema((value) => {
      const schema = schemaOf("paramsSchema");
      takesFunctions ??= hasCallback(contract(), schema);
      if (!takesFunctions) {
        binding.checkParams(method, value);
        return fromJson(contract(), schema, value);
      }
      // A function has no JSON form: the value is checked as that of a direct call.
      const read = fromUnchecked(contract(), schema, value);
      binding.checkCall(undefined, method, read as Readonly<Record<string, unknown>>);
      return read;
    }),
    result: standardSchema((value) => {
      binding.checkResult(method, value);
      return fromJson(contract(), schemaOf("result"), value);
    }),
  };
}

/** The value without JSON forms; itself if it cannot be read, because it contains itself or a getter throws. */
function fromUnchecked(contract: Contract, schema: JsonSchema, value: unknown): unknown {
  try {
    return fromJson(contract, schema, value);
  } catch {
    return value;
  }
}

function standardSchema(read: (value: unknown) => unknown): StandardSchema<unknown> {
  const validate = (value: unknown): StandardResult<unknown> => {
    try {
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
