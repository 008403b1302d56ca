import type { NativeCommand } from "../binding/binding.ts";
import { type Addon, commandOf } from "../client/addon.ts";
import type { LineCallOptions } from "../client/call-options.ts";
import { checkOptions } from "../client/check-options.ts";
import type { StreamCommand } from "../client/streaming.ts";
import { type ContractCommand, commandIn } from "../contract/document.ts";
import { ownOf } from "../options/own.ts";
import { Prepared } from "../plan/prepared.ts";
import { mapResources, Resource } from "../resources/resource.ts";
import { fedInputs, inputPlaces } from "../stream/inputs.ts";
import { listOf } from "../stream/list.ts";
import { closedError } from "./closed.ts";
import { TransportResources, withoutInstances } from "./resources.ts";
import type { Params, Transport } from "./transport.ts";

/** An addon in this process. Nothing is converted: calls are direct. */
export function direct(addon: Addon): Transport {
  let isClosed = false;
  const open = (method: string | null) => {
    if (isClosed) {
      throw closedError(method, "the client was closed");
    }
  };
  // An instance over a transport has that of the addon for a handle.
  const resources = new TransportResources<Resource>(
    () => transport,
    (handle) => handle[Symbol.dispose](),
  );
  const unwrap = (instance: Resource) => resources.handleOf(instance) ?? instance;
  const unwrapped = (method: string, command: ContractCommand, params: Params) =>
    itemsWithoutInstances(method, command, withoutInstances(command, params, unwrap), unwrap);
  const wrap = (instance: Resource) =>
    resources.make(Resource.origin(instance)?.type ?? "", instance);
  const hasResources = () => Object.keys(addon.contract["x-resources"]).length > 0;
  const streamOf = (method: string, params: Params, options: LineCallOptions) => {
    const command = callable(addon, method);
    const args = positional(addon, method, command, unwrapped(method, command, params));
    const run = commandOf(addon, method) as StreamCommand;
    return run(...controlled(command, args, options));
  };
  const transport: Transport = {
    portableOnly: false,
    feedsInputs: true,
    contract: () => addon.contract,
    async start() {},
    async call(method, params, given = {}) {
      open(method);
      const options = ownOf(given);
      const command = callable(addon, method);
      if (command.output !== undefined) {
        return listOf(addon.contract, method, streamOf(method, params, options));
      }
      const args = positional(addon, method, command, unwrapped(method, command, params));
      const run = commandOf(addon, method) as NativeCommand;
      const isPlain = Object.values(options).every((option) => option === undefined);
      if (!isPlain) {
        checkOptions(method, options);
      }
      const passed = !isPlain && command.blocking ? controlled(command, args, options) : args;
      const result = await run(...passed);
      return command.resources ? mapResources(result, wrap) : result;
    },
    async *stream(method, params, given = {}) {
      open(method);
      yield* streamOf(method, params, ownOf(given)).batches();
    },
    async runPlan(plan, given = {}) {
      open(null);
      const { input, ...options } = ownOf(given);
      if (!hasResources()) {
        return new Prepared(addon, plan).settle(input, options);
      }
      const report = await new Prepared(addon, plan).settle(mapResources(input, unwrap), options);
      return {
        ...report,
        outputs: mapResources(report.outputs, wrap),
        steps: report.steps.map((step) =>
          "result" in step ? { ...step, result: mapResources(step.result, wrap) } : step,
        ),
      };
    },
    async close() {
      isClosed = true;
    },
  };
  return transport;
}

/** The command of that name, if it can be called by name. Throws what Rust throws if not. */
function callable(addon: Addon, method: string): ContractCommand {
  const command = commandIn(addon.contract, method);
  if (command === undefined || command.directOnly) {
    addon.binding.checkCallable(undefined, method);
  }
  return command as ContractCommand;
}

/** The parameters of a direct call, in their order. */
function positional(
  addon: Addon,
  method: string,
  { params: declared }: ContractCommand,
  given: Params,
): unknown[] {
  const params = ownOf(given);
  const rest = { ...params };
  const args: unknown[] = [];
  let hasGap = false;
  for (const { name, kind, required } of declared) {
    if (kind === "options") {
      args.push(Object.keys(rest).length === 0 ? undefined : rest);
      return hasGap ? refused(addon, method, params, args) : args;
    }
    hasGap ||= required && !Object.hasOwn(params, name);
    args.push(params[name]);
    delete rest[name];
  }
  return hasGap || Object.keys(rest).length > 0 ? refused(addon, method, params, args) : args;
}

/** A positional call cannot omit one in the middle, or have one with another name. */
function refused(addon: Addon, method: string, params: Params, args: unknown[]): unknown[] {
  addon.binding.checkCall(undefined, method, params);
  return args;
}

/** The parameters with iterables whose items have something in place of each instance. */
function itemsWithoutInstances(
  method: string,
  command: ContractCommand,
  params: Params,
  map: (instance: Resource) => unknown,
): Params {
  const fed = command.resources ? fedInputs(method, inputPlaces(command), params) : [];
  const inputs = fed.map(({ name, items }) => {
    const mapped = {
      async next() {
        const { done, value } = (await items.next()) as IteratorResult<unknown>;
        return { done, value: done ? undefined : mapResources(value, map) };
      },
      async return() {
        await items.return?.();
        return { done: true, value: undefined };
      },
    };
    return [name, { [Symbol.asyncIterator]: () => mapped }] as const;
  });
  return inputs.length === 0 ? params : { ...params, ...Object.fromEntries(inputs) };
}

/** The arguments with the options of the call among those of the command, or after all of them. */
function controlled(
  { params }: ContractCommand,
  args: readonly unknown[],
  options: LineCallOptions,
): unknown[] {
  return params.at(-1)?.kind === "options"
    ? args.with(-1, { ...(args.at(-1) as object), ...options })
    : [...args, options];
}
