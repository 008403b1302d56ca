import { pointerOf } from "../../errors/pointer.ts";
import type { Contract, JsonSchema } from "../document.ts";
import type { Findings, Place, Way } from "./change.ts";
import { shown } from "./kinds.ts";
import type { RuleName } from "./rules.ts";
import type { Relation } from "./scalars.ts";

/** The same type, in both contracts. */
export interface Pair {
  readonly old: JsonSchema;
  readonly new: JsonSchema;
}

/** What types are compared with: the documents, and where to put what is found. */
export interface Comparison {
  readonly old: Contract;
  readonly new: Contract;
  readonly findings: Findings;
  /** Compares the types of a value that callers pass or receive. */
  types(pair: Pair, place: Place, way: Way): void;
}

/** A place inside another that both documents have. */
export function below(place: Place, tokens: readonly string[], subject?: string): Place {
  const path = pointerOf(tokens);
  return {
    ...place,
    old: place.old + path,
    new: place.new + path,
    subject: subject ?? place.subject,
  };
}

/** Adds how a type relates to what it was. */
export function report(
  on: Comparison,
  relation: Relation,
  pair: Pair,
  place: Place,
  way: Way,
): void {
  if (relation === "same") {
    return;
  }
  const kinds = { wider: "widened", narrower: "narrowed", other: "type-changed" } as const;
  const [was, is] = [shown(pair.old), shown(pair.new)];
  on.findings.add(`${way}-${kinds[relation]}`, place, was === is ? "" : `was ${was}, is ${is}`);
}

/** Compares what distinguishes alternatives: the texts of an enum, or those of a tag. */
export function compareWords(
  on: Comparison,
  words: { readonly old: readonly JsonSchema[]; readonly new: readonly JsonSchema[] },
  place: Place,
  rule: (change: "added" | "removed") => RuleName,
  textOf: (alternative: JsonSchema) => string | undefined = (alternative) => alternative.const,
): void {
  const missingIn = (own: readonly JsonSchema[], others: readonly JsonSchema[]) => {
    const known = new Set(others.map(textOf));
    return [...own.entries()].filter(([, one]) => !known.has(textOf(one)));
  };
  for (const [index, one] of missingIn(words.old, words.new)) {
    const at = { ...place, old: `${place.old}/oneOf/${index}` };
    on.findings.add(rule("removed"), at, JSON.stringify(textOf(one)), "old");
  }
  for (const [index, one] of missingIn(words.new, words.old)) {
    const at = { ...place, new: `${place.new}/oneOf/${index}` };
    on.findings.add(rule("added"), at, JSON.stringify(textOf(one)));
  }
}
