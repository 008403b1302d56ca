/** As many properties as `crates/pintle-napi/src/value/properties.rs` takes in one call. */
const max = 16;

/**
 * Passes an object's own properties to the addon in one call: name, value, name, value, …
 * Passes their names instead when there are too many, or when reading one throws: then the addon
 * asks for each, and can say which one it was.
 */
export function handOver(
  object: object,
  receive: (...properties: unknown[]) => void,
): string[] | undefined {
  const names = Object.keys(object);
  if (names.length > max) {
    return names;
  }
  const properties: unknown[] = [];
  try {
    for (const name of names) {
      properties.push(name, object[name as never]);
    }
  } catch {
    return names;
  }
  receive(...properties);
  return undefined;
}
