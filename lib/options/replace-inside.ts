import { nesting } from "../generated/limits.ts";
import { isPlain } from "./plain.ts";

/** The value with each object that `is` finds in it, at any depth of plain values, replaced. */
export function replaceInside<Found>(
  value: unknown,
  is: (value: unknown) => value is Found,
  replace: (found: Found, path: readonly string[]) => unknown,
  path: readonly string[] = [],
): unknown {
  if (is(value)) {
    return replace(value, path);
  }
  // What nests too deeply, or contains itself, is for the addon to judge.
  if (typeof value !== "object" || value === null || path.length > nesting) {
    return value;
  }
  const inside = (name: string, item: unknown) =>
    typeof item === "object" && item !== null
      ? replaceInside(item, is, replace, [...path, name])
      : item;
  const items = unlessItThrows(() => (Array.isArray(value) ? value.slice() : undefined));
  if (items !== undefined) {
    const mapped = items.map((item, index) => inside(String(index), item));
    return mapped.some((item, index) => !Object.is(item, items[index])) ? mapped : value;
  }
  // Other classes, such as dates, are not rebuilt, and neither is an object in which nothing is found.
  const fields = unlessItThrows(() => (isPlain(value) ? Object.entries(value) : undefined)) ?? [];
  const mapped = fields.map(([name, item]) => [name, inside(name, item)] as const);
  const isSame = mapped.every(([, item], index) => Object.is(item, fields[index]?.[1]));
  return isSame ? value : Object.fromEntries(mapped);
}

/** What is read of a value; undefined where reading it throws, as with a revoked proxy: that is for the addon to report. */
function unlessItThrows<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
