/** What the generated module of the portable commands builds on. */

export type { Bytes } from "../bytes/bytes.ts";
export type { CallOptions } from "../client/call-options.ts";
export type { CommandSchemas } from "../contract/standard-schema.ts";
export type { Handle, Planned } from "../plan/handle.ts";
export { type PlanFunction, planFor } from "../plan/plan.ts";
export { builtin } from "./builtin.ts";
