import type { ContractChecks } from "./binding.ts";

let first: ContractChecks | undefined;

/** Notes that an addon is loaded. Any will do: what it checks is up to the contract that it is given. */
export function offerChecks(addon: ContractChecks): void {
  // One that was built with an older Pintle does not have them.
  if (first === undefined && typeof addon.readContract === "function") {
    first = addon;
  }
}

/** The first addon that was loaded, whoever's it is; undefined as long as there is none. */
export function offeredChecks(): ContractChecks | undefined {
  return first;
}
