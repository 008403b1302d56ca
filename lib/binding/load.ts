import "./unbundled.ts";
import module from "node:module";
import { resolve } from "node:path";
import type { Binding } from "./binding.ts";
import { isCutOff } from "./inspect.ts";
import { foundIn, PintleLoadError } from "./load-error.ts";
import { machine, nameOf } from "./machine.ts";
import { absence, corrupt, type Failure, failureOf } from "./reason.ts";

const require: NodeJS.Require = module.createRequire(import.meta.url);

/** Loads an addon from a file. */
export function loadBinding(file: string): Binding {
  const opened = open(file);
  if ("binding" in opened) {
    return opened.binding;
  }
  const tried = [`${file}: ${opened.cause}`];
  const needed = `an addon for ${nameOf(machine())}, built with Pintle`;
  throw new PintleLoadError({ needed, found: foundIn(file), tried }, opened);
}

/** Loads an addon from a file, or finds out why that cannot be. */
export function open(
  file: string,
  load: () => unknown = () => require(resolve(file)),
): { readonly binding: Binding } | Failure {
  let binding: Partial<Binding> | null | undefined;
  try {
    const absent = absence(file);
    if (absent !== undefined) {
      return absent;
    }
    if (isCutOff(file)) {
      return corrupt;
    }
    binding = load() as Partial<Binding> | null | undefined;
  } catch (error) {
    return failureOf(file, error);
  }
  if (typeof binding?.initialize !== "function") {
    const cause = `${file} is not an addon built with Pintle`;
    return { reason: "not-pintle", cause, fix: "name the file of an addon built with Pintle" };
  }
  if (typeof binding.calls !== "function") {
    const cause = `${file} was built with another version of Pintle`;
    return { reason: "version-mismatch", cause, fix: "build the addon again with this version" };
  }
  return { binding: binding as Binding };
}
