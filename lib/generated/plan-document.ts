// Generated from the JSON Schema of Plan. Do not edit.

/** What happens to the other steps when one fails. */
export type OnError = "stop" | "continue";

/** A plan as it crosses the boundary: plain JSON, which any language can write. */
export interface PlanDocument {
  /** The version of the format. */
  readonly version?: 1;
  /** Whether the other steps continue when one fails. `stop` by default. */
  readonly onError?: OnError;
  /** How many blocking steps may run simultaneously. */
  readonly concurrency?: number;
  /** How many milliseconds the plan may take. */
  readonly timeoutMs?: number;
  /** The steps. Their order matters only where nothing else orders them. */
  readonly steps: readonly PlanStep[];
  /** What the plan returns. */
  readonly outputs?: Outputs;
}

/** A step: one call, or with `forEach` one call or a block of steps for each item of a list. */
export interface PlanStep {
  /** The name by which other steps and the report refer to it. */
  readonly id?: string;
  /** The command to call, such as `tree.walk`. */
  readonly method?: string;
  /** The parameters by name, options among them. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** References that are filled into the parameters, by their place (JSON Pointer, RFC 6901). */
  readonly refs?: Readonly<Record<string, Reference>>;
  /** Steps that must finish first, although nothing refers to them. */
  readonly dependsOn?: readonly string[];
  /** How many milliseconds the step may take. */
  readonly timeoutMs?: number;
  /** The list whose items the step is done for. */
  readonly forEach?: Reference;
  /** The steps that are done for each item. */
  readonly steps?: readonly PlanStep[];
  /** What these steps return for each item. */
  readonly outputs?: Outputs;
}

/**
 * Where a value comes from: a step's result, the plan's input, or the item of the enclosing
 * `forEach`.
 */
export type Reference =
  | {
      /** The id of a step. */
      readonly resultOf: string;
      /** A JSON Pointer into the step's result. */
      readonly path?: string;
    }
  | {
      /** A JSON Pointer into the plan's input. */
      readonly input: string;
    }
  | {
      /** A JSON Pointer into the item of the enclosing `forEach`. */
      readonly item: string;
    };

/** The outputs of a plan or a `forEach`: one value, or named ones. */
export type Outputs = Reference | Readonly<Record<string, Reference>>;
