import type { Contract } from "../contract/document.ts";
import { builtin } from "./builtin.ts";

/** What the portable commands are. */
export function contract(): Contract {
  return builtin.contract;
}

/** The version of Pintle's WebAssembly module. */
export function version(): string {
  return builtin.contract["x-contract"].addonVersion;
}
