import type { Binding, NativeCommand } from "../binding/binding.ts";
import { splitMethod } from "../contract/document.ts";
import { notPortableError } from "../errors/not-portable.ts";
import { PintleError } from "../errors/pintle-error.ts";
import { interfaceVersion } from "../generated/expected.ts";
import { notPortable } from "../generated/not-portable.ts";
import { builtin } from "./builtin.ts";

/** The same as that of `pintle/wasm` and its transport: the JavaScript around a module serves one instance. */
const portable = builtin.binding;

/**
 * The portable commands as WebAssembly in place of the native addon. The others exist, so that
 * programs that use them can be imported, and throw when called.
 */
export const binding: Binding = {
  ...portable,
  interfaceVersion,
  commands: withTheOthers(portable.commands),
  openSession: nativeOnly,
  ask: nativeOnly,
  closeSession: nativeOnly,
  jsonText: nativeOnly,
  checkPolicy: nativeOnly,
  explainPolicy: nativeOnly,
  policySchema: nativeOnly,
  planSchema: nativeOnly,
};

/** All of them are blocking: they need an operating system, and wait for it. */
function withTheOthers(commands: Binding["commands"]): Binding["commands"] {
  const all: Record<string, Record<string, NativeCommand>> = {};
  for (const [family, own] of Object.entries(commands)) {
    all[family] = { ...own };
  }
  for (const method of notPortable) {
    const { family, name } = splitMethod(method);
    all[family] ??= {};
    all[family][name] = async () => {
      throw notPortableError(method);
    };
    all[family][`${name}Sync`] = () => {
      throw notPortableError(method);
    };
  }
  return all;
}

function nativeOnly(): never {
  throw new PintleError({
    code: "ERR_PINTLE_NOT_PORTABLE",
    message: "policies and guests need the native addon",
    pointer: "",
  });
}
