/**
 * Words and signs of Rust, without comments, texts, and the items that only tests have; and the names
 * of the modules among those.
 *
 * @param {string} text
 * @returns {{ tokens: string[], tests: string[] }}
 */
export function tokenize(text) {
  const code = text.replaceAll(
    /\/\/[^\n]*|\/\*.*?\*\/|\bb?r(#*)".*?"\1|b?"(?:\\.|[^"\\])*"|'(?:\\.[^']*|[^'\\])'/gs,
    " ",
  );
  const tokens = code.match(/\w+|::|[^\s\w]/g) ?? [];
  const marks = ["#[cfg(test)]", "#[cfg(all(test,"].map((mark) => mark.match(/\w+|[^\w]/g) ?? []);
  /** @param {number} start */
  const isForTests = (start) =>
    marks.some((mark) => mark.every((sign, offset) => tokens[start + offset] === sign));
  /** @type {string[]} */
  const tests = [];
  for (let index = 0; index < tokens.length; index += 1) {
    while (isForTests(index)) {
      const item = tokens.splice(index, itemLength(tokens.slice(index)));
      const isModule = item.at(-1) === ";" && item.at(-3) === "mod";
      tests.push(...(isModule ? [String(item.at(-2))] : []));
    }
  }
  return { tokens, tests };
}

/**
 * How many tokens an item has: it ends with its block or, if it has none, with a semicolon.
 *
 * @param {readonly string[]} tokens
 */
function itemLength(tokens) {
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    depth += token === "{" ? 1 : token === "}" ? -1 : 0;
    if (depth === 0 && (token === "}" || token === ";") && tokens[index + 1] !== ";") {
      return index + 1;
    }
  }
  return tokens.length;
}

/**
 * The paths of a `use`: `a::{b, c::*}` has two.
 *
 * @param {readonly string[]} tokens
 * @param {readonly string[]} [before]
 * @returns {{ path: string[], as: string }[]}
 */
export function tree(tokens, before = []) {
  const open = tokens.indexOf("{");
  if (open !== -1) {
    const prefix = [...before, ...tokens.slice(0, open).filter((token) => /^\w/.test(token))];
    return split(tokens.slice(open + 1, -1)).flatMap((part) => tree(part, prefix));
  }
  const names = tokens.filter((token) => /^\w/.test(token));
  const alias = names.at(-2) === "as" ? names.splice(-2).at(-1) : undefined;
  const path = [...before, ...names].filter((name, index) => name !== "self" || index === 0);
  return [{ path, as: alias ?? (tokens.at(-1) === "*" ? "*" : (path.at(-1) ?? "")) }];
}

/** @param {readonly string[]} tokens between braces */
function split(tokens) {
  /** @type {string[][]} */
  const parts = [[]];
  let depth = 0;
  for (const token of tokens) {
    depth += token === "{" ? 1 : token === "}" ? -1 : 0;
    if (token === "," && depth === 0) {
      parts.push([]);
    } else {
      parts.at(-1)?.push(token);
    }
  }
  return parts.filter((part) => part.length > 0);
}
