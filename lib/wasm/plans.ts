import { ownOf } from "../options/own.ts";
import type { PlanText } from "../plan/document.ts";
import { type PlanReport, Prepared, type RunOptions } from "../plan/prepared.ts";
import { builtin } from "./builtin.ts";

/** Checks a plan of portable commands that is written as JSON, to run it many times. */
export function preparePlan(plan: PlanText): Prepared {
  return new Prepared(builtin, plan);
}

/** Runs a plan of portable commands that is written as JSON and tells what became of every step. */
export async function runPlan(
  plan: PlanText,
  options: RunOptions & { readonly input?: unknown } = {},
): Promise<PlanReport> {
  const { input, ...run } = ownOf(options);
  return preparePlan(plan).settle(input, run);
}
