import contract from "../generated/contract.json" with { type: "json" };
import type { Contract } from "./document.ts";

/** The contract that this JavaScript was built with. The addon has its own. */
export const committed: Contract = contract as unknown as Contract;
