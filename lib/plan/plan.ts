import type { Addon } from "../client/addon.ts";
import { Recorder, type StepOptions } from "./builder.ts";
import type { PlanDocument, PlanOptions } from "./document.ts";
import type { Handle, Resolved } from "./handle.ts";
import { type PlanReport, Prepared, type RunOptions } from "./prepared.ts";

export type { PlanOptions } from "./document.ts";

/** Builds the steps of a plan: the commands by family, and `each` for lists. */
export type PlanBuilder<Commands> = Commands & {
  /**
   * Runs the steps that `body` records for each item of a list, in parallel; returns the list of
   * its results.
   */
  each<Item, Given>(
    list: Handle<ArrayLike<Item>> | ArrayLike<Item>,
    body: (item: Handle<Item>) => Given,
  ): Handle<Resolved<Given>[]>;
  /** The same builder, with settings for the steps that it records. */
  with(options: StepOptions): PlanBuilder<Commands>;
};

/** The arguments of a run: the input may be left out if the plan has none. */
type RunArguments<Input> = unknown extends Input
  ? [input?: undefined, options?: RunOptions]
  : [input: Input, options?: RunOptions];

/** A plan that was checked once and can run many times. */
export interface Plan<Input, Outputs> {
  /** The plan as it crosses the boundary. */
  readonly document: PlanDocument;
  /**
   * Runs the plan and resolves to its outputs. Rejects with the error of the first step that
   * failed.
   */
  run(...args: RunArguments<Input>): Promise<Outputs>;
  /** Runs the plan and reports the outcome of every step. Failing steps do not reject it. */
  settle(...args: RunArguments<Input>): Promise<PlanReport<Outputs>>;
}

/**
 * Builds a plan: runs `build` once to record its steps, and checks them. Nothing runs before
 * `run()`.
 */
export type PlanFunction<Commands> = <Given, Input = unknown>(
  build: (p: PlanBuilder<Commands>, input: Input) => Given,
  options?: PlanOptions,
) => Plan<Input, Resolved<Given>>;

/** The function that builds plans of an addon's commands. */
export function planFor(addon: Addon): PlanFunction<Record<string, unknown>> {
  const write = (build: never, options: PlanOptions = {}) => {
    const { steps, outputs } = new Recorder(addon.contract).record(build);
    const document: PlanDocument = { version: 1, ...options, steps, outputs };
    const prepared = new Prepared(addon, document);
    return {
      document,
      run: prepared.run.bind(prepared),
      settle: prepared.settle.bind(prepared),
    };
  };
  return write as never;
}
