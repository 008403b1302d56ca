/** Addons whose types, families, commands, fields and parameters are named like anything else. */

import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";
import type { Contract, ContractCommand, JsonSchema } from "../../lib/contract/document.ts";
import { generateTypeScript } from "../../lib/contract/typescript.ts";
import { command, contractOf, i32, leaf, list, maybe, reserved } from "./contracts.ts";

/** An addon that is searched for, as that of a module which `pintle build` generates. */
const searched = { name: "authors", package: "authors", folder: "../" };

const folder = fileURLToPath(new URL(".", import.meta.url));
const runtime = "../../index.ts";

interface Names {
  readonly type: string;
  readonly family: string;
  readonly command: string;
  readonly field: string;
  readonly param: string;
}

const harmless: Names = {
  type: "AuthorsType",
  family: "authorsFamily",
  command: "authorsCommand",
  field: "authorsField",
  param: "authorsParam",
};

/** Commands that use everything there is, so that the generator writes every name that it knows. */
function commands({ type, command: name, param }: Names): Record<string, ContractCommand> {
  const own: JsonSchema = { $ref: `#/$defs/${type}` };
  const options: JsonSchema = { $ref: "#/$defs/AuthorsOptions" };
  const column = (kind: string): JsonSchema => ({ ...list({}), "x-type": kind });
  const map = (values: JsonSchema): JsonSchema => ({
    type: "object",
    additionalProperties: values,
  });
  return {
    [name]: command([[param, own]], own),
    authorsMany: command(
      [
        ["authorsA", list(maybe(own))],
        ["authorsB", map(own)],
        ["authorsC", leaf("bytes")],
      ],
      map(list(own)),
    ),
    authorsColumns: command(
      [
        ["authorsA", column("Int32Array")],
        ["authorsB", column("Uint32Array")],
        ["authorsC", column("Float64Array")],
      ],
      column("BigInt64Array"),
    ),
    authorsLeaves: command([["authorsA", column("BigUint64Array")]], leaf("bytes")),
    authorsLater: command([["authorsA", own]], own, { blocking: true }),
    authorsLines: command([["options", options, "options"]], leaf("i64"), {
      blocking: true,
      lines: true,
    }),
    authorsNothing: command([], { type: "null" }),
  };
}

function contract(all: readonly Names[]): Contract {
  const $defs: [string, JsonSchema][] = [
    ["AuthorsOptions", { type: "object", properties: { authorsDeep: i32 }, required: [] }],
  ];
  const methods: Record<string, ContractCommand> = {};
  for (const names of all) {
    // A type of its own for what has a hostile field: the others must be alike to be compared.
    const properties = Object.fromEntries([[names.field, i32]]);
    $defs.push([names.type, { type: "object", properties: { authorsMark: i32 } }]);
    $defs.push([`${names.type}AndMore`, { type: "object", properties }]);
    for (const [name, command] of Object.entries(commands(names))) {
      methods[`${names.family}.${name}`] = command;
    }
  }
  return contractOf(methods, Object.fromEntries($defs));
}

/** Every kind of module for a contract: for a file, for an addon that is searched for, for what is built in. */
function modules(contract: Contract): string[] {
  return [
    generateTypeScript(contract, { runtime, addon: "./authors.node" }),
    generateTypeScript(contract, { runtime, addon: searched }),
    generateTypeScript(contract, { runtime }),
  ];
}

/** Every name in the modules that is not the author's. */
function written(): string[] {
  const found = new Set<string>();
  for (const text of modules(contract([harmless]))) {
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node) && !/^authors/i.test(node.text)) {
        found.add(node.text);
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile("written.ts", text, ts.ScriptTarget.Latest, true));
  }
  return [...found];
}

/** Every word of TypeScript's. */
function keywords(): string[] {
  const words: string[] = [];
  for (let kind = ts.SyntaxKind.FirstKeyword; kind <= ts.SyntaxKind.LastKeyword; kind++) {
    words.push(ts.tokenToString(kind) ?? "");
  }
  return words;
}

const own = written();
/** Names that are tried one by one. */
const single = [
  ...new Set([...own, ...keywords(), "constructor", "__proto__", "globalThis", "then", "client"]),
];
/** Names that are tried together. */
const hostile = [
  ...new Set([
    ...single,
    ...own.map((name) => `${name}_`),
    ...Object.getOwnPropertyNames(Object.prototype),
    ...["Array", "Error", "Object", "Function", "Symbol", "String", "Number", "Iterable", "Plan"],
    ...["undefined", "NaN", "arguments", "eval", "prototype"],
    ...["authorsFamilyCommands", "process", "module", "exports", "require", "Größe", "名"],
  ]),
];

/** The same name for everything that may have it. */
function named(name: string): Names {
  const unless = (names: readonly string[], other: string) => (names.includes(name) ? other : name);
  return {
    type: name,
    family: unless(reserved.families, harmless.family),
    command: unless(["then"], harmless.command),
    field: unless(reserved.fields, harmless.field),
    param: unless(["options"], harmless.param),
  };
}

/** A module that uses two others, and holds their commands and types against each other. */
function comparison(specifier: string, { type, family, command: name }: Names): string {
  const members = Object.keys(commands(harmless)).flatMap((member) =>
    member === harmless.command ? [[name, member]] : [[member, member]],
  );
  const lines = members.flatMap(([theirs, other], index) => {
    const one = `typeof hostile[${JSON.stringify(family)}][${JSON.stringify(theirs)}]`;
    const two = `typeof base.${harmless.family}.${other}`;
    return [
      `export const there${index}: (given: ${one}) => ${two} = (given) => given;`,
      `export const back${index}: (given: ${two}) => ${one} = (given) => given;`,
    ];
  });
  return [
    `import * as hostile from "${specifier}";`,
    `import type { ${type} as TheType } from "${specifier}";`,
    'import * as base from "./base.ts";',
    "export const value: TheType = { authorsMark: 1 };",
    "export const same: base.AuthorsType = value;",
    ...lines,
    "export const written: unknown = hostile.plan((p) => {",
    `  const step: { readonly authorsMark: unknown } = p[${JSON.stringify(family)}].authorsLater(value);`,
    "  return step;",
    "});",
  ].join("\n");
}

/** What the compiler says of files that are not on the disk. */
function compile(files: ReadonlyMap<string, string>): string[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    fileURLToPath(new URL("../../tsconfig.json", import.meta.url)),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} },
  );
  const options = config?.options ?? {};
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    return [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
      ...program.getDeclarationDiagnostics(source),
    ].map(({ code, messageText }) => {
      const text = ts.flattenDiagnosticMessageText(messageText, "\n");
      return `${file.slice(folder.length)}: TS${code}: ${text}`;
    });
  });
}

test("the table has what the generator writes", () => {
  const some = ["Command", "Record", "Remote", "Bytes", "Direct", "Schemas", "addon", "URL"];
  expect(own).toEqual(expect.arrayContaining([...some, "fileURLToPath", "builtin", "Uint8Array"]));
  expect(hostile.length).toBeGreaterThan(150);
});

test("modules compile and mean the same, whatever an author's names are", {
  timeout: 300_000,
}, () => {
  const files = new Map([
    [`${folder}base.ts`, modules(contract([harmless]))[0] ?? ""],
    // All of them together.
    ...modules(contract(hostile.map(named))).map((text, kind): [string, string] => [
      `${folder}all${kind}.ts`,
      text,
    ]),
  ]);
  for (const [index, name] of single.entries()) {
    const names = named(name);
    const [text = ""] = modules(contract([names]));
    files.set(`${folder}hostile${index}.ts`, `// ${name}\n${text}`);
    files.set(`${folder}use${index}.ts`, comparison(`./hostile${index}.ts`, names));
  }
  expect(compile(files)).toEqual([]);
});
