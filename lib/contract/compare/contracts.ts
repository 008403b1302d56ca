import type { Contract, ContractError } from "../document.ts";
import { type Change, Findings, type Place } from "./change.ts";
import { compareCommands } from "./commands.ts";
import { below, type Comparison } from "./comparison.ts";
import { compareTypes } from "./types.ts";

/**
 * Everything that differs between two contracts and that a program could notice, with what it is for
 * programs that were right before: breaking ones come first. Texts such as descriptions are not compared.
 */
export function compareContracts(old: Contract, next: Contract): Change[] {
  const on: Comparison = {
    old,
    new: next,
    findings: new Findings(),
    types: (pair, place, way) => compareTypes(on, pair, place, way),
  };
  compareCommands(on);
  compareErrors(on);
  compareTypeNames(on);
  compareResources(on);
  compareNesting(on);
  return on.findings.changes();
}

function compareErrors(on: Comparison): void {
  const [old, next] = [on.old["x-errors"], on.new["x-errors"]];
  const all = new Set([...Object.keys(old), ...Object.keys(next)]);
  for (const code of all) {
    const place = top(["x-errors", code], code);
    if (!Object.hasOwn(next, code)) {
      on.findings.add("code-removed", place, "", "old");
    } else if (!Object.hasOwn(old, code)) {
      on.findings.add("code-added", place);
    } else {
      compareDetails(on, old[code], next[code], below(place, ["details"], `${code}, details`));
    }
  }
}

function compareDetails(
  on: Comparison,
  old: ContractError | undefined,
  next: ContractError | undefined,
  place: Place,
): void {
  const [before, now] = [old?.details, next?.details];
  if (before !== undefined && now !== undefined) {
    on.types({ old: before, new: now }, place, "output");
  } else if (before !== undefined) {
    on.findings.add("details-removed", place, "", "old");
  } else if (now !== undefined) {
    on.findings.add("details-added", place);
  }
}

/** New names are not a change by themselves: a type comes with what uses it. */
function compareTypeNames(on: Comparison): void {
  for (const name of Object.keys(on.old.$defs)) {
    if (!Object.hasOwn(on.new.$defs, name)) {
      on.findings.add("type-removed", top(["$defs", name], name), "", "old");
    }
  }
}

function compareResources(on: Comparison): void {
  const [old, next] = [on.old["x-resources"], on.new["x-resources"]];
  for (const name of Object.keys(old)) {
    if (!Object.hasOwn(next, name)) {
      on.findings.add("resource-removed", top(["x-resources", name], name), "", "old");
    }
  }
  for (const name of Object.keys(next)) {
    if (!Object.hasOwn(old, name)) {
      on.findings.add("resource-added", top(["x-resources", name], name));
    }
  }
}

function compareNesting(on: Comparison): void {
  const [old, next] = [on.old["x-limits"].nesting, on.new["x-limits"].nesting];
  if (old !== next) {
    const place = top(["x-limits", "nesting"], "all values");
    on.findings.add(
      next < old ? "nesting-lowered" : "nesting-raised",
      place,
      `was ${old}, is ${next}`,
    );
  }
}

function top(tokens: readonly string[], subject: string): Place {
  return below({ old: "", new: "", subject, owner: subject }, tokens);
}
