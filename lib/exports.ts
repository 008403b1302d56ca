/** What works with any addon: what both `pintle` and `pintle/runtime` export. */

export { type AddonPlace, addonFile } from "./binding/addon-file.ts";
export type { Binding, CommandBinding } from "./binding/binding.ts";
export { PintleLoadError } from "./binding/load-error.ts";
export type { LoadReason } from "./binding/reason.ts";
export { Bytes } from "./bytes/bytes.ts";
export { type TypedArray, transfer } from "./bytes/transfer.ts";
export type { Addon } from "./client/addon.ts";
export type { CallOptions, LineCallOptions, Progress } from "./client/call-options.ts";
export type { Call, Command, Direct, Input, Remote } from "./client/command-types.ts";
export { type LoadAddonOptions, loadAddon } from "./client/load-addon.ts";
export type {
  Method,
  Methods,
  ResourceClass,
  ResourceInstance,
} from "./client/resource-types.ts";
export { type Client, connect, type MockHandlers, mock } from "./commands/all-transports.ts";
export type {
  Contract,
  ContractCommand,
  ContractError,
  ContractOutput,
  ContractParam,
  JsonSchema,
} from "./contract/document.ts";
export type { JsonValue } from "./contract/json-value.ts";
export type {
  CommandSchemas,
  StandardResult,
  StandardSchema,
} from "./contract/standard-schema.ts";
export type { CommandTrait } from "./contract/traits.ts";
export { type ErrorOf, errorsOf } from "./errors/errors-of.ts";
export { type ErrorData, PintleError, type UnknownDetails } from "./errors/pintle-error.ts";
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
} from "./generated/policy.ts";
export type { GuestLimits } from "./guest/limits.ts";
export type { GivenPolicy } from "./guest/policy.ts";
export type { GuestOptions, UnderPolicy } from "./guest/run-guest.ts";
export type { PlanDocument, PlanStep, PlanText, Reference } from "./plan/document.ts";
export type { Handle, Planned } from "./plan/handle.ts";
export {
  type Plan,
  type PlanBuilder,
  type PlanFunction,
  type PlanOptions,
  planFor,
} from "./plan/plan.ts";
export type { PlanReport, RunOptions, StepReport } from "./plan/prepared.ts";
export type { Steps } from "./plan/step-types.ts";
export type { Feed } from "./stream/iterable.ts";
export type { Stream } from "./stream/stream.ts";
export type { Connection, ConnectOptions } from "./transports/connect.ts";
export type { MockOptions } from "./transports/mock.ts";
export { record } from "./transports/recording/record.ts";
export { replay } from "./transports/recording/replay.ts";
export { type StdioOptions, stdio } from "./transports/stdio/stdio.ts";
export type { Batches, Params, PlanCallOptions, Transport } from "./transports/transport.ts";
