import type { ContractParam } from "../document.ts";
import type { Place } from "./change.ts";
import { below, type Comparison } from "./comparison.ts";

type Params = readonly ContractParam[];

/** Compares the parameters of a command: by name, as plans pass them, and by position, as direct calls do. */
export function compareParams(on: Comparison, old: Params, next: Params, place: Place): void {
  const [before, now] = [byKey(old), byKey(next)];
  for (const [key, { param, index }] of before) {
    if (!now.has(key)) {
      on.findings.add("parameter-removed", at(place, param, index, index), "", "old");
    }
  }
  const moved = movedFrom(before, now);
  for (const [key, { param, index }] of now) {
    const known = before.get(key);
    if (known === undefined) {
      const kind = param.required ? "required" : "optional";
      on.findings.add(`parameter-added-${kind}`, at(place, param, index, index));
      continue;
    }
    const here = at(place, param, known.index, index);
    if (moved.has(key)) {
      on.findings.add("parameter-moved", here);
    }
    compareParam(on, known.param, param, here);
  }
}

/** Parameters by what they are for callers: their name, which of the options is never passed. */
type Keyed = ReadonlyMap<string, { readonly param: ContractParam; readonly index: number }>;

function byKey(params: Params): Keyed {
  return new Map(
    params.map((param, index) => {
      const key = param.kind === "options" ? "options of any name" : `named ${param.name}`;
      return [key, { param, index }];
    }),
  );
}

/**
 * The parameters that direct calls pass elsewhere now. That something was removed or has to be passed is
 * reported of that parameter, and not of all after it.
 */
function movedFrom(before: Keyed, now: Keyed): Set<string> {
  const kept = [...before.keys()].filter((key) => now.has(key));
  const positions = new Map(kept.map((key, index) => [key, index]));
  const expected = [...now].filter(([key, { param }]) => before.has(key) || !param.required);
  const isMoved = ([key]: (typeof expected)[number], index: number) =>
    positions.has(key) && positions.get(key) !== index;
  return new Set(expected.filter(isMoved).map(([key]) => key));
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
