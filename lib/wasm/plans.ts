import { ownOf } from "../options/own.ts";
import type { PlanText } from "../plan/document.ts";
import { type PlanReport, Prepared, type RunOptions } from "../plan/prepared.ts";
import { builtin } from "./builtin.ts";

/** Checks a plan of portable commands written as JSON, so that it can run many times. */
export function preparePlan(plan: PlanText): Prepared {
  return new Prepared(builtin, plan);
}

/** Runs a plan of portable commands written as JSON and reports the outcome of every step. */
export async function runPlan(
  plan: PlanText,
  options: RunOptions & { readonly input?: unknown } = {},
): Promise<PlanReport> {
  const { input, ...run } = ownOf(options);
  return preparePlan(plan).settle(input, run);
}
