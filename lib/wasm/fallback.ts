import type { Binding } from "../binding/binding.ts";
import { PintleError } from "../errors/pintle-error.ts";
import { interfaceVersion } from "../generated/expected.ts";
import { notPortable, notPortableStreams } from "../generated/not-portable.ts";
import { builtin } from "./builtin.ts";
import { withTheOthers } from "./others.ts";

/** The same as that of `pintle/wasm` and its transport: the JavaScript around a module serves one instance. */
const portable = builtin.binding;

/**
 * The portable commands as WebAssembly in place of the native addon. The others exist, so that
 * programs that use them can be imported, and throw when called.
 */
export const binding: Binding = {
  ...portable,
  ...withTheOthers(portable, notPortable, notPortableStreams),
  interfaceVersion,
  openSession: nativeOnly,
  ask: nativeOnly,
  closeSession: nativeOnly,
  jsonText: nativeOnly,
  checkPolicy: nativeOnly,
  explainPolicy: nativeOnly,
  policySchema: nativeOnly,
  planSchema: nativeOnly,
};

function nativeOnly(): never {
  throw new PintleError({
    code: "ERR_PINTLE_NOT_PORTABLE",
    message: "policies and guests need the native addon",
    pointer: "",
  });
}
