/** What an editor shows of a command: the types are mapped, and must not lose what was written. */

import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const file = fileURLToPath(new URL("./editor.ts", import.meta.url));

const text = `
import { connect, type Entries, math, mock, plan, tree } from "../../index.ts";
const client = await connect({ transport: mock({}) });
export const direct: Promise<Entries> = tree.walk("");
export const twin: Entries = tree.walkSync("");
export const number: number = math.add(1, 2);
export const remote: Promise<number> = client.math.add(1, 2);
export const far: Promise<Entries> = client.tree.walk("");
export const steps: unknown = plan((p) => p.tree.walk(""));
`;

const service = serviceFor();

/** An editor's view of one file that is not on the disk. */
function serviceFor(): ts.LanguageService {
  const config = fileURLToPath(new URL("../../tsconfig.json", import.meta.url));
  const parsed = ts.getParsedCommandLineOfConfigFile(
    config,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} },
  );
  const read = (name: string) => (name === file ? text : ts.sys.readFile(name));
  return ts.createLanguageService({
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: read,
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const content = read(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => fileURLToPath(new URL("../..", import.meta.url)),
    getCompilationSettings: () => parsed?.options ?? {},
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
}

/** What is shown when the pointer rests on the last name of `expression`. */
function hover(expression: string): { type: string; documentation: string; throws: number } {
  const end = text.indexOf(expression) + expression.length;
  const shown = service.getQuickInfoAtPosition(file, end - 1);
  const type = ts.displayPartsToString(shown?.displayParts).replaceAll(/\s+/g, " ");
  const documentation = ts.displayPartsToString(shown?.documentation).split("\n")[0] ?? "";
  const throws = (shown?.tags ?? []).filter(({ name }) => name === "throws").length;
  return { type, documentation, throws };
}

test("the file means what it says", { timeout: 300_000 }, () => {
  expect(service.getSemanticDiagnostics(file)).toEqual([]);
});

test.each([
  [
    "tree.walk",
    "walk: (root: string, options?: (WalkOptions & CallOptions) | undefined) => Promise<Entries>",
  ],
  ["math.add", "add: (a: number, b: number) => number"],
  [
    "client.math.add",
    "add: (a: number, b: number, options?: CallOptions | undefined) => Promise<number>",
  ],
  [
    "client.tree.walk",
    "walk: (root: string, options?: (WalkOptions & CallOptions) | undefined) => Promise<Entries>",
  ],
  [
    "p.tree.walk",
    "walk: (root: Planned<string>, options?: Planned<WalkOptions | undefined>) => Handle<Entries>",
  ],
])("%s has its parameters, its documentation and its errors", (expression, type) => {
  const shown = hover(expression);
  expect(shown.type).toBe(`(property) ${type}`);
  const first = expression.endsWith("walk")
    ? "Lists what is below `root`."
    : "Adds two 32-bit integers.";
  expect(shown.documentation).toBe(first);
  expect(shown.throws).toBeGreaterThan(0);
});

test("a twin says what it is", () => {
  expect(hover("tree.walkSync")).toEqual({
    type: "(property) TreeCommands.walkSync: (root: string, options?: WalkOptions) => Entries",
    documentation: "Like `walk`, but waits for the result on the calling thread.",
    throws: 0,
  });
});
