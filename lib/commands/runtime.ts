/** What generated modules import. */

export type { Bytes } from "../bytes/bytes.ts";
export { builtin } from "../client/builtin.ts";
export type { Call, Command, Direct, Remote } from "../client/command-types.ts";
export { loadAddon } from "../client/load-addon.ts";
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
