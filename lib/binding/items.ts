/** Passes objects of a list to the addon, several in one call. Returns the index of the first that it did not pass. */
export type HandoffItems = (
  list: readonly unknown[],
  start: number,
  takeItems: (names: readonly string[], ...values: unknown[]) => void,
) => number;

/**
 * Creates the function that passes plain objects with the same names to the addon in one call: their names,
 * then each object with its values.
 *
 * It passes none where there is anything else: an object with other names, of a class or with a getter that
 * throws. Then the addon reads that one by itself, and can say what is wrong with it.
 */
export function handoffItems(max: number): HandoffItems {
  return (list, start, takeItems) => {
    const names = namesOf(list[start]);
    const width = names.length + 1;
    const end = Math.min(list.length, start + Math.floor(max / width));
    const values: unknown[] = [];
    let index = start;
    try {
      while (index < end && names.length > 0 && collect(list[index], names, values)) {
        index++;
      }
    } catch {
      // Read once more by the addon, which reports the exception.
    }
    if (index > start) {
      values.length = (index - start) * width;
      takeItems(names, ...values);
    }
    return index;
  };
}

function namesOf(item: unknown): readonly string[] {
  return typeof item === "object" && item !== null ? Object.keys(item) : [];
}

/** Adds an object and its values, if it is a plain one with exactly these names. */
function collect(item: unknown, names: readonly string[], values: unknown[]): boolean {
  if (
    typeof item !== "object" ||
    item === null ||
    Object.getPrototypeOf(item) !== Object.prototype
  ) {
    return false;
  }
  values.push(item);
  let count = 0;
  // The names of the prototype, if someone has put any there, come last and are too many.
  for (const name in item) {
    if (name !== names[count]) {
      return false;
    }
    values.push(item[name as never]);
    count++;
  }
  return count === names.length;
}
