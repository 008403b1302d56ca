/**
 * A phrase that a native reader stumbles over.
 *
 * @typedef {object} Rule
 * @property {string} phrase a regular expression that begins with a word
 * @property {string} instead what to write
 * @property {readonly Scope[]} [allowed] where it still is
 */

/** What only those read who work on Pintle. */
const inside = /^(__test__|bench|fuzz|scripts)\/|\/tests\//;

/**
 * Where a text is: in a page; in a message or a comment that documents an item; or in another comment, in
 * tests and in scripts.
 *
 * @typedef {"pages" | "public" | "comments"} Scope
 * @typedef {{ scope: Scope, line: number, text: string }} Passage
 */

/**
 * @param {string} path
 * @param {string} text of the file
 * @param {readonly Rule[]} rules
 * @returns {string[]} what to change, and where
 */
export function findPhrases(path, text, rules) {
  const all = path.endsWith(".md") ? paragraphs(text) : prose(text);
  /** @type {Passage[]} */
  const passages = inside.test(path) ? all.map((one) => ({ ...one, scope: "comments" })) : all;
  return rules.flatMap(({ phrase, instead, allowed = [] }) => {
    const pattern = new RegExp(`\\b(?:${phrase})`, "gi");
    return passages
      .filter(({ scope }) => !allowed.includes(scope))
      .flatMap(({ line, text: passage }) =>
        (passage.match(pattern) ?? []).map(
          (found) => `${path}:${line}: "${found.trim()}"; rather: ${instead}`,
        ),
      );
  });
}

/**
 * The paragraphs of a page, without its code.
 *
 * @param {string} text
 * @returns {Passage[]}
 */
function paragraphs(text) {
  const plain = text
    .replaceAll(/^ *```.*?^ *```/gms, (code) => code.replaceAll(/[^\n]/g, ""))
    .replaceAll(/`[^`\n]*`/g, "`…`");
  return gather(plain.split("\n").map((line) => ({ scope: "pages", text: line })));
}

/**
 * The comments of a program, and its texts with at least a space in them.
 *
 * @param {string} text
 * @returns {Passage[]}
 */
function prose(text) {
  const lines = text.split("\n");
  let isDoc = false;
  return gather(
    lines.map((line) => {
      const [, mark, comment = ""] = /^\s*(\/\/[/!]?|\/\*\*?|\*\/?)(?: |$)(.*)/.exec(line) ?? [];
      if (mark !== undefined) {
        isDoc = mark.length === 3 || (isDoc && mark.startsWith("*"));
        return { scope: isDoc ? "public" : "comments", text: comment };
      }
      isDoc = false;
      const texts = line.match(/"(?:\\.|[^"\\])* (?:\\.|[^"\\])*"/g) ?? [];
      return { scope: "public", text: texts.join(" ") };
    }),
  );
}

/**
 * Joins lines of one kind, so that a phrase is found that goes over the end of a line.
 *
 * @param {readonly { scope: string, text: string }[]} lines
 * @returns {Passage[]}
 */
function gather(lines) {
  /** @type {Passage[]} */
  const passages = [];
  let isOpen = false;
  for (const [index, { scope, text }] of lines.entries()) {
    const last = passages.at(-1);
    if (text.trim() === "") {
      isOpen = false;
    } else if (isOpen && last?.scope === scope) {
      last.text += ` ${text.trim()}`;
    } else {
      passages.push({ scope: /** @type {Scope} */ (scope), line: index + 1, text: text.trim() });
      isOpen = true;
    }
  }
  return passages;
}
