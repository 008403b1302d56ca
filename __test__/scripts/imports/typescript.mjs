import { posix } from "node:path";
import ts from "typescript";

/**
 * What TypeScript modules import of each other, types and `import()` included, as TypeScript reads it.
 *
 * @param {Map<string, string>} files
 * @returns {import("./circles.mjs").Import[]}
 */
export function typescriptImports(files) {
  return [...files].flatMap(([from, text]) =>
    ts
      .preProcessFile(text, true, true)
      .importedFiles.filter(({ fileName }) => fileName.startsWith("."))
      .map(({ fileName }) => ({ from, to: posix.join(posix.dirname(from), fileName) }))
      .filter(({ to }) => !to.startsWith("..")),
  );
}
