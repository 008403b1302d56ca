/** Rust commands for TypeScript: what `import … from "pintle"` gives. */

export type { Binding, CommandBinding } from "./lib/binding/binding.ts";
export { PintleLoadError } from "./lib/binding/load-error.ts";
export type { LoadReason } from "./lib/binding/reason.ts";
export { Bytes } from "./lib/bytes/bytes.ts";
export { contract, version } from "./lib/client/about.ts";
export type { Addon } from "./lib/client/addon.ts";
export { builtin } from "./lib/client/builtin.ts";
export type { CallOptions, LineCallOptions, Progress } from "./lib/client/call-options.ts";
export { loadAddon } from "./lib/client/load-addon.ts";
export type {
  Contract,
  ContractCommand,
  ContractError,
  ContractParam,
  JsonSchema,
} from "./lib/contract/document.ts";
export type {
  CommandSchemas,
  StandardResult,
  StandardSchema,
} from "./lib/contract/standard-schema.ts";
export { type ErrorData, PintleError } from "./lib/errors/pintle-error.ts";
export * from "./lib/generated/commands.ts";
export type { GuestLimits } from "./lib/guest/limits.ts";
export type { GivenPolicy } from "./lib/guest/policy.ts";
export {
  type GuestOptions,
  runGuest,
  runRequest,
  type UnderPolicy,
} from "./lib/guest/run-guest.ts";
export { preparePlan, runPlan } from "./lib/plan/builtin.ts";
export type { PlanDocument, PlanStep, PlanText, Reference } from "./lib/plan/document.ts";
export type { Handle, Planned } from "./lib/plan/handle.ts";
export {
  type Plan,
  type PlanBuilder,
  type PlanFunction,
  type PlanOptions,
  planFor,
} from "./lib/plan/plan.ts";
export type { PlanReport, RunOptions, StepReport } from "./lib/plan/prepared.ts";
export type {
  ArgumentRule,
  Folders,
  IntegerRule,
  ParamRule,
  PatternRule,
  Policy,
  PresetRule,
  ProgramRule,
  Under,
} from "./lib/policy/policy.ts";
export { type Client, type Connection, connect } from "./lib/transports/connect.ts";
export { type MockHandlers, mock } from "./lib/transports/mock.ts";
export { native } from "./lib/transports/native.ts";
export { record } from "./lib/transports/recording/record.ts";
export { replay } from "./lib/transports/recording/replay.ts";
export { type StdioOptions, stdio } from "./lib/transports/stdio/stdio.ts";
export type { Params, PlanCallOptions, Transport } from "./lib/transports/transport.ts";
export { wasm } from "./lib/transports/wasm.ts";
