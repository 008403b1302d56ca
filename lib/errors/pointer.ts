/** Names as a JSON Pointer (RFC 6901). */
export function pointerOf(path: readonly string[]): string {
  return path.map(token).join("");
}

/** Names as JavaScript would write the place: `glob[0]`. */
export function readable(path: readonly string[]): string {
  const [first = "", ...rest] = path.map((name) =>
    /^(0|[1-9]\d*)$/.test(name) ? `[${name}]` : `.${name}`,
  );
  return [first.replace(/^\./, ""), ...rest].join("");
}

/** The names that a JSON Pointer goes through. */
export function tokensOf(pointer: string): string[] {
  const tokens = pointer.split("/").slice(1);
  return tokens.map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** One name as a part of a JSON Pointer, with the slash before it. */
export function token(name: string): string {
  return `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
