/** What generated modules import. */

export type { Bytes } from "../bytes/bytes.ts";
export type { CommandSchemas } from "../contract/standard-schema.ts";
export type { Handle, Planned } from "../plan/handle.ts";
export { type PlanFunction, planFor } from "../plan/plan.ts";
export { builtin } from "./builtin.ts";
export type { CallOptions, LineCallOptions } from "./call-options.ts";
export { loadAddon } from "./load-addon.ts";
