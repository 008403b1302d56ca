import "./unbundled.ts";
import module from "node:module";
import { resolve } from "node:path";
import { interfaceVersion } from "../generated/expected.ts";
import type { Binding } from "./binding.ts";
import { isCutOff } from "./inspect.ts";
import { foundIn, PintleLoadError } from "./load-error.ts";
import { machine, nameOf } from "./machine.ts";
import { absence, corrupt, type Failure, failureOf } from "./reason.ts";

const require: NodeJS.Require = module.createRequire(import.meta.url);

/** Loads an addon from a file. If the hash of a contract is given, it has to be its own. */
export function loadBinding(file: string, contract?: string): Binding {
  const opened = fitting(open(file), file, contract);
  if ("binding" in opened) {
    return opened.binding;
  }
  const tried = [`${file}: ${opened.cause}`];
  const needed = `an addon for ${nameOf(machine())}, built with Pintle`;
  throw new PintleLoadError({ needed, found: foundIn(file), tried }, opened);
}

/** An addon, unless it has another contract. */
function fitting(opened: Opened, file: string, contract: string | undefined): Opened {
  if ("reason" in opened || contract === undefined || hasContract(opened.binding, contract)) {
    return opened;
  }
  return {
    reason: "version-mismatch",
    cause: `the commands or types of the addon differ from those that the module was generated from, whose contract is ${contract}`,
    fix: `generate the module again with \`pintle schema --format typescript --addon ${file}\`, or build the addon that it was generated from`,
  };
}

/** Whether that is the hash of an addon's contract. */
export function hasContract(binding: Binding, hash: string): boolean {
  return binding.contract().includes(`"${hash}"`);
}

/** An addon, or why there is none. */
type Opened = { readonly binding: Binding } | Failure;

/** Loads an addon from a file, or finds out why that cannot be. */
export function open(file: string, load: () => unknown = () => require(resolve(file))): Opened {
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
  const built = binding.interfaceVersion ?? 0;
  if (built !== interfaceVersion) {
    const cause = `${file} was built with another version of Pintle: its interface has version ${built}, this JavaScript needs ${interfaceVersion}`;
    const fix =
      built < interfaceVersion
        ? "build the addon again with this version of Pintle"
        : "update the package pintle to the version that the addon was built with, or build the addon with this one";
    return { reason: "version-mismatch", cause, fix };
  }
  return { binding: binding as Binding };
}
