import { jsonText } from "../errors/nesting.ts";
import { PintleError } from "../errors/pintle-error.ts";
import type { PlanText } from "../plan/document.ts";

/** A plan as a document. */
export function parsePlan(plan: PlanText): Exclude<PlanText, string> {
  if (typeof plan !== "string") {
    return JSON.parse(jsonText(plan)); // As in a direct run: without what JSON omits.
  }
  try {
    return JSON.parse(plan);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new PintleError({ code: "ERR_PINTLE_INVALID_JSON", message, pointer: "", cause });
  }
}
