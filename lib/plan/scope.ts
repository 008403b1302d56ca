import { pointerOf } from "../errors/pointer.ts";
import type { PlanStep, Reference } from "./document.ts";
import { describe, type Origin, planError } from "./handle.ts";

/** A block of steps while it is recorded: the plan's own, or the body of an `each`. */
export class Scope {
  readonly steps: PlanStep[] = [];
  readonly outer: Scope | undefined;
  /** How often each name was given to a step, in the whole plan. */
  readonly #names: Map<string, number>;

  constructor(outer?: Scope) {
    this.outer = outer;
    this.#names = outer === undefined ? new Map() : outer.#names;
  }

  /** An id for a step, after the command's name: `walk`, `walk2`, … */
  name(method: string): string {
    const name = method.slice(method.indexOf(".") + 1);
    const count = (this.#names.get(name) ?? 0) + 1;
    this.#names.set(name, count);
    return count === 1 ? name : `${name}${count}`;
  }

  /** Turns a handle into a reference from this block. */
  reference(origin: Origin): Reference {
    if (!this.#sees(origin.scope)) {
      throw planError(
        `${describe(origin)} is not visible here: it belongs to another plan, or to the body of an each that has ended`,
      );
    }
    const pointer = pointerOf(origin.path);
    switch (origin.from) {
      case "input":
        return { input: pointer };
      case "item":
        if (origin.scope !== this) {
          throw planError(
            `${describe(origin)} belongs to an outer each; pass it on through the inner list or a step`,
          );
        }
        return { item: pointer };
      default:
        return pointer === "" ? { resultOf: origin.id } : { resultOf: origin.id, path: pointer };
    }
  }

  #sees(other: Scope): boolean {
    let scope: Scope | undefined = this;
    while (scope !== undefined && scope !== other) {
      scope = scope.outer;
    }
    return scope === other;
  }
}
