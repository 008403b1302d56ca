import { isCallback } from "../contract/callbacks.ts";
import { isFloatColumn } from "../contract/columns.ts";
import type { Contract, ContractParam } from "../contract/document.ts";
import { toJson } from "../contract/json.ts";
import { isInJsonValue } from "../contract/json-value.ts";
import { withNulls } from "../contract/nulls.ts";
import { tooDeep } from "../errors/nesting.ts";
import { callbackNotCarried } from "../errors/not-carried.ts";
import { PintleError } from "../errors/pintle-error.ts";
import { token } from "../errors/pointer.ts";
import { nesting } from "../generated/limits.ts";
import { className, dateText, isDate, isDateText, isSet, timeOf } from "../options/classes.ts";
import { define, ownOf } from "../options/own.ts";
import { Resource } from "../resources/resource.ts";
import type { Reference } from "./document.ts";
import { originOf } from "./handle.ts";
import type { Scope } from "./scope.ts";

/** The parameters of a step: what is known, and what references will fill in. */
export interface Params {
  readonly params: Record<string, unknown>;
  readonly refs: Record<string, Reference>;
}

/** Splits the arguments of a step into values and references. */
export function splitParams(
  scope: Scope,
  contract: Contract,
  method: string,
  declared: readonly ContractParam[],
  args: readonly unknown[],
): Params {
  if (args.length > declared.length) {
    throw wrong(
      method,
      `/${declared.length}`,
      `expected at most ${declared.length} arguments, got ${args.length}`,
      "UNKNOWN_ARG",
    );
  }
  const isHandle = (value: object) => originOf(value) !== undefined;
  const nulls = ({ schema }: ContractParam, value: unknown) =>
    withNulls(contract, schema, value, isHandle);
  const named: Record<string, unknown> = ownOf({});
  for (const [index, param] of declared.entries()) {
    const value = args[index];
    if (param.kind !== "options" || value === undefined) {
      named[param.name] = nulls(param, value);
    } else if (originOf(value) !== undefined || typeof value !== "object" || value === null) {
      throw wrong(
        method,
        `/${param.name}`,
        "a step's options must be an object; only its fields can be handles",
        "INVALID_TYPE",
      );
    } else {
      const read = () => Object.assign(named, nulls(param, value));
      reading(method, `/${param.name}`, read);
    }
  }
  const refs: Record<string, Reference> = {};
  const params = split({ scope, contract, method, refs }, named, "", nesting) as Record<
    string,
    unknown
  >;
  return { params, refs };
}

/** The step whose parameters are split. */
interface Step {
  readonly scope: Scope;
  readonly contract: Contract;
  readonly method: string;
  readonly refs: Record<string, Reference>;
}

/** The value without its handles, which go to `refs`. */
function split(
  step: Step,
  value: unknown,
  place: string,
  /**
   * How many more levels of lists and objects there may be; the parameters themselves are not one.
   */
  levels: number,
): unknown {
  const { scope, contract, method, refs } = step;
  const origin = originOf(value);
  if (origin !== undefined) {
    define(refs, place, scope.reference(origin));
    return undefined;
  }
  if (Resource.is(value)) {
    throw wrong(
      method,
      place,
      "a resource cannot be written into a plan: pass it as the plan's input, or make it in a step",
      "NOT_CARRIED",
    );
  }
  if (typeof value === "object" && value !== null && levels < 0) {
    throw wrong(method, place, tooDeep, "INVALID_VALUE");
  }
  // Not inside what reads it: the levels of a value need the stack.
  const items = reading(method, place, () =>
    Array.isArray(value) ? Array.from(value as unknown[]) : undefined,
  );
  if (items !== undefined) {
    return items.map((item, index) => {
      const inside = `${place}/${index}`;
      if (item === undefined) {
        const problem = "expected a value that JSON can hold, got undefined";
        throw wrong(method, inside, problem, "INVALID_TYPE");
      }
      // A placeholder for what a reference fills in later.
      return split(step, item, inside, levels - 1) ?? null;
    });
  }
  if (isDate(value) && !isDateText(dateText(value))) {
    const expected = "expected a Date of the years 0 to 9999, got";
    throw Number.isNaN(timeOf(value))
      ? wrong(method, place, `${expected} an invalid Date`, "INVALID_VALUE")
      : wrong(method, place, `${expected} a Date`, "OUT_OF_RANGE");
  }
  if (
    typeof value === "object" &&
    value !== null &&
    !ArrayBuffer.isView(value) &&
    !isDate(value) &&
    !isSet(value)
  ) {
    const fields = reading(method, place, () => Object.entries(value));
    const entries = fields.map(
      ([name, item]) => [name, split(step, item, `${place}${token(name)}`, levels - 1)] as const,
    );
    const name = className(value);
    if (entries.length === 0 && name !== "") {
      throw wrong(method, place, `expected a plain object, got a ${name}`, "INVALID_TYPE");
    }
    return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
  }
  if (isFloatColumn(value) && !value.every(Number.isFinite)) {
    throw wrong(method, place, "expected finite numbers", "OUT_OF_RANGE");
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw wrong(method, place, `expected a finite number, got ${value}`, "OUT_OF_RANGE");
  }
  if (typeof value === "function" && isCallback(contract, method, place)) {
    throw wrong(method, place, callbackNotCarried, "NOT_CARRIED");
  }
  if (typeof value === "function" || typeof value === "symbol") {
    throw wrong(
      method,
      place,
      `expected a value that JSON can hold, got a ${typeof value}`,
      "INVALID_TYPE",
    );
  }
  const isLost = typeof value === "bigint" || (typeof value === "object" && value !== null);
  if (isLost && isInJsonValue(contract, method, place)) {
    const given = typeof value === "bigint" ? `${value}n` : `a ${className(value)}`;
    const problem = `expected a value that JSON can hold, got ${given}`;
    throw wrong(method, place, problem, "INVALID_TYPE");
  }
  return toJson(value);
}

/** What is read of a caller's value; what that throws is the cause of an error with the place. */
function reading<T>(method: string, place: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    // A handle's own says more.
    throw PintleError.is(cause)
      ? cause
      : wrong(method, place, "reading it threw an exception", "GETTER_THREW", cause);
  }
}

function wrong(
  method: string,
  pointer: string,
  problem: string,
  code: string,
  cause?: unknown,
): PintleError {
  return new PintleError({
    code: `ERR_PINTLE_${code}`,
    message: `${method}: ${pointer}: ${problem}`,
    command: method,
    pointer,
    cause,
  });
}
