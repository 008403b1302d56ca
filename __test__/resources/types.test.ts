import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";
import type { Contract, JsonSchema } from "../../lib/contract/document.ts";
import { generateTypeScript } from "../../lib/contract/typescript.ts";
import { command, contractOf, i32, list, maybe } from "../contract/contracts.ts";

const handle = (type: string): JsonSchema => ({
  type: "integer",
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  "x-type": "resource",
  "x-resource": type,
});

const resources = { resources: true };
const contract: Contract = {
  ...contractOf(
    {
      "search.open": command([["words", i32]], handle("Index"), resources),
      "search.cursor": command([], handle("Cursor"), resources),
      "search.add": command(
        [
          ["index", handle("Index")],
          ["word", i32],
        ],
        i32,
        resources,
      ),
      "search.save": command(
        [
          ["index", handle("Index")],
          ["to", i32],
        ],
        i32,
        {
          ...resources,
          blocking: true,
        },
      ),
      "other.all": command([["indexes", list(maybe(handle("Index")))]], i32, resources),
      "other.both": command([["index", handle("Index")]], { $ref: "#/$defs/Both" }, resources),
    },
    {
      Both: {
        type: "object",
        properties: { left: handle("Index"), right: maybe(handle("Index")) },
        required: ["left", "right"],
        additionalProperties: false,
      },
    },
  ),
  "x-resources": { Cursor: { description: "" }, Index: { description: "Words." } },
};

const use = `
import { type ClientCommands, type Cursor, Index, type IndexClient, other, plan, search } from "./words.ts";

using index: Index = search.open(1);
export const added: number = index.add(2);
export const saved: Promise<number> = index.save(1, { signal: AbortSignal.timeout(1) });
export const twin: number = index.saveSync(1);
export const { left, right }: { readonly left: Index; readonly right: Index | null } = index.both();
export const all: number = other.all([index, null]);
const given: unknown = index;
export const class_: number = given instanceof Index ? given.add(1) : 0;
const cursor: Cursor = search.cursor();
// @ts-expect-error: it is of another type
search.add(cursor, 1);
// @ts-expect-error: it is a number only in JSON
search.add(1, 1);

declare const client: ClientCommands;
const far: IndexClient = await client.search.open(1);
export const later: Promise<number> = far.add(1);
export const both: { readonly left: IndexClient; readonly right: IndexClient | null } = await far.both();
export const many: number = await client.other.all([far, null]);

export const planned: Index = await plan((p) => {
  const made = p.search.open(p.search.add(p.search.open(1), 2));
  p.other.all([made, null]);
  return made;
}).run();
// @ts-expect-error: an instance cannot be written into a plan
plan((p) => p.search.add(index, 1));
`;

test("the types of classes, directly, over a transport and in plans", { timeout: 120_000 }, () => {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const words = generateTypeScript(contract, { runtime: "../../index.ts", addon: "./words.node" });
  const files = new Map([
    [`${folder}words.ts`, words],
    [`${folder}use.ts`, use],
  ]);
  const config = ts.getParsedCommandLineOfConfigFile(
    fileURLToPath(new URL("../../tsconfig.json", import.meta.url)),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} },
  );
  const options = { ...config?.options, isolatedDeclarations: false };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  const program = ts.createProgram([...files.keys()], options, host);
  const found = [...files.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    const diagnostics = program.getSemanticDiagnostics(source);
    return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  });
  expect(found).toEqual([]);
});
