import { builtin } from "../client/builtin.ts";
import type { PlanDocument, PlanStep } from "./document.ts";
import { type PlanReport, Prepared, type RunOptions } from "./prepared.ts";

/** A plan of Pintle's own commands, written as a document, as its JSON text, or as a bare array. */
export type PlanText = string | PlanDocument | readonly PlanStep[];

/** Checks a plan that is written as JSON, to run it many times. */
export function preparePlan(plan: PlanText): Prepared {
  return new Prepared(builtin, plan);
}

/** Runs a plan that is written as JSON and tells what became of every step. */
export async function runPlan(
  plan: PlanText,
  options: RunOptions & { readonly input?: unknown } = {},
): Promise<PlanReport> {
  const { input, ...run } = options;
  return preparePlan(plan).settle(input, run);
}
