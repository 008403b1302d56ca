import type { PlanDocument, PlanStep } from "../generated/plan-document.ts";

export type { Outputs, PlanDocument, PlanStep, Reference } from "../generated/plan-document.ts";

/** What applies to a whole plan. */
export type PlanOptions = Pick<PlanDocument, "concurrency" | "onError" | "timeoutMs">;

/** A plan as a document, as its JSON text, or as a bare array of steps. */
export type PlanText = string | PlanDocument | readonly PlanStep[];
