import type { Control, NativeReport, PlanHandle } from "../binding/binding.ts";
import type { Addon } from "../client/addon.ts";
import type { CallOptions } from "../client/call-options.ts";
import { cancelled } from "../client/cancelled.ts";
import { controlled } from "../client/controlled.ts";
import { jsonText } from "../errors/nesting.ts";
import { PintleError } from "../errors/pintle-error.ts";
import { withStackOf } from "../errors/stack.ts";
import { ownOf } from "../options/own.ts";

/** The options of a run, besides its input. */
export type RunOptions = CallOptions;

/** The outcome of one step. */
export interface StepReport {
  readonly id: string;
  /** `skipped`: a step that it needs failed, or the plan stopped before it. */
  readonly status: "ok" | "error" | "skipped" | "cancelled";
  /** Its result, when the plan names no outputs. */
  readonly result?: unknown;
  /** Why it failed. The pointer leads into the plan's document. */
  readonly error?: PintleError;
  /** The item of a `forEach` at which it failed. */
  readonly item?: number;
  /** How long it ran. */
  readonly durationMs: number;
}

/** The outcome of a plan. */
export interface PlanReport<Outputs = unknown> {
  /** Whether every step is ok and every output exists. */
  readonly ok: boolean;
  /** The plan's outputs; null for those of a failed step. */
  readonly outputs: Outputs;
  /** The steps in the order of the document. */
  readonly steps: readonly StepReport[];
  /** Why an output is missing although its step is ok: what it refers to is not in the result. */
  readonly error?: PintleError;
}

/** A plan that was checked once and can run many times. */
export class Prepared {
  readonly #addon: Addon;
  readonly #handle: PlanHandle;

  /** Checks a plan, given as JSON text or as a document. */
  constructor(addon: Addon, plan: unknown) {
    this.#addon = addon;
    this.#handle = addon.binding.preparePlan(typeof plan === "string" ? plan : jsonText(plan));
  }

  /**
   * Runs the plan and resolves to its outputs. Rejects with the error of the first step that
   * failed.
   */
  async run(input?: unknown, options: RunOptions = {}): Promise<unknown> {
    try {
      const report = await this.#settle(input, options, false);
      if (!report.ok) {
        throw failure(report, ownOf(options).signal);
      }
      return report.outputs;
    } catch (error) {
      throw withStackOf(error, this.run);
    }
  }

  /** Runs the plan and reports the outcome of every step. Failing steps do not reject it. */
  settle(input?: unknown, options: RunOptions = {}): Promise<PlanReport> {
    return this.#settle(input, options, true);
  }

  async #settle(input: unknown, options: RunOptions, wantsSteps: boolean): Promise<PlanReport> {
    const { binding } = this.#addon;
    const start = (control: Control | undefined) =>
      binding.runPlan(control, this.#handle, input, wantsSteps);
    const { signal, onProgress } = ownOf(options);
    const report =
      signal === undefined && onProgress === undefined
        ? await start(undefined)
        : await controlled(binding, "plan", { signal, onProgress }, start);
    return withErrors(report);
  }
}

/** The report, with errors that are errors. */
function withErrors(report: NativeReport): PlanReport {
  if (report.ok) {
    return report as PlanReport;
  }
  const steps = report.steps.map((given) => {
    const { error, ...step } = ownOf(given);
    return error === undefined ? step : { ...step, error: new PintleError(error) };
  });
  const { error, ...rest } = ownOf(report);
  return { ...rest, steps, ...(error === undefined ? {} : { error: new PintleError(error) }) };
}

/** The error for a plan that is not ok: that of the step which failed first in the document. */
function failure(report: PlanReport, signal: AbortSignal | undefined): PintleError {
  const steps = report.steps.map(ownOf);
  const failed = steps.find((step) => step.status === "error");
  if (failed?.error !== undefined) {
    return failed.error;
  }
  const { error: ofOutputs } = ownOf(report);
  if (ofOutputs !== undefined) {
    return ofOutputs;
  }
  if (signal?.aborted) {
    return cancelled("plan", signal);
  }
  const error = steps.find((step) => step.error !== undefined)?.error;
  return (
    error ??
    new PintleError({
      code: "ERR_PINTLE_CANCELLED",
      message: "plan: it was cancelled",
      pointer: "",
    })
  );
}
