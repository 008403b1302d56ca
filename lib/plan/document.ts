/**
 * Where a value comes from: a step's result, the plan's input, or the item of the enclosing
 * `forEach`.
 */
export type Reference =
  | { readonly resultOf: string; readonly path?: string }
  | { readonly input: string }
  | { readonly item: string };

/** The outputs of a plan or a `forEach`: one value, or named ones. */
export type Outputs = Reference | Readonly<Record<string, Reference>>;

/** A step: one call, or with `forEach` one call or a block of steps for each item of a list. */
export interface PlanStep {
  readonly id?: string;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  /** References that are filled into the parameters, by their place (JSON Pointer, RFC 6901). */
  readonly refs?: Readonly<Record<string, Reference>>;
  /** Steps that must finish first, although nothing refers to them. */
  readonly dependsOn?: readonly string[];
  readonly timeoutMs?: number;
  readonly forEach?: Reference;
  readonly steps?: readonly PlanStep[];
  readonly outputs?: Outputs;
}

/** What applies to a whole plan. */
export interface PlanOptions {
  /** Whether the other steps continue when one fails. `stop` by default. */
  readonly onError?: "stop" | "continue";
  /** How many blocking steps may run simultaneously. */
  readonly concurrency?: number;
  /** How long the plan may take. */
  readonly timeoutMs?: number;
}

/** A plan as it crosses the boundary: plain JSON, which any language can write. */
export interface PlanDocument extends PlanOptions {
  readonly version?: 1;
  readonly steps: readonly PlanStep[];
  readonly outputs?: Outputs;
}

/** A plan as a document, as its JSON text, or as a bare array of steps. */
export type PlanText = string | PlanDocument | readonly PlanStep[];
