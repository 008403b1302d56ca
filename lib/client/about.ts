import type { Contract } from "../contract/document.ts";
import { builtin } from "./builtin.ts";

/** The contract of Pintle's own commands, from which the types are generated. */
export function contract(): Contract {
  return builtin.contract;
}

/** The version of Pintle's native addon. */
export function version(): string {
  return builtin.contract["x-contract"].addonVersion;
}
