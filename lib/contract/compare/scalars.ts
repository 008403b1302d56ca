import type { JsonSchema } from "../document.ts";

/** How the values of a new type relate to those of an old one. */
export type Relation = "same" | "wider" | "narrower" | "other";

/** The relation of two types, where it is known which of them has all values of the other. */
function relation(newHasAll: boolean, oldHasAll: boolean): Relation {
  if (newHasAll) {
    return oldHasAll ? "same" : "wider";
  }
  return oldHasAll ? "narrower" : "other";
}

/** The relation of two types of numbers. */
export function compareNumbers(old: JsonSchema, next: JsonSchema): Relation {
  const [one, other] = [numbersOf(old), numbersOf(next)];
  return relation(hasAll(other, one), hasAll(one, other));
}

interface Numbers {
  readonly precision: "whole" | "single" | "double";
  readonly least: number;
  readonly most: number;
}

function numbersOf(type: JsonSchema): Numbers {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = type;
  const fraction = type["x-type"] === "f32" ? "single" : "double";
  return {
    precision: type.type === "integer" ? "whole" : fraction,
    least: minimum,
    most: maximum,
  };
}

/** Every whole number up to this one is a float of 32 bits. */
const singleWhole = 2 ** 24;

function hasAll(type: Numbers, of: Numbers): boolean {
  if (of.least < type.least || of.most > type.most) {
    return false;
  }
  switch (type.precision) {
    case "double":
      return true;
    case "single": // It accepts others too, but rounds them.
      return (
        of.precision === "single" ||
        (of.precision === "whole" && of.least >= -singleWhole && of.most <= singleWhole)
      );
    case "whole":
      return of.precision === "whole";
  }
}

/** The relation of two types of text, not both of which are enums. */
export function compareTexts(old: JsonSchema, next: JsonSchema): Relation {
  return relation(hasAllTexts(next, old), hasAllTexts(old, next));
}

function hasAllTexts(type: JsonSchema, of: JsonSchema): boolean {
  if (type.oneOf !== undefined) {
    return false;
  }
  if (type["x-type"] === undefined && type.pattern === undefined) {
    return true; // Any text.
  }
  // The words of an enum are never empty and have no NUL, so they are paths.
  return type["x-type"] === of["x-type"] || (type["x-type"] === "path" && of.oneOf !== undefined);
}

/** The relation of two lists, columns or binary data by their lengths. */
export function compareLengths(old: JsonSchema, next: JsonSchema): Relation {
  const [one, other] = [lengthOf(old), lengthOf(next)];
  return relation(other === undefined || other === one, one === undefined || one === other);
}

/** The only length that a value may have, if there is one; for binary data, the pattern of its base64. */
function lengthOf({ minItems, maxItems, maxLength, pattern }: JsonSchema) {
  if (maxLength !== undefined) {
    return pattern;
  }
  return minItems !== undefined && minItems === maxItems ? minItems : undefined;
}
