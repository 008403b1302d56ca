import type { Contract } from "../contract/document.ts";
import { builtin } from "./builtin.ts";

/** What Pintle's own commands are: the contract that the types are generated from. */
export function contract(): Contract {
  return builtin.contract;
}

/** The version of Pintle's native addon. */
export function version(): string {
  return builtin.contract["x-contract"].addonVersion;
}
