import { describe, expect, test } from "vitest";
import { generateTypeScript } from "../../lib/contract/typescript.ts";
import { command, contractOf, i32, leaf, list, maybe, members } from "./contracts.ts";

test("a whole module", () => {
  const add = command(
    [
      ["a", i32],
      ["b", i32],
    ],
    i32,
    { description: "Adds." },
  );
  expect(generateTypeScript(contractOf({ "sums.add": add }))).toBe(
    `// Generated from the contract of mine (sha256-00). Do not edit.

import type { Bytes, CommandSchemas, Direct, ErrorOf, PlanFunction, Remote, Steps } from "./runtime.ts";
import { builtin as addon, errorsOf, planFor } from "./runtime.ts";

/** Every code that an error of these commands can have. */
export interface ErrorCodes {
  /** It failed *\u200b/ badly. */
  readonly ERR_A: "ERR_A";
}

/** A code that an error of these commands can have. */
export type ErrorCode = keyof ErrorCodes;

/** The details of errors, by code. Those of other codes may be anything. */
export interface ErrorDetails {}

/** An error of these commands: its \`code\` says what its \`details\` are. */
export type CommandError = ErrorOf<ErrorCode, ErrorDetails>;

/** The commands of the family \`sums\`, as Rust has them. */
export interface SumsSignatures {
  /** Adds. */
  readonly add: (a: number, b: number) => number;
}

/** The commands of the family \`sums\`. */
export interface SumsCommands extends Direct<SumsSignatures> {}

/** The commands of the family \`sums\`, as steps of a plan. */
export type SumsSteps = Steps<SumsSignatures>;

/** Every command that can be a step of a plan. */
export interface PlanCommands {
  readonly sums: SumsSteps;
}

/** The commands of the family \`sums\`, over a transport. */
export type SumsClient = Remote<SumsSignatures>;

/** Every command that a transport can run. */
export interface ClientCommands {
  readonly sums: SumsClient;
}

/** Standard Schema objects of every command: its parameters by name, and its result. */
export interface Schemas {
  readonly "sums.add": CommandSchemas<{ readonly a: number; readonly b: number }, number>;
}

export const sums: SumsCommands = addon.commands["sums"] as never;
export const plan: PlanFunction<PlanCommands> = planFor(addon) as never;
export const schemas: Schemas = addon.schemas as never;
/** Whether something that was caught is an error of these commands, with one of their codes. */
export const isCommandError: (value: unknown) => value is CommandError = errorsOf(addon) as never;
`,
  );
});

test("a module for an addon of one's own loads it from beside the module", () => {
  const options = { runtime: "pintle", addon: './my "own".node' };
  const module = generateTypeScript(contractOf({}), options);
  expect(module.split("\n").slice(2, 7)).toEqual([
    'import type { Bytes, CommandSchemas, Direct, ErrorOf, PlanFunction, Remote, Steps } from "pintle";',
    'import { fileURLToPath } from "node:url";',
    'import { loadAddon, errorsOf, planFor } from "pintle";',
    "",
    'const addon = loadAddon(fileURLToPath(new URL("./my \\"own\\".node", import.meta.url)), { contract: "sha256-00" });',
  ]);
});

test("the details of errors have the types of results", () => {
  const $defs = {
    Lost: {
      type: "object",
      properties: { data: leaf("bytes"), near: maybe(i32) },
      required: ["data"],
    },
  };
  const contract = {
    ...contractOf({}, $defs),
    "x-errors": {
      ERR_A: { summary: "", fix: "" },
      ERR_B: { summary: "", fix: "", details: { $ref: "#/$defs/Lost" } },
    },
  };
  const module = generateTypeScript(contract);
  expect(module).toContain("export interface ErrorDetails {\n  readonly ERR_B: Lost;\n}");
  expect(module).toContain("  readonly data: Bytes;\n  readonly near: number | null;");
});

describe("parameters", () => {
  test("may be left out when none after them must not", () => {
    const run = command(
      [
        ["a", maybe(i32), "value", false],
        ["b", i32],
        ["c", maybe(i32), "value", false],
      ],
      i32,
    );
    const types = "a: number | null | undefined, b: number, c?: number | null | undefined";
    expect(members(run, "FSignatures")).toEqual([`readonly run: (${types}) => number;`]);
  });

  test("of a blocking command are written once, and its twin refers to them", () => {
    const run = command([["path", leaf("path")]], i32, { blocking: true, description: "Reads." });
    expect(members(run, "FSignatures")).toEqual([
      "/** Reads. */",
      'readonly run: Command<(path: string) => number, "blocking">;',
    ]);
    expect(members(run, "FCommands")).toEqual([
      "/** Like `run`, but waits for the result on the calling thread. */",
      'readonly runSync: Call<FSignatures["run"]>;',
    ]);
  });

  test("that are options are parameters by name of the schemas too", () => {
    const $defs = { Options: { type: "object", properties: { deep: i32 }, required: [] } };
    const run = command(
      [
        ["path", leaf("path")],
        ["options", { $ref: "#/$defs/Options" }, "options"],
      ],
      i32,
      { lines: true },
    );
    expect(members(run, "FSignatures", $defs)).toEqual([
      'readonly run: Command<(path: string, options?: Options) => number, "lines" | "options">;',
    ]);
    expect(members(run, "Schemas", $defs)).toEqual([
      'readonly "f.run": CommandSchemas<{ readonly path: string } & Options, number>;',
    ]);
  });

  test("that are changed in place are known to be", () => {
    const run = command(
      [["a", { ...list(i32), "x-type": "Int32Array" }]],
      { type: "null" },
      {
        directOnly: true,
      },
    );
    expect(members(run, "FSignatures")).toEqual([
      'readonly run: Command<(a: Int32Array) => void, "directOnly">;',
    ]);
  });
});

test("a command says which errors it throws", () => {
  const run = command([], i32, { description: "Runs.\n\nOr not.", errors: ["ERR_A", "ERR_B"] });
  expect(members(run, "FSignatures")).toEqual([
    "/**",
    " * Runs.",
    " *",
    " * Or not.",
    " *",
    " * @throws `ERR_A` It failed *\u200b/ badly.",
    " * @throws `ERR_B`",
    " */",
    "readonly run: () => number;",
  ]);
});

test("a parameter whose name is a word of TypeScript gets another in the signature", () => {
  const run = command([["delete", i32]], i32);
  expect(members(run, "FSignatures")).toEqual(["readonly run: (delete_: number) => number;"]);
});
