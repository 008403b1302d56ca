/**
 * The portable commands as WebAssembly, in Node and in browsers: what `import … from "pintle/wasm"`
 * exports.
 */

export { Bytes } from "./lib/bytes/bytes.ts";
export { type TypedArray, transfer } from "./lib/bytes/transfer.ts";
export type { CallOptions, Progress } from "./lib/client/call-options.ts";
export * from "./lib/commands/portable.ts";
export {
  type Client,
  connect,
  type MockHandlers,
  mock,
} from "./lib/commands/portable-transports.ts";
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
export type { ErrorOf } from "./lib/errors/errors-of.ts";
export { type ErrorData, PintleError, type UnknownDetails } from "./lib/errors/pintle-error.ts";
export type { PlanDocument, PlanStep, PlanText, Reference } from "./lib/plan/document.ts";
export type { Handle, Planned } from "./lib/plan/handle.ts";
export type { Plan, PlanBuilder, PlanFunction, PlanOptions } from "./lib/plan/plan.ts";
export type { PlanReport, RunOptions, StepReport } from "./lib/plan/prepared.ts";
export type { Connection, ConnectOptions } from "./lib/transports/connect.ts";
export type { MockOptions } from "./lib/transports/mock.ts";
export type { Params, PlanCallOptions, Transport } from "./lib/transports/transport.ts";
export { wasm } from "./lib/transports/wasm.ts";
export { contract, version } from "./lib/wasm/about.ts";
export { preparePlan, runPlan } from "./lib/wasm/plans.ts";
