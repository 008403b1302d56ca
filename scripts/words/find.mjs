/**
 * A phrase that a native reader stumbles over.
 *
 * @typedef {object} Rule
 * @property {string} phrase a regular expression that begins with a word
 * @property {string} instead what to write
 */

/**
 * A piece of prose, such as a paragraph or the text of a comment.
 *
 * @typedef {{ kind: string, line: number, text: string }} Passage
 */

/**
 * @param {string} path
 * @param {string} text of the file
 * @param {readonly Rule[]} rules
 * @returns {string[]} what to change, and where
 */
export function findPhrases(path, text, rules) {
  const passages = path.endsWith(".md") ? paragraphs(text) : prose(text);
  return rules.flatMap(({ phrase, instead }) => {
    const pattern = new RegExp(`\\b(?:${phrase})`, "gi");
    return passages.flatMap(({ line, text: passage }) =>
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
  return gather(plain.split("\n").map((line) => ({ kind: "paragraph", text: line })));
}

/**
 * The comments of a program, and its texts with at least a space in them.
 *
 * @param {string} text
 * @returns {Passage[]}
 */
function prose(text) {
  return gather(
    text.split("\n").map((line) => {
      const [, mark, comment = ""] = /^\s*(\/\/[/!]?|\/\*\*?|\*\/?)(?: |$)(.*)/.exec(line) ?? [];
      const texts = line.match(/"(?:\\.|[^"\\])* (?:\\.|[^"\\])*"/g) ?? [];
      return mark === undefined
        ? { kind: "text", text: texts.join(" ") }
        : { kind: mark.replace(/^\/?\*+\/?$/, "*"), text: comment };
    }),
  );
}

/**
 * Joins lines of one kind, so that a phrase is found that goes over the end of a line.
 *
 * @param {readonly { kind: string, text: string }[]} lines
 * @returns {Passage[]}
 */
function gather(lines) {
  /** @type {Passage[]} */
  const passages = [];
  let isOpen = false;
  for (const [index, { kind, text }] of lines.entries()) {
    const last = passages.at(-1);
    if (text.trim() === "") {
      isOpen = false;
    } else if (isOpen && last?.kind === kind) {
      last.text += ` ${text.trim()}`;
    } else {
      passages.push({ kind, line: index + 1, text: text.trim() });
      isOpen = true;
    }
  }
  return passages;
}
