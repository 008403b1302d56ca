import type { ContractChecks } from "./binding.ts";

let first: ContractChecks | undefined;

/** Notes that an addon is loaded. Any will do: what it checks is up to the contract that it is given. */
export function offerChecks(addon: ContractChecks): void {
  first ??= addon;
}

/** The first addon that was loaded, Pintle's own or another; undefined until one is. */
export function offeredChecks(): ContractChecks | undefined {
  return first;
}
