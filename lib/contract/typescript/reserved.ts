/** Names that neither a parameter nor an export of a module can have (ECMA-262, 12.7.2). */
const reserved = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum " +
    "eval export extends false finally for function if implements import in instanceof interface " +
    "let new null package private protected public return static super switch this throw true " +
    "try typeof var void while with yield"
  ).split(" "),
);

/** Whether a name means something else in TypeScript. */
export function isReserved(name: string): boolean {
  return reserved.has(name);
}
