import { type Contract, dereference } from "../../contract/document.ts";
import type { MakeResource } from "../../contract/json.ts";
import { type ErrorData, PintleError } from "../../errors/pintle-error.ts";
import { tokensOf } from "../../errors/pointer.ts";
import { ownOf } from "../../options/own.ts";
import type { Outputs, PlanDocument, PlanStep, Reference } from "../../plan/document.ts";
import type { PlanReport, StepReport } from "../../plan/prepared.ts";
import { alike, anyShape, fieldsOf, follow, listOf, type Shape, typed } from "./shape.ts";

/** What values of the contract's types become. */
interface Types {
  readonly contract: Contract;
  readonly makeResource: MakeResource | undefined;
}

/** A block of steps: the shapes of what its references can refer to. */
interface Block {
  readonly steps: ReadonlyMap<string, Shape>;
  readonly input: Shape;
  readonly item: Shape;
}

/**
 * A report that arrived as JSON, with its values as in a direct run. JSON cannot distinguish a
 * bigint from a string; the plan can, since every value comes from a command's result or the input.
 */
export function restoreReport(
  contract: Contract,
  plan: PlanDocument | readonly PlanStep[],
  input: unknown,
  report: PlanReport,
  makeResource?: MakeResource,
): PlanReport {
  const types: Types = { contract, makeResource };
  const { steps, outputs } = isBare(plan) ? { steps: plan, outputs: undefined } : ownOf(plan);
  const block = blockOf(types, steps, { steps: new Map(), input: alike(input), item: anyShape });
  const { error, ...rest } = ownOf(report);
  return {
    ...rest,
    outputs: outputsOf(block, outputs).restore(report.outputs),
    steps: report.steps.map((step) => restoreStep(block, step)),
    ...(error === undefined ? {} : { error: new PintleError(error) }),
  };
}

function isBare(plan: PlanDocument | readonly PlanStep[]): plan is readonly PlanStep[] {
  return Array.isArray(plan);
}

function restoreStep(block: Block, step: StepReport): StepReport {
  const { result, error, ...rest } = ownOf(step);
  const shape = block.steps.get(step.id) ?? anyShape;
  return {
    ...rest,
    ...(result === undefined ? {} : { result: shape.restore(result) }),
    ...(error === undefined ? {} : { error: new PintleError(error as ErrorData) }),
  };
}

function blockOf(types: Types, steps: readonly PlanStep[], outer: Block): Block {
  const shapes = new Map(outer.steps);
  const block = { ...outer, steps: shapes };
  for (const [index, step] of steps.entries()) {
    // A step may refer to a later one, so shapes are determined when needed.
    shapes.set(
      ownOf(step).id ?? String(index),
      lazy(() => stepOf(types, step, block)),
    );
  }
  return block;
}

function stepOf(types: Types, step: PlanStep, block: Block): Shape {
  const { forEach, method, steps = [], outputs } = ownOf(step);
  const { contract, makeResource } = types;
  const result = contract["x-commands"][method ?? ""]?.result;
  if (method !== undefined) {
    const shape =
      result === undefined
        ? anyShape
        : typed(contract, dereference(contract, result), makeResource);
    return forEach === undefined ? shape : listOf(() => shape);
  }
  const list = forEach === undefined ? anyShape : referenced(block, forEach);
  return listOf((index) => {
    const body = blockOf(types, steps, { ...block, item: list.at(String(index)) });
    return outputsOf(body, outputs);
  });
}

function outputsOf(block: Block, outputs: Outputs | undefined): Shape {
  if (outputs === undefined) {
    return anyShape;
  }
  if (isReference(outputs)) {
    return referenced(block, outputs);
  }
  const fields = Object.entries(outputs).map(
    ([name, reference]) => [name, referenced(block, reference)] as const,
  );
  return fieldsOf(Object.fromEntries(fields));
}

function isReference(outputs: Outputs): outputs is Reference {
  // Outputs may be named `input` too; then the value is a reference, not a text.
  const given = ownOf(outputs as Record<string, unknown>);
  return ["resultOf", "input", "item"].some((kind) => typeof given[kind] === "string");
}

function referenced(block: Block, reference: Reference): Shape {
  const given = ownOf(reference);
  if ("resultOf" in given) {
    const { resultOf, path = "" } = given;
    return follow(block.steps.get(resultOf) ?? anyShape, tokensOf(path));
  }
  return "input" in given
    ? follow(block.input, tokensOf(given.input))
    : follow(block.item, tokensOf(given.item));
}

function lazy(make: () => Shape): Shape {
  let made: Shape | undefined;
  const shape = () => {
    made ??= make();
    return made;
  };
  return { restore: (value) => shape().restore(value), at: (token) => shape().at(token) };
}
