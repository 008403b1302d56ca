/** What the caller gave, in the words that Rust has for it: `1.5`, `"text"`, `undefined`, `an array`. */
export function describe(value: unknown): string {
  switch (typeof value) {
    case "number":
      return String(value);
    case "bigint":
      return value >= -(2n ** 63n) && value < 2n ** 64n ? `${value}n` : "a larger bigint";
    case "string":
      return /\p{Surrogate}/u.test(value) ? "a string that is not valid Unicode" : quoted(value);
    case "symbol":
      return "a symbol";
    case "function":
      return "a function";
    case "object":
      return value === null ? "null" : describeObject(value);
    default:
      return String(value);
  }
}

function describeObject(value: object): string {
  if (Array.isArray(value)) {
    return "an array";
  }
  if (!ArrayBuffer.isView(value) || value instanceof DataView) {
    return "an object";
  }
  // The name of the kind, which a class of the caller's that extends it does not change.
  const tag = Object.getOwnPropertyDescriptor(
    Object.getPrototypeOf(Uint8Array.prototype),
    Symbol.toStringTag,
  );
  const name: string = tag?.get?.call(value);
  return `${/^(Int8|Int16|Int32)/.test(name) ? "an" : "a"} ${name}`;
}

const escapes: Readonly<Record<string, string>> = {
  "\0": "\\0",
  "\t": "\\t",
  "\r": "\\r",
  "\n": "\\n",
  '"': '\\"',
  "\\": "\\\\",
};

/** The beginning of a text, in quotes. */
function quoted(text: string): string {
  const characters = [...text];
  const shown = characters
    .slice(0, 60)
    .join("")
    .replaceAll(
      /["\\]|(?! )[\p{C}\p{Z}]/gu,
      (character) => escapes[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`,
    );
  return `"${shown}"${characters.length > 60 ? "…" : ""}`;
}
