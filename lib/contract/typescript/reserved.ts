/** Names that neither a parameter nor a constant can have (ECMA-262, 12.7.2; the last two are TypeScript's). */
const reserved = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum " +
    "eval export extends false finally for function if implements import in instanceof interface " +
    "let new null package private protected public return static super switch this throw true " +
    "try typeof var void while with yield undefined globalThis"
  ).split(" "),
);

/** Names that have another meaning where TypeScript expects a type. */
const keywords = new Set(
  (
    "abstract accessor any as assert asserts async bigint boolean constructor declare defer from get " +
    "global infer intrinsic is keyof module namespace never number object of out override readonly " +
    "require satisfies set string symbol type unique unknown using"
  ).split(" "),
);

/** Whether neither a parameter nor a constant can have that name. */
export function isReserved(name: string): boolean {
  return reserved.has(name);
}

/** Whether a type of that name could not be declared or referred to. */
export function isKeyword(name: string): boolean {
  return reserved.has(name) || keywords.has(name);
}
