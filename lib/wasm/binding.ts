import type {
  CommandBinding,
  CommandCall,
  NativeCommand,
  NativeReport,
  PlanHandle,
} from "../binding/binding.ts";
import { splitMethod } from "../contract/document.ts";
import { define } from "../options/own.ts";
import { wasmChecks } from "./checks.ts";
import { type Glue, Instance } from "./instance.ts";
import { jsHost } from "./js-host.ts";
import { WasmResources } from "./resources.ts";
import { leaveStream, openStream, pullStream } from "./stream.ts";

/** A plan, and the instance of the module that has checked it. */
interface WasmPlan {
  readonly text: string;
  instance: number;
  prepared: unknown;
}

/** The exports of `crates/pintle-wasm`, in the form of a native addon. */
export function wasmBinding(
  glue: Glue,
  module: WebAssembly.Module,
  notPortable: readonly string[],
): CommandBinding {
  const resources: WasmResources = new WasmResources(glue, () => instance);
  const instance: Instance = new Instance(glue, module, () =>
    glue.initialize(jsHost(glue.kinds(), resources), [...notPortable]),
  );
  let contract: string | undefined;
  const calls = glue.calls();

  function prepare(text: string): unknown {
    return instance.enter(null, prepare, () => glue.preparePlan(text));
  }

  const binding: CommandBinding = {
    ...wasmChecks(glue, instance),
    contract() {
      contract ??= glue.contract();
      return contract;
    },
    calls: () => calls,
    // Errors are made here, and the host's functions are known.
    initialize({ createResource }) {
      resources.createInstance = createResource ?? resources.createInstance;
    },
    resources: () => glue.resources(),
    disposeResource: (handle) => resources.dispose(handle),
    createControl: (onProgress) => glue.createControl(onProgress && reported(onProgress)),
    cancel(control) {
      instance.enter(null, binding.cancel, () => glue.cancel(control));
    },
    checkParams(method, params) {
      instance.enter(method, binding.checkParams, () => glue.checkParams(method, params));
    },
    checkResult(method, result) {
      instance.enter(method, binding.checkResult, () => glue.checkResult(method, result));
    },
    preparePlan(text) {
      const plan: WasmPlan = { text, instance: instance.number, prepared: prepare(text) };
      return plan as unknown as PlanHandle;
    },
    async runPlan(control, handle, input, wantsSteps) {
      const plan = handle as unknown as WasmPlan;
      if (plan.instance !== instance.number) {
        plan.prepared = prepare(plan.text); // The instance that prepared it has ended in a panic.
        plan.instance = instance.number;
      }
      const run = () => glue.runPlan(control, plan.prepared as never, input, wantsSteps);
      return instance.enter(null, binding.runPlan, run) as NativeReport;
    },
    readWords: (request) => instance.enter(null, binding.readWords, () => glue.readWords(request)),
    listCommands: () => instance.enter(null, binding.listCommands, () => glue.listCommands()),
    createFeed: undefined,
    feedItem: () => false,
    feedRoom: async () => false,
    endFeed: () => {},
    pullStream,
    leaveStream,
    streams: streamsOf(JSON.parse(calls)),
    commands: families(glue, instance, JSON.parse(calls)),
  };
  return binding;
}

function streamsOf(calls: Readonly<Record<string, CommandCall>>): string[] {
  return Object.entries(calls).flatMap(([method, { output }]) => (output === null ? [] : [method]));
}

function families(
  glue: Glue,
  instance: Instance,
  calls: Readonly<Record<string, CommandCall>>,
): CommandBinding["commands"] {
  const built = new Map<string, Record<string, NativeCommand>>();
  for (const [index, [method, command]] of Object.entries(calls).entries()) {
    const { family, name } = splitMethod(method);
    const commands = built.get(family) ?? {};
    built.set(family, commands);
    const call: NativeCommand = (...args) =>
      instance.enter(method, call, () => glue.call(index, undefined, args));
    const run = command.pair ? pair(glue, instance, index, method) : call;
    define(commands, command.blocking ? `${name}Sync` : name, run);
    if (command.blocking) {
      const start = async (control: unknown, ...args: unknown[]) =>
        instance.enter(method, start, () => glue.call(index, control as number | undefined, args));
      const open: NativeCommand = (control, ...args) =>
        openStream(() =>
          instance.enter(method, open, () => glue.call(index, control as number | undefined, args)),
        );
      define(commands, name, command.output === null ? start : open);
    }
  }
  return Object.fromEntries(built);
}

/** The function of a command that takes two numbers and returns one. The numbers go in as they are, which is many times faster. */
function pair(glue: Glue, instance: Instance, index: number, method: string): NativeCommand {
  const run: NativeCommand = (...args) => {
    const [a, b] = args;
    if (args.length === 2 && typeof a === "number" && typeof b === "number") {
      const result = instance.enter(method, run, () => glue.callPair(index, a, b));
      if (!Number.isNaN(result)) {
        return result;
      }
    }
    return instance.enter(method, run, () => glue.call(index, undefined, args));
  };
  return run;
}

/** The listener's failure is not that of the call: it is uncaught, as in an event handler. */
function reported<Args extends unknown[]>(listener: (...args: Args) => void) {
  return (...args: Args): void => {
    try {
      listener(...args);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  };
}
