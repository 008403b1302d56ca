/**
 * A check, with the parts of it that are wanted; none means all of it.
 *
 * @typedef {{ check: import("./checks.mjs").Check, parts: readonly string[] }} Chosen
 */

/**
 * What `npm test -- NAME…` means. A name is that of a check, or of a group of checks, or a piece of the
 * name of a part: a crate, or a file with tests. Where a named check has parts, only its own are meant.
 *
 * @param {readonly import("./checks.mjs").Check[]} checks
 * @param {readonly string[]} names none for everything
 * @returns {{ chosen: Chosen[], unknown: string[] }}
 */
export function choose(checks, names) {
  if (names.length === 0) {
    return { chosen: checks.map((check) => ({ check, parts: [] })), unknown: [] };
  }
  const named = checks.filter((check) => names.some((name) => isNamed(check, name)));
  const others = names.filter((name) => !checks.some((check) => isNamed(check, name)));
  const divided = named.some(({ parts }) => parts) ? named : checks;
  const found = new Set();
  const chosen = checks.flatMap((check) => {
    const all = divided.includes(check) ? (check.parts?.() ?? []) : [];
    const parts = all.filter((part) => others.some((name) => part.includes(name)));
    for (const name of others.filter((other) => all.some((part) => part.includes(other)))) {
      found.add(name);
    }
    return parts.length > 0 || named.includes(check) ? [{ check, parts }] : [];
  });
  return { chosen, unknown: others.filter((name) => !found.has(name)) };
}

/**
 * @param {import("./checks.mjs").Check} check
 * @param {string} name
 */
function isNamed({ title, groups }, name) {
  return name === title || groups.includes(name);
}
