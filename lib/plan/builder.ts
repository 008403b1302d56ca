import { type Contract, splitMethod } from "../contract/document.ts";
import { define, ownOf } from "../options/own.ts";
import type { Outputs, PlanStep, Reference } from "./document.ts";
import { handle, originOf, planError } from "./handle.ts";
import { splitParams } from "./params.ts";
import { Scope } from "./scope.ts";

/** Settings of one step, besides its parameters. */
export interface StepOptions {
  /** The step's name in reports. Default: the name of its command. */
  readonly id?: string;
  /** How long the step may take. */
  readonly timeoutMs?: number;
  /** Handles of steps that must finish first, although this one does not use their results. */
  readonly dependsOn?: readonly unknown[];
}

type Body = (item: unknown) => unknown;

/** Records the steps that a callback writes. */
export class Recorder {
  readonly #contract: Contract;
  #scope = new Scope();

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  /** Runs the callback that builds the plan, and returns its steps and outputs. */
  record(build: (builder: unknown, input: unknown) => unknown): {
    steps: PlanStep[];
    outputs: Outputs;
  } {
    const input = handle({ scope: this.#scope, from: "input", id: "", path: [] });
    const given = build(this.#builder({}), input);
    return { steps: this.#scope.steps, outputs: this.#outputs(given) };
  }

  #builder(options: StepOptions): Record<string, unknown> {
    // A map: a family may have the name of a property that every object has.
    const families = new Map<string, Record<string, unknown>>();
    for (const [method, command] of Object.entries(this.#contract["x-commands"])) {
      if (!command.directOnly) {
        const { family, name } = splitMethod(method);
        const commands = families.get(family) ?? {};
        define(commands, name, (...args: unknown[]) => this.#call(method, args, options));
        families.set(family, commands);
      }
    }
    return {
      ...Object.fromEntries(families),
      each: (list: unknown, body: Body) => this.#each(list, body, options),
      with: (more: StepOptions) => this.#builder({ ...options, ...more }),
    };
  }

  #call(method: string, args: readonly unknown[], options: StepOptions): object {
    const declared = this.#contract["x-commands"][method]?.params ?? [];
    const { params, refs } = splitParams(this.#scope, this.#contract, method, declared, args);
    return this.#add(method, options, { method, params, ...(isEmpty(refs) ? {} : { refs }) });
  }

  /** Records the body once, for an item that represents all of them. */
  #each(list: unknown, body: Body, options: StepOptions): object {
    const origin = originOf(list);
    if (origin === undefined) {
      throw planError(
        "each takes a handle to a list; for a list that you already have, write a loop",
      );
    }
    const forEach = this.#scope.reference(origin);
    const outer = this.#scope;
    this.#scope = new Scope(outer);
    let block: Pick<PlanStep, "steps" | "outputs">;
    try {
      const item = handle({ scope: this.#scope, from: "item", id: "", path: [] });
      const outputs = this.#outputs(body(item));
      block = { steps: this.#scope.steps, outputs };
    } finally {
      this.#scope = outer;
    }
    return this.#add("each", options, { forEach, ...block });
  }

  #add(method: string, options: StepOptions, work: PlanStep): object {
    const { id = this.#scope.name(method), timeoutMs, dependsOn: before = [] } = ownOf(options);
    const dependsOn = before.map((step) => this.#stepOf(step));
    this.#scope.steps.push({
      id,
      ...work,
      ...(dependsOn.length === 0 ? {} : { dependsOn }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
    return handle({ scope: this.#scope, from: "step", id, path: [] });
  }

  #stepOf(value: unknown): string {
    const origin = originOf(value);
    if (origin?.from !== "step") {
      throw planError("dependsOn takes handles of steps");
    }
    this.#scope.reference(origin);
    return origin.id;
  }

  /** What the callback returned, as references. */
  #outputs(given: unknown): Outputs {
    const origin = originOf(given);
    if (origin !== undefined) {
      return this.#scope.reference(origin);
    }
    if (given instanceof Promise) {
      given.catch(() => {}); // Its own error would only be a consequence.
      throw planError("the function that builds a plan cannot be async: there is nothing to await");
    }
    if (given === undefined) {
      return {};
    }
    if (typeof given !== "object" || given === null || Array.isArray(given)) {
      throw planError(
        "a plan returns one handle, or an object of handles; known values need no plan",
      );
    }
    return Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, this.#output(name, value)]),
    );
  }

  #output(name: string, value: unknown): Reference {
    const origin = originOf(value);
    if (origin === undefined) {
      throw planError(`the output "${name}" is not a handle; known values need no plan`);
    }
    return this.#scope.reference(origin);
  }
}

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0;
}
