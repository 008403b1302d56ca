/** A documentation comment, or nothing if there is no text. */
export function comment(text: string | undefined, indent = ""): string {
  if (text === undefined || text === "") {
    return "";
  }
  // What would end the comment is split by an invisible space.
  const lines = text.replaceAll("*/", "*\u200b/").split("\n");
  if (lines.length === 1) {
    return `${indent}/** ${lines[0]} */\n`;
  }
  const inner = lines.map((line) => `${indent} * ${line}`.trimEnd());
  return `${indent}/**\n${inner.join("\n")}\n${indent} */\n`;
}
