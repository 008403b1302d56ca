/** A JSON Schema as the contract writes it. `x-type` distinguishes what looks the same in JSON. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly "x-type"?: string;
  /** The type of the resource that this is a handle to; `x-type` is `resource`. */
  readonly "x-resource"?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly maxLength?: number;
  /** The type of all items, or `false` where there are none beside `prefixItems`. */
  readonly items?: JsonSchema | false;
  readonly prefixItems?: readonly JsonSchema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly JsonSchema[];
  /** The texts of an enum, or the alternatives of a union. */
  readonly oneOf?: readonly JsonSchema[];
  /** The text of an enum, or of the tag that distinguishes an alternative. */
  readonly const?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  /** The type of the names of a map, if they are not any texts. */
  readonly propertyNames?: JsonSchema;
  /** What a callback takes. */
  readonly "x-params"?: readonly JsonSchema[];
  /** What a callback returns. */
  readonly "x-result"?: JsonSchema;
}

/** A parameter of a command, in the order of the direct call. */
export interface ContractParam {
  readonly name: string;
  /**
   * `options` is the trailing object, whose fields are at the same level as the other parameters in
   * JSON. `input` is an input: items as they come, and a list in JSON.
   */
  readonly kind: "value" | "options" | "inPlace" | "input";
  readonly required: boolean;
  readonly schema: JsonSchema;
}

/** A command in the contract. */
export interface ContractCommand {
  readonly description: string;
  /** Whether it may take long: then it returns a promise and has a `…Sync` twin. */
  readonly blocking: boolean;
  /** Whether it runs in WebAssembly too. */
  readonly portable: boolean;
  /** Whether it is confined to the folders that a policy names, so that a policy may allow it. */
  readonly confined: boolean;
  /** Whether it reports lines of text while it runs, for `onLine`. */
  readonly lines: boolean;
  /** Whether only a direct call can run it, because it changes its caller's memory. */
  readonly directOnly: boolean;
  /** Whether it takes or returns a resource, at any depth. */
  readonly resources: boolean;
  readonly effects: readonly string[];
  readonly params: readonly ContractParam[];
  /** All parameters by name, as JSON has them. */
  readonly paramsSchema: JsonSchema;
  readonly result: JsonSchema;
  /** What it sends while it runs, if it has an output: then `result` is the list of all of it. */
  readonly output?: ContractOutput;
  readonly errors: readonly string[];
}

/** What a command sends while it runs. */
export interface ContractOutput {
  readonly item: JsonSchema;
  /** Some of them: an object of columns if an item has only scalars, and otherwise a list. */
  readonly batch: JsonSchema;
}

/** What an error code means. */
export interface ContractError {
  readonly summary: string;
  readonly fix: string;
  /** The type of the details, if all errors with that code have such details. */
  readonly details?: JsonSchema;
}

/** The contract: JSON Schema 2020-12 with additional sections. */
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
    /** How many levels of lists and objects a parameter or a result may have. */
    readonly nesting: number;
    /** The same for a JSON text, which has a few more levels around them. */
    readonly textNesting: number;
  };
  /** The names that have a meaning in JavaScript or Pintle. */
  readonly "x-reserved": {
    /** The options that every call takes besides those of its command. */
    readonly callOptions: readonly string[];
    /** What no family can be named. */
    readonly families: readonly string[];
    /** What no field can be named. */
    readonly fields: readonly string[];
  };
  readonly $defs: Readonly<Record<string, JsonSchema>>;
  /** The types of resources: native state that others only have handles to. */
  readonly "x-resources": Readonly<Record<string, { readonly description: string }>>;
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

/** The type of an item of a list. */
export function itemOf({ items, prefixItems }: JsonSchema, index: number): JsonSchema | undefined {
  return prefixItems?.[index] ?? (items === false ? undefined : items);
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
