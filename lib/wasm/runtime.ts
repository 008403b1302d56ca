/** What the generated module of the portable commands builds on. */

export type { Bytes } from "../bytes/bytes.ts";
export type { Call, Command, Direct, Input, Remote } from "../client/command-types.ts";
export type {
  Method,
  Methods,
  ResourceClass,
  ResourceInstance,
} from "../client/resource-types.ts";
export type { CommandSchemas } from "../contract/standard-schema.ts";
export { type ErrorOf, errorsOf } from "../errors/errors-of.ts";
export { type PlanFunction, planFor } from "../plan/plan.ts";
export type { Steps } from "../plan/step-types.ts";
export { builtin } from "./builtin.ts";
