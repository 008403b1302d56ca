import { nesting } from "../../generated/limits.ts";
import type { Contract, JsonSchema } from "../document.ts";

/** The version of the document's format that is understood. */
const version = 1;

/** A document is not a contract. */
export class NotAContract extends Error {}

/**
 * Reads a contract that some version of Pintle wrote. What versions before this one did not write yet has the
 * meaning that it had then. Only what a comparison needs is checked.
 */
export function readContract(text: string): Contract {
  const document = fieldsOf(parsed(text), "");
  const head = fieldsOf(document["x-contract"], "/x-contract");
  if (head.version !== version) {
    fail("/x-contract/version", String(version));
  }
  const $defs = fieldsOf(document.$defs ?? {}, "/$defs");
  const names = new Set(Object.keys($defs));
  for (const [name, type] of Object.entries($defs)) {
    checkSchema(type, `/$defs/${name}`, names);
  }
  const commands = entriesOf(document["x-commands"], "/x-commands", (command, place) =>
    readCommand(command, place, names),
  );
  const errors = entriesOf(document["x-errors"] ?? {}, "/x-errors", (error, place) => {
    const { details } = fieldsOf(error, place);
    if (details !== undefined) {
      checkSchema(details, `${place}/details`, names);
    }
    return error;
  });
  const limits = fieldsOf(document["x-limits"] ?? {}, "/x-limits");
  return {
    ...document,
    $defs,
    "x-limits": { nesting, ...limits },
    "x-resources": fieldsOf(document["x-resources"] ?? {}, "/x-resources"),
    "x-commands": commands,
    "x-errors": errors,
  } as unknown as Contract;
}

type Fields = Readonly<Record<string, unknown>>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new NotAContract(`expected JSON: ${(error as Error).message}`);
  }
}

function fail(place: string, expected: string): never {
  const where = place === "" ? "" : `${place}: `;
  throw new NotAContract(`expected a contract of Pintle: ${where}expected ${expected}`);
}

function fieldsOf(value: unknown, place: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    fail(place, "an object");
  }
  return value as Fields;
}

function listOf(value: unknown, place: string): readonly unknown[] {
  if (!Array.isArray(value)) {
    fail(place, "a list");
  }
  return value as unknown[];
}

function textsOf(value: unknown, place: string): readonly string[] {
  const list = listOf(value, place);
  if (!list.every((item) => typeof item === "string")) {
    fail(place, "a list of texts");
  }
  return list as string[];
}

function entriesOf<T>(
  value: unknown,
  place: string,
  read: (value: unknown, place: string) => T,
): Record<string, T> {
  const entries = Object.entries(fieldsOf(value, place));
  return Object.fromEntries(entries.map(([name, item]) => [name, read(item, `${place}/${name}`)]));
}

function readCommand(value: unknown, place: string, names: ReadonlySet<string>): Fields {
  const command = fieldsOf(value, place);
  const flag = (name: string) => command[name] === true;
  const params = listOf(command.params, `${place}/params`);
  for (const [index, param] of params.entries()) {
    const where = `${place}/params/${index}`;
    const { name, schema } = fieldsOf(param, where);
    if (typeof name !== "string") {
      fail(`${where}/name`, "a text");
    }
    checkSchema(schema, `${where}/schema`, names);
  }
  checkSchema(command.result, `${place}/result`, names);
  if (command.output !== undefined) {
    const { item, batch } = fieldsOf(command.output, `${place}/output`);
    checkSchema(item, `${place}/output/item`, names);
    checkSchema(batch, `${place}/output/batch`, names);
  }
  return {
    ...command,
    blocking: flag("blocking"),
    confined: flag("confined"),
    directOnly: flag("directOnly"),
    lines: flag("lines"),
    portable: flag("portable"),
    effects: textsOf(command.effects ?? [], `${place}/effects`),
    errors: textsOf(command.errors ?? [], `${place}/errors`),
  };
}

/** How many types are inside each other at most, which is far from any that somebody has written. */
const deepest = 256;

/** Checks what of a type is looked at, and everything inside it. */
function checkSchema(value: unknown, place: string, names: ReadonlySet<string>, depth = 0): void {
  if (depth > deepest) {
    fail(place, `at most ${deepest} types inside each other`);
  }
  const schema = fieldsOf(value, place) as JsonSchema;
  const inside = (part: unknown, name: string) =>
    checkSchema(part, `${place}/${name}`, names, depth + 1);
  const { $ref, required, items, additionalProperties: values } = schema;
  if ($ref !== undefined && !names.has(String($ref).replace("#/$defs/", ""))) {
    fail(`${place}/$ref`, "the name of a type in $defs");
  }
  if (required !== undefined) {
    textsOf(required, `${place}/required`);
  }
  for (const name of ["prefixItems", "anyOf", "oneOf", "x-params"] as const) {
    for (const [index, part] of listOf(schema[name] ?? [], `${place}/${name}`).entries()) {
      inside(part, `${name}/${index}`);
    }
  }
  for (const [name, part] of Object.entries(fieldsOf(schema.properties ?? {}, place))) {
    inside(part, `properties/${name}`);
  }
  for (const [name, part] of Object.entries({ items, additionalProperties: values })) {
    if (part !== undefined && typeof part !== "boolean") {
      inside(part, name);
    }
  }
  if (schema["x-result"] !== undefined) {
    inside(schema["x-result"], "x-result");
  }
}
