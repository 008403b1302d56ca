import {
  type Contract,
  type ContractCommand,
  dereference,
  type JsonSchema,
} from "../../contract/document.ts";
import { tooDeep } from "../../errors/nesting.ts";
import { nesting } from "../../generated/limits.ts";
import { asPintleError, Fault, within } from "./fault.ts";
import { checkLeaf } from "./leaf.ts";
import { eachItem, expected, properties } from "./read.ts";
import { didYouMean } from "./suggest.ts";

/** The command of that name, if a transport can run it. Throws what Rust throws if not. */
export function callable(contract: Contract, method: string): ContractCommand {
  const commands = contract["x-commands"];
  const command = Object.hasOwn(commands, method) ? commands[method] : undefined;
  if (command === undefined) {
    const hint = didYouMean(method, Object.keys(commands));
    throw new Fault("UNKNOWN_COMMAND", `there is no command "${method}"${hint}`).of(null);
  }
  const inPlace = command.params.find(({ kind }) => kind === "inPlace");
  if (inPlace !== undefined) {
    const fault = new Fault("DIRECT_ONLY", "only a direct call can change its caller's memory");
    fault.path.push(inPlace.name);
    throw fault.of(method);
  }
  return command;
}

/** Throws what a direct call with these parameters would throw before it runs. */
export function checkParams(
  contract: Contract,
  method: string,
  params: Readonly<Record<string, unknown>>,
): void {
  const command = callable(contract, method);
  asPintleError(method, () => {
    const names = command.params.map(({ name }) => name);
    const options = command.params.find(({ kind }) => kind === "options");
    const own = { ...params };
    const unknown = Object.keys(params).find((name) => !names.includes(name));
    if (options === undefined && unknown !== undefined) {
      throw unknownArgument(unknown, names);
    }
    for (const { name, kind, required, schema } of command.params) {
      if (kind !== "options") {
        delete own[name];
        if (Object.hasOwn(params, name)) {
          within(name, () => check(contract, schema, params[name], nesting));
        } else if (required) {
          throw missingArgument(name);
        }
      }
    }
    if (options !== undefined) {
      checkFields(contract, dereference(contract, options.schema), own, nesting);
    }
  });
}

/** Throws when a value is no result of that command. */
export function checkResult(contract: Contract, method: string, result: unknown): void {
  asPintleError(method, () => check(contract, callable(contract, method).result, result, nesting));
}

/** Throws a fault when a value is not of that type, as JavaScript has it, or of more than `levels`. */
function check(contract: Contract, schema: JsonSchema, value: unknown, levels: number): void {
  const type = dereference(contract, schema);
  const [inner] = type.anyOf ?? [];
  if (inner !== undefined) {
    if (value !== undefined && value !== null) {
      check(contract, inner, value, levels);
    }
  } else if (type.oneOf !== undefined) {
    checkName(type.oneOf, value);
  } else if (type.properties !== undefined) {
    checkFields(contract, type, value, levels);
  } else if (type.type === "array" && !(type["x-type"] ?? "").endsWith("Array")) {
    if (!Array.isArray(value)) {
      throw expected("an array", value);
    }
    const { items = {} } = type;
    if (isAny(items)) {
      checkLeaf({}, value, levels); // It also knows that a list has no holes.
    } else {
      const inside = oneLess(levels);
      eachItem(value, (item) => check(contract, items, item, inside));
    }
  } else if (type.type === "object") {
    const items = type.additionalProperties;
    const inside = oneLess(levels);
    for (const [name, item] of entriesOf(value)) {
      within(name, () => check(contract, typeof items === "object" ? items : {}, item, inside));
    }
  } else {
    checkLeaf(type, value, levels);
  }
}

/** The levels that are left inside a list or an object. */
function oneLess(levels: number): number {
  if (levels === 0) {
    throw new Fault("INVALID_VALUE", tooDeep);
  }
  return levels - 1;
}

/** Whether a type says nothing about its values. */
function isAny(type: JsonSchema): boolean {
  return Object.keys(type).every((word) => word === "description");
}

function checkName(names: readonly { readonly const: string }[], value: unknown): void {
  const listed = names.map((name) => `"${name.const}"`).join(" or ");
  if (typeof value !== "string") {
    throw expected(listed, value);
  }
  if (!names.some((name) => name.const === value)) {
    const fault = expected(listed, value, "INVALID_VALUE");
    fault.message += didYouMean(
      value,
      names.map((name) => name.const),
    );
    throw fault;
  }
}

/** Checks an object with exactly these properties. */
function checkFields(contract: Contract, type: JsonSchema, value: unknown, levels: number): void {
  const inside = oneLess(levels);
  const fields = type.properties ?? {};
  const missing = new Set(type.required);
  for (const [name, item] of entriesOf(value)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) {
      throw unknownArgument(name, Object.keys(fields));
    }
    missing.delete(name);
    within(name, () => check(contract, field, item, inside));
  }
  for (const name of missing) {
    throw missingArgument(name);
  }
}

function entriesOf(value: unknown): [string, unknown][] {
  const entries = properties(value);
  if (entries === undefined) {
    throw expected("an object", value);
  }
  return entries;
}

function unknownArgument(name: string, known: readonly string[]): Fault {
  const fault = new Fault("UNKNOWN_ARG", `there is no such argument${didYouMean(name, known)}`);
  fault.path.push(name);
  return fault;
}

function missingArgument(name: string): Fault {
  const fault = new Fault("MISSING_ARG", "a value is required");
  fault.path.push(name);
  return fault;
}
