/** Passes an object's properties to the addon. */
export type HandoffProperties = (
  object: object,
  takeProperties: (...properties: unknown[]) => void,
) => string[] | undefined;

/**
 * Creates the function that passes an object's own properties to the addon in one call: name, value,
 * name, value, …
 *
 * It passes their names instead when there are more than `max`, or when reading one throws: then the
 * addon asks for each, and can say which one it was.
 */
export function handoffProperties(max: number): HandoffProperties {
  return (object, takeProperties) => {
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
    takeProperties(...properties);
    return undefined;
  };
}
