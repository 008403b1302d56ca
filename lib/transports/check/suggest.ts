/** Longer names are not misspelt ones, and comparing them would take long. */
const longest = 100;

/** `; did you mean "…"?` for the known name closest to a misspelt one, or nothing; as Rust says it. */
export function didYouMean(wrong: string, known: readonly string[]): string {
  if (wrong.length > longest) {
    return "";
  }
  const allowed = Math.min(3, Math.max(1, Math.floor(([...wrong].length + 1) / 3)));
  const [closest] = known
    .filter((name) => name.length <= longest)
    .map((name) => ({ name, edits: distance(wrong.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits || (a.name < b.name ? -1 : 1));
  return closest !== undefined && closest.edits <= allowed
    ? `; did you mean "${closest.name}"?`
    : "";
}

/** The Levenshtein distance. */
function distance(a: string, b: string): number {
  const to = [...b];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, x] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, y] of to.entries()) {
      const [diagonal = 0, above = 0] = row.slice(j, j + 2);
      next.push(Math.min(diagonal + (x === y ? 0 : 1), above + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
