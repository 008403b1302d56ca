import { isDeepStrictEqual } from "node:util";
import { definitionName, dereference } from "../document.ts";
import type { Place, Way } from "./change.ts";
import { below, type Comparison, compareWords, type Pair, report } from "./comparison.ts";
import { type Alternative, alternativesOf, isUnion, placeOf, shown } from "./kinds.ts";
import { compareObjects } from "./objects.ts";
import { compareLengths, compareNumbers, compareTexts, type Relation } from "./scalars.ts";

/** Compares the types of a value that callers pass or receive. */
export function compareTypes(on: Comparison, pair: Pair, place: Place, way: Way): void {
  const areUnions = isUnion(on.old, pair.old) && isUnion(on.new, pair.new);
  const inside = areUnions ? entered(on, pair, place, way) : place;
  if (inside === undefined) {
    return;
  }
  const old = alternativesOf(on.old, pair.old, place.old);
  const next = alternativesOf(on.new, pair.new, place.new);
  if (comparedWithAny(on, pair, [old, next], inside, way)) {
    return;
  }
  const [oldTypes, newTypes] = [old.filter(isNotNull), next.filter(isNotNull)];
  const [oldNull, newNull] = [oldTypes.length < old.length, newTypes.length < next.length];
  if (oldNull !== newNull && (oldTypes.length === 0) !== (newTypes.length === 0)) {
    // One is null alone, which the other never is.
    report(on, "other", pair, inside, way);
    return;
  }
  if (oldNull !== newNull) {
    on.findings.add(`${way}-null-${newNull ? "added" : "removed"}`, inside);
  } else if (way === "input" && pair.old["x-type"] !== pair.new["x-type"] && oldNull) {
    on.findings.add("input-null-meaning", inside);
  }
  compareAlternatives(on, oldTypes, newTypes, inside, way);
}

/**
 * The place inside a type. A pair of named types is compared once for each way, wherever they are used:
 * then there is none.
 */
function entered(on: Comparison, pair: Pair, place: Place, way: Way): Place | undefined {
  const [old, next] = [definitionName(pair.old), definitionName(pair.new)];
  const at = { old: placeOf(pair.old, place.old), new: placeOf(pair.new, place.new) };
  if (old === undefined || next === undefined) {
    return { ...place, ...at };
  }
  const owner = JSON.stringify([way, old, next]);
  if (on.findings.isKnown(owner, place.owner)) {
    return undefined;
  }
  return { ...at, owner, subject: next };
}

function isNotNull({ kind }: Alternative): boolean {
  return kind !== "null";
}

/** What any value may be, or any value of JSON, contains other types. Returns whether one of both is that. */
function comparedWithAny(
  on: Comparison,
  pair: Pair,
  [old, next]: readonly [Alternative[], Alternative[]],
  place: Place,
  way: Way,
): boolean {
  const [one, other] = [breadth(old), breadth(next)];
  if (one === 0 && other === 0) {
    return false;
  }
  if (one !== other) {
    const narrow = one < other ? old : next;
    const isInside = Math.max(one, other) === 2 || narrow.every(({ kind }) => plain.has(kind));
    const relation = one < other ? "wider" : "narrower";
    report(on, isInside ? relation : "other", pair, place, way);
  }
  return true;
}

/** 2 for any value, 1 for any value of JSON, 0 for others. */
function breadth(alternatives: readonly Alternative[]): number {
  const has = (kind: string) => alternatives.some((one) => one.kind === kind);
  return has("any") ? 2 : Number(has("json"));
}

/** What is surely a value of JSON, in TypeScript too. */
const plain: ReadonlySet<string> = new Set(["boolean", "json", "null", "number", "text"]);

function compareAlternatives(
  on: Comparison,
  old: readonly Alternative[],
  next: readonly Alternative[],
  place: Place,
  way: Way,
): void {
  const left = [...next];
  const missing: Alternative[] = [];
  for (const one of old) {
    const index = left.findIndex(({ kind }) => kind === one.kind);
    const [other] = index < 0 ? [] : left.splice(index, 1);
    if (other === undefined) {
      missing.push(one);
    } else {
      const pair = { old: one.schema, new: other.schema };
      compareKind(on, one, pair, { ...place, old: one.pointer, new: other.pointer }, way);
    }
  }
  const [only, instead] = [missing[0], left[0]];
  if (old.length === 1 && next.length === 1 && only !== undefined && instead !== undefined) {
    report(on, "other", { old: only.schema, new: instead.schema }, place, way);
    return;
  }
  for (const { schema, pointer } of missing) {
    const at = { ...place, old: pointer };
    on.findings.add(`${way}-alternative-removed`, at, shown(schema), "old");
  }
  for (const { schema, pointer } of left) {
    const at = { ...place, new: pointer };
    on.findings.add(`${way}-alternative-added`, at, shown(schema));
  }
}

/** Compares two types of the same kind. */
function compareKind(
  on: Comparison,
  { kind }: Alternative,
  pair: Pair,
  place: Place,
  way: Way,
): void {
  const inside = entered(on, pair, place, way);
  if (inside === undefined) {
    return;
  }
  const types = { old: dereference(on.old, pair.old), new: dereference(on.new, pair.new) };
  const by = (relation: Relation) => report(on, relation, pair, inside, way);
  switch (kind) {
    case "number":
      by(compareNumbers(types.old, types.new));
      break;
    case "text":
      compareText(on, types, pair, inside, way);
      break;
    case "bigint":
      by(types.old["x-type"] === types.new["x-type"] ? "same" : "other");
      break;
    case "resource":
      by(types.old["x-resource"] === types.new["x-resource"] ? "same" : "other");
      break;
    case "column":
      by(
        types.old["x-type"] === types.new["x-type"]
          ? compareLengths(types.old, types.new)
          : "other",
      );
      break;
    case "bytes":
      by(compareLengths(types.old, types.new));
      break;
    case "list":
    case "set":
      compareLists(on, types, inside, way);
      break;
    case "callback":
      compareCallbacks(on, types, inside, way);
      break;
    case "object":
      compareObjects(on, types, inside, way);
      break;
    case "other": // Of a later version: nothing is known of it.
      by(isDeepStrictEqual(types.old, types.new) ? "same" : "other");
      break;
    default:
  }
}

function compareText(on: Comparison, types: Pair, pair: Pair, place: Place, way: Way): void {
  const [old, next] = [types.old.oneOf, types.new.oneOf];
  if (old === undefined || next === undefined) {
    report(on, compareTexts(types.old, types.new), pair, place, way);
    return;
  }
  compareWords(on, { old, new: next }, place, (change) => `${way}-value-${change}`);
}

function compareLists(on: Comparison, pair: Pair, place: Place, way: Way): void {
  const [old, next] = [pair.old.prefixItems, pair.new.prefixItems];
  if (old?.length !== next?.length) {
    report(on, "other", pair, place, way);
    return;
  }
  for (const [index, item] of old?.entries() ?? []) {
    const inner = { old: item, new: next?.[index] ?? {} };
    on.types(inner, below(place, ["prefixItems", String(index)]), way);
  }
  report(on, compareLengths(pair.old, pair.new), pair, place, way);
  const [items, newItems] = [pair.old.items, pair.new.items];
  if (typeof items === "object" && typeof newItems === "object") {
    on.types({ old: items, new: newItems }, below(place, ["items"]), way);
  }
}

/** What a function of the caller gets is what the caller receives, and the other way round. */
function compareCallbacks(on: Comparison, pair: Pair, place: Place, way: Way): void {
  const { "x-params": old = [], "x-result": result = {} } = pair.old;
  const { "x-params": next = [], "x-result": newResult = {} } = pair.new;
  const other = way === "input" ? "output" : "input";
  if (old.length !== next.length) {
    const change = old.length < next.length ? "added" : "removed";
    on.findings.add(`callback-parameter-${change}`, place);
  }
  for (const [index, param] of old.slice(0, next.length).entries()) {
    const inner = { old: param, new: next[index] ?? {} };
    on.types(inner, below(place, ["x-params", String(index)]), other);
  }
  on.types({ old: result, new: newResult }, below(place, ["x-result"]), way);
}
