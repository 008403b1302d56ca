import { Argument, Command, InvalidArgumentError, Option } from "commander";
import {
  type Contract,
  type ContractCommand,
  type ContractParam,
  dereference,
  type JsonSchema,
} from "../../contract/document.ts";
import { UsageError } from "../failure.ts";
import { kindOf, parseEntry, parseValue, typeName } from "./values.ts";

/** A parameter, or a field of the options, as a flag. */
interface Flag {
  readonly name: string;
  readonly schema: JsonSchema;
}

/** What was typed for a command: its parameters by name, as JSON, and the options of the call. */
export interface Typed {
  readonly params: Record<string, unknown>;
  readonly json: boolean;
}

/** Reads what stands behind `pintle call METHOD`. Throws commander's errors. */
export function parseCall(
  contract: Contract,
  method: string,
  args: readonly string[],
  setUp: (parser: Command) => Command,
): Typed {
  const command = contract["x-commands"][method];
  if (command === undefined) {
    throw new UsageError(`there is no command ${method}`);
  }
  const parser = callParser(contract, method, command, setUp);
  parser.parse([...args], { from: "user" });
  return {
    params: typedParams(parser, command, flagsOf(contract, command)),
    json: parser.opts().json === true,
  };
}

function callParser(
  contract: Contract,
  method: string,
  command: ContractCommand,
  setUp: (parser: Command) => Command,
): Command {
  const parser = setUp(new Command(`pintle call ${method}`))
    .description(command.description)
    .option("--json", "write the result as one line of JSON");
  const positional = command.params.filter((param) => param.kind !== "options");
  for (const param of positional) {
    parser.addArgument(argument(contract, param, param === positional.at(-1)));
  }
  for (const flag of flagsOf(contract, command)) {
    for (const option of options(contract, flag)) {
      parser.addOption(option);
    }
  }
  return parser;
}

/** All parameters as flags: those of the direct call, then the fields of the options. */
function flagsOf(contract: Contract, command: ContractCommand): Flag[] {
  return command.params.flatMap(({ name, kind, schema }) =>
    kind === "options"
      ? Object.entries(dereference(contract, schema).properties ?? {}).map(([name, schema]) => ({
          name,
          schema,
        }))
      : [{ name, schema }],
  );
}

function argument(contract: Contract, { name, schema }: ContractParam, isLast: boolean): Argument {
  const isVariadic = isLast && kindOf(contract, schema) === "list";
  const items = itemsOf(contract, schema);
  const text = `${schema.description ?? ""} (${typeName(contract, schema)})`.trim();
  // None is required here: it may come as a flag, or be asked for.
  const made = new Argument(isVariadic ? `[${name}...]` : `[${name}]`, text);
  return made.argParser((value: string, previous: unknown) =>
    attempt(() =>
      isVariadic && !isWholeList(contract, items, value)
        ? append(previous, parseValue(contract, items, value))
        : parseValue(contract, schema, value),
    ),
  );
}

function options(contract: Contract, { name, schema }: Flag): Option[] {
  const flag = `--${kebab(name)}`;
  const description = [schema.description?.replaceAll("\n", " "), byDefault(schema)]
    .filter((part) => part !== undefined)
    .join(" ");
  const kind = kindOf(contract, schema);
  if (kind === "boolean") {
    const isOn = new Option(flag, description);
    const isOff = new Option(`--no-${kebab(name)}`, "the opposite").hideHelp(
      schema.default !== true,
    );
    // Left alone, the command's own default counts, not commander's.
    return [isOn.default(undefined), isOff.default(undefined)];
  }
  const option = new Option(`${flag} <${typeName(contract, schema)}>`, description);
  option.argParser((text: string, previous: unknown) =>
    attempt(() => {
      switch (kind) {
        case "list":
          return append(previous, parseValue(contract, itemsOf(contract, schema), text));
        case "map":
          return [...((previous as [] | undefined) ?? []), parseEntry(contract, schema, text)];
        default:
          return parseValue(contract, schema, text);
      }
    }),
  );
  return [option];
}

function typedParams(
  parser: Command,
  command: ContractCommand,
  flags: readonly Flag[],
): Record<string, unknown> {
  const params: Record<string, unknown> = {};
  const positional = command.params.filter((param) => param.kind !== "options");
  for (const [index, { name }] of positional.entries()) {
    const value: unknown = parser.processedArgs[index];
    // Without words, commander gives a variadic argument an empty list.
    if (value !== undefined && parser.args.length > index) {
      params[name] = value;
    }
  }
  const given = parser.opts();
  for (const { name, schema } of flags) {
    const value: unknown = given[camel(kebab(name))];
    if (value === undefined) {
      continue;
    }
    if (Object.hasOwn(params, name)) {
      throw new UsageError(`${name} is given twice, as an argument and as a flag`);
    }
    params[name] = isMap(schema, value) ? Object.fromEntries(value) : value;
  }
  return params;
}

function isMap(schema: JsonSchema, value: unknown): value is [string, unknown][] {
  const type = schema.anyOf?.[0] ?? schema;
  return typeof type.additionalProperties === "object" && Array.isArray(value);
}

function itemsOf(contract: Contract, schema: JsonSchema): JsonSchema {
  const type = dereference(contract, schema);
  return type.anyOf?.[0]?.items ?? type.items ?? {};
}

/** Whether `[1, 2]` was typed for a list of numbers; a text may begin with a bracket itself. */
function isWholeList(contract: Contract, items: JsonSchema, text: string): boolean {
  return text.startsWith("[") && kindOf(contract, items) !== "text";
}

function append(list: unknown, item: unknown): unknown[] {
  return [...((list as unknown[] | undefined) ?? []), item];
}

function byDefault({ default: value }: JsonSchema): string | undefined {
  return value === undefined || value === false ? undefined : `(default: ${JSON.stringify(value)})`;
}

/** Our complaint about a value, as commander tells it. */
function attempt<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof UsageError ? new InvalidArgumentError(error.message) : error;
  }
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The name under which commander keeps a flag. */
function camel(flag: string): string {
  return flag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
