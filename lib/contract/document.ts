/** A JSON Schema as the contract writes it. `x-type` keeps what JSON cannot tell apart. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly "x-type"?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly { readonly const: string; readonly description: string }[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
}

/** A parameter of a command, in the order of the direct call. */
export interface ContractParam {
  readonly name: string;
  /** `options` is the trailing object, whose fields stand beside the other parameters in JSON. */
  readonly kind: "value" | "options" | "inPlace";
  readonly required: boolean;
  readonly schema: JsonSchema;
}

/** A command in the contract. */
export interface ContractCommand {
  readonly description: string;
  /** Whether it may take long: a promise, with a `…Sync` twin. */
  readonly blocking: boolean;
  /** Whether it runs in WebAssembly too. */
  readonly portable: boolean;
  /** Whether it keeps to the folders that a policy names, so that a policy may allow it. */
  readonly confined: boolean;
  /** Whether it tells lines of text while it runs, which `onLine` hears. */
  readonly lines: boolean;
  /** Whether only a direct call can run it, because it changes memory of its caller. */
  readonly directOnly: boolean;
  readonly effects: readonly string[];
  readonly params: readonly ContractParam[];
  /** All parameters by name, as JSON has them. */
  readonly paramsSchema: JsonSchema;
  readonly result: JsonSchema;
  readonly errors: readonly string[];
}

/** What an error code means. */
export interface ContractError {
  readonly summary: string;
  readonly fix: string;
}

/** The contract: JSON Schema 2020-12 with sections of its own. */
export interface Contract {
  readonly $schema: string;
  readonly title: string;
  readonly "x-contract": {
    readonly version: number;
    readonly name: string;
    readonly addonVersion: string;
    readonly hash: string;
  };
  readonly "x-limits": {
    /** How many lists and objects a parameter or a result has inside each other at most. */
    readonly nesting: number;
    /** The same of a JSON text, which has a few more around them. */
    readonly textNesting: number;
  };
  /** The names that JavaScript or Pintle has a use for. */
  readonly "x-reserved": {
    /** The options that every call takes beside those of its command. */
    readonly callOptions: readonly string[];
    /** What no family can be named. */
    readonly families: readonly string[];
    /** What no field can be named. */
    readonly fields: readonly string[];
  };
  readonly $defs: Readonly<Record<string, JsonSchema>>;
  readonly "x-commands": Readonly<Record<string, ContractCommand>>;
  readonly "x-errors": Readonly<Record<string, ContractError>>;
}

/** The command of that name, if there is one. */
export function commandIn(contract: Contract, method: string): ContractCommand | undefined {
  const commands = contract["x-commands"];
  return Object.hasOwn(commands, method) ? commands[method] : undefined;
}

/** The type that a schema refers to, or itself. */
export function dereference(contract: Contract, schema: JsonSchema): JsonSchema {
  const name = definitionName(schema);
  return name === undefined ? schema : (contract.$defs[name] ?? {});
}

/** The name of the type that a schema refers to. */
export function definitionName(schema: JsonSchema): string | undefined {
  return schema.$ref?.replace("#/$defs/", "");
}

/** The family and the name in a method such as `math.add`. */
export function splitMethod(method: string): { readonly family: string; readonly name: string } {
  const dot = method.indexOf(".");
  return { family: method.slice(0, dot), name: method.slice(dot + 1) };
}
