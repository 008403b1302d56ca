import { isDeepStrictEqual } from "node:util";
import type { JsonSchema } from "../document.ts";
import type { Place, Way } from "./change.ts";
import { below, type Comparison, compareWords, type Pair, report } from "./comparison.ts";

/** Compares two types of objects: structs, maps, or unions whose alternatives a tag distinguishes. */
export function compareObjects(on: Comparison, pair: Pair, place: Place, way: Way): void {
  const [old, next] = [formOf(pair.old), formOf(pair.new)];
  if (old !== next) {
    report(on, "other", pair, place, way);
  } else if (old === "tagged") {
    compareTagged(on, pair, place, way);
  } else if (old === "map") {
    compareMaps(on, pair, place, way);
  } else {
    compareFields(on, pair, place, way);
  }
}

function formOf({ oneOf, additionalProperties }: JsonSchema): "map" | "struct" | "tagged" {
  if (oneOf !== undefined) {
    return "tagged";
  }
  return typeof additionalProperties === "object" ? "map" : "struct";
}

function compareMaps(on: Comparison, { old, new: next }: Pair, place: Place, way: Way): void {
  const values = {
    old: old.additionalProperties as JsonSchema,
    new: next.additionalProperties as JsonSchema,
  };
  on.types(values, below(place, ["additionalProperties"]), way);
}

function compareTagged(on: Comparison, pair: Pair, place: Place, way: Way): void {
  const [old, next] = [pair.old.oneOf ?? [], pair.new.oneOf ?? []];
  const tag = tagOf(old[0]);
  if (tag !== tagOf(next[0])) {
    report(on, "other", pair, place, way);
    return;
  }
  const textOf = ({ properties = {} }: JsonSchema) => properties[tag]?.const;
  const rule = (change: "added" | "removed") => `${way}-alternative-${change}` as const;
  compareWords(on, { old, new: next }, place, rule, textOf);
  const byText = new Map(next.map((one, index) => [textOf(one), { one, index }]));
  for (const [index, one] of old.entries()) {
    const found = byText.get(textOf(one));
    if (found !== undefined) {
      const at = {
        ...place,
        subject: `${place.subject}, alternative "${textOf(one)}"`,
        old: `${place.old}/oneOf/${index}`,
        new: `${place.new}/oneOf/${found.index}`,
      };
      compareFields(on, { old: one, new: found.one }, at, way);
    }
  }
}

/** The property that distinguishes the alternatives. */
function tagOf({ properties = {} }: JsonSchema = {}): string {
  const tag = Object.entries(properties).find(([, property]) => property.const !== undefined);
  return tag?.[0] ?? "";
}

/** Compares the fields of two structs. */
function compareFields(on: Comparison, pair: Pair, place: Place, way: Way): void {
  const { properties: old = {} } = pair.old;
  const { properties: next = {} } = pair.new;
  const [required, newRequired] = [new Set(pair.old.required), new Set(pair.new.required)];
  for (const [name, field] of Object.entries(next)) {
    const at = fieldAt(place, name);
    const isRequired = newRequired.has(name);
    if (!Object.hasOwn(old, name)) {
      const kind = isRequired ? "required" : "optional";
      on.findings.add(way === "input" ? `input-field-added-${kind}` : "output-field-added", at);
      continue;
    }
    const before = old[name] ?? {};
    const was = required.has(name);
    if (way === "output") {
      compareAbsence(on, { old: before, new: field }, at);
    } else if (was !== isRequired) {
      on.findings.add(`input-field-${isRequired ? "required" : "optional"}`, at);
    } else if (!isRequired) {
      compareDefaults(on, before, field, at);
    }
    on.types({ old: before, new: field }, at, way);
  }
  for (const name of Object.keys(old)) {
    if (!Object.hasOwn(next, name)) {
      on.findings.add(`${way}-field-removed`, fieldAt(place, name), "", "old");
    }
  }
}

function fieldAt(place: Place, name: string): Place {
  return below(place, ["properties", name], `${place.subject}, field "${name}"`);
}

/** A result has every field, except for those that may be left out beside being null. */
function compareAbsence(on: Comparison, { old, new: next }: Pair, place: Place): void {
  const isOptional = next["x-type"] === "nullable";
  if ((old["x-type"] === "nullable") !== isOptional) {
    on.findings.add(`output-field-${isOptional ? "optional" : "required"}`, place);
  }
}

function compareDefaults(
  on: Comparison,
  { default: old }: JsonSchema,
  { default: next }: JsonSchema,
  place: Place,
): void {
  if (!isDeepStrictEqual(old, next)) {
    const text = (value: unknown) => (value === undefined ? "nothing" : JSON.stringify(value));
    on.findings.add("input-default-changed", place, `was ${text(old)}, is ${text(next)}`);
  }
}
