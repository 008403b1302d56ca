// Generated from runtime.ts by `npm run build`. Do not edit.

import {
  Addon,
  Addon as Addon$1,
  ArgumentRule,
  Batches,
  Binding,
  Binding as Binding$1,
  Bytes,
  Call,
  CallOptions,
  Client,
  Command,
  CommandBinding,
  CommandSchemas,
  CommandTrait,
  ConnectOptions,
  Connection,
  Contract,
  ContractCommand,
  ContractError,
  ContractOutput,
  ContractParam,
  Direct,
  ErrorData,
  ErrorOf,
  Feed,
  Folders,
  GivenPolicy,
  GivenPolicy as GivenPolicy$1,
  GuestLimits,
  GuestLimits as GuestLimits$1,
  Handle,
  Input,
  IntegerRule,
  JsonSchema,
  JsonValue,
  LineCallOptions,
  LoadAddonOptions,
  LoadReason,
  Method,
  Methods,
  MockHandlers,
  MockOptions,
  ParamRule,
  Params,
  PatternRule,
  PintleError,
  PintleLoadError,
  Plan,
  PlanBuilder,
  PlanCallOptions,
  PlanDocument,
  PlanFunction,
  PlanOptions,
  PlanReport,
  PlanStep,
  PlanText,
  Planned,
  Policy,
  PresetRule,
  ProgramRule,
  Progress,
  Reference,
  Remote,
  ResourceClass,
  ResourceInstance,
  RunOptions,
  StandardResult,
  StandardSchema,
  StdioOptions,
  StepReport,
  Steps,
  Stream,
  Transport,
  Transport as Transport$1,
  Under,
  UnknownDetails,
  connect,
  errorsOf,
  loadAddon,
  mock,
  planFor,
  record,
  replay,
  stdio,
} from "./index.js";

/** What an untrusted caller runs under. */
interface UnderPolicy {
  /** The policy: an object, JSON text, or a file. Without one, nothing may run. */
  readonly policy?: GivenPolicy$1 | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The addon whose commands may be run. Default: Pintle's own. */
  readonly addon?: Addon$1<Binding$1> | undefined;
}
/** Options that select the addon. */
type OfAddon<Options> = Options & {
  readonly addon: Addon$1<Binding$1>;
};
interface GuestOptions extends UnderPolicy {
  /** The guest's input, as JSON. */
  readonly input?: unknown;
  readonly limits?: GuestLimits$1 | undefined;
}
/**
 * Runs a guest: a WebAssembly module that can only request commands, of which those run that the
 * policy allows. It runs in its own thread, which has ended when the promise settles.
 *
 * @param wasm the module: its bytes, or its file
 * @returns the guest's result, as JSON
 */
declare function runGuest(
  wasm: Uint8Array | string | URL,
  options: OfAddon<GuestOptions>,
): Promise<unknown>;
/**
 * Runs a request of an untrusted caller, such as a guest's result: a call
 * (`{ "method", "params" }`, or `{ "action": "run_binary", "program", "args" }`) or a plan.
 *
 * @returns the result of the command, or the report of the plan, as JSON
 */
declare function runRequest(request: unknown, options: OfAddon<UnderPolicy>): Promise<unknown>;
/** An addon in this process. Nothing is converted: calls are direct. */
declare function direct(addon: Addon$1): Transport$1;
export {
  type Addon,
  type ArgumentRule,
  type Batches,
  type Binding,
  Bytes,
  type Call,
  type CallOptions,
  type Client,
  type Command,
  type CommandBinding,
  type CommandSchemas,
  type CommandTrait,
  type ConnectOptions,
  type Connection,
  type Contract,
  type ContractCommand,
  type ContractError,
  type ContractOutput,
  type ContractParam,
  type Direct,
  type ErrorData,
  type ErrorOf,
  type Feed,
  type Folders,
  type GivenPolicy,
  type GuestLimits,
  type GuestOptions,
  type Handle,
  type Input,
  type IntegerRule,
  type JsonSchema,
  type JsonValue,
  type LineCallOptions,
  type LoadAddonOptions,
  type LoadReason,
  type Method,
  type Methods,
  type MockHandlers,
  type MockOptions,
  type ParamRule,
  type Params,
  type PatternRule,
  PintleError,
  PintleLoadError,
  type Plan,
  type PlanBuilder,
  type PlanCallOptions,
  type PlanDocument,
  type PlanFunction,
  type PlanOptions,
  type PlanReport,
  type PlanStep,
  type PlanText,
  type Planned,
  type Policy,
  type PresetRule,
  type ProgramRule,
  type Progress,
  type Reference,
  type Remote,
  type ResourceClass,
  type ResourceInstance,
  type RunOptions,
  type StandardResult,
  type StandardSchema,
  type StdioOptions,
  type StepReport,
  type Steps,
  type Stream,
  type Transport,
  type Under,
  type UnderPolicy,
  type UnknownDetails,
  connect,
  errorsOf,
  loadAddon,
  mock,
  direct as native,
  planFor,
  record,
  replay,
  runGuest,
  runRequest,
  stdio,
};
