import { builtin } from "../client/builtin.ts";
import { ownOf } from "../options/own.ts";
import type { PlanText } from "./document.ts";
import { type PlanReport, Prepared, type RunOptions } from "./prepared.ts";

/** Checks a plan written as JSON, so that it can run many times. */
export function preparePlan(plan: PlanText): Prepared {
  return new Prepared(builtin, plan);
}

/** Runs a plan written as JSON and reports the outcome of every step. */
export async function runPlan(
  plan: PlanText,
  options: RunOptions & { readonly input?: unknown } = {},
): Promise<PlanReport> {
  const { input, ...run } = ownOf(options);
  return preparePlan(plan).settle(input, run);
}
