import type { ContractParam } from "../document.ts";
import type { Place } from "./change.ts";
import { below, type Comparison } from "./comparison.ts";

type Params = readonly ContractParam[];

/** Compares the parameters of a command: by name, as plans pass them, and by position, as direct calls do. */
export function compareParams(on: Comparison, old: Params, next: Params, place: Place): void {
  for (const [index, param] of old.entries()) {
    if (sameIn(next, param) === undefined) {
      on.findings.add("parameter-removed", at(place, param, index, index), "", "old");
    }
  }
  const moved = movedFrom(old, next);
  for (const [index, param] of next.entries()) {
    const before = sameIn(old, param);
    if (before === undefined) {
      const kind = param.required ? "required" : "optional";
      on.findings.add(`parameter-added-${kind}`, at(place, param, index, index));
      continue;
    }
    const here = at(place, param, old.indexOf(before), index);
    if (moved.has(param)) {
      on.findings.add("parameter-moved", here);
    }
    compareParam(on, before, param, here);
  }
}

/** The parameter that is the same for callers. The name of the options is never passed. */
function sameIn(params: Params, { name, kind }: ContractParam): ContractParam | undefined {
  return params.find((param) =>
    kind === "options" ? param.kind === kind : param.kind !== "options" && param.name === name,
  );
}

/**
 * The parameters that direct calls pass elsewhere now. That something was removed or has to be passed is
 * reported of that parameter, and not of all after it.
 */
function movedFrom(old: Params, next: Params): Set<ContractParam> {
  const kept = old.filter((param) => sameIn(next, param) !== undefined);
  const expected = next.filter((param) => sameIn(old, param) !== undefined || !param.required);
  const isMoved = (param: ContractParam, index: number) => {
    const before = sameIn(kept, param);
    return before !== undefined && kept.indexOf(before) !== index;
  };
  return new Set(expected.filter(isMoved));
}

function at(place: Place, param: ContractParam, old: number, next: number): Place {
  const what = param.kind === "options" ? "options" : `parameter "${param.name}"`;
  return {
    ...place,
    subject: `${place.subject}, ${what}`,
    old: `${place.old}/${old}`,
    new: `${place.new}/${next}`,
  };
}

function compareParam(on: Comparison, old: ContractParam, next: ContractParam, place: Place): void {
  if (old.kind !== next.kind) {
    const isInput = old.kind === "value" && next.kind === "input";
    on.findings.add(isInput ? "parameter-became-input" : "parameter-kind", place);
  }
  // Whether all options may be left out follows from their fields.
  if (next.kind !== "options" && old.required !== next.required) {
    on.findings.add(next.required ? "parameter-required" : "parameter-optional", place);
  }
  on.types({ old: old.schema, new: next.schema }, below(place, ["schema"]), "input");
}
