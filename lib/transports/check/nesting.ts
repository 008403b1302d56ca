import { tooDeep } from "../../errors/nesting.ts";
import { nesting } from "../../generated/limits.ts";
import { asPintleError, Fault, within } from "./fault.ts";
import { eachItem, properties } from "./read.ts";

/**
 * Throws what a direct run with that input throws when it nests too deeply. With the plan it is inside of
 * a message, which may have a few levels more.
 */
export function checkInput(input: unknown): void {
  asPintleError(null, () => within("input", () => checkNesting(input, nesting)));
}

/** Throws a fault when a value has more lists and objects inside each other than `levels`. */
function checkNesting(value: unknown, levels: number): void {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) {
    return;
  }
  if (levels === 0) {
    throw new Fault("INVALID_VALUE", tooDeep);
  }
  if (Array.isArray(value)) {
    eachItem(value, (item) => checkNesting(item, levels - 1));
    return;
  }
  for (const [name, item] of properties(value) ?? []) {
    within(name, () => checkNesting(item, levels - 1));
  }
}
