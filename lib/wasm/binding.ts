import type {
  CommandBinding,
  NativeCommand,
  NativeReport,
  PlanHandle,
} from "../binding/binding.ts";
import { type Contract, type ContractCommand, splitMethod } from "../contract/document.ts";
import { wasmChecks } from "./checks.ts";
import { host } from "./host.ts";
import { type Glue, Instance } from "./instance.ts";

/** A plan, and the instance of the module that has checked it. */
interface WasmPlan {
  readonly text: string;
  instance: number;
  prepared: unknown;
}

/** What `crates/pintle-wasm` exports, as a native addon has it. */
export function wasmBinding(
  glue: Glue,
  module: WebAssembly.Module,
  elsewhere: readonly string[],
): CommandBinding {
  const instance = new Instance(glue, module, () => glue.initialize(host, [...elsewhere]));
  const contract = glue.contract();

  function prepare(text: string): unknown {
    return instance.enter(null, prepare, () => glue.preparePlan(text));
  }

  const binding: CommandBinding = {
    ...wasmChecks(glue, instance),
    contract: () => contract,
    initialize: () => {}, // Errors are made here, and the host's functions are known.
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
        plan.prepared = prepare(plan.text); // A panic has ended the instance that had it.
        plan.instance = instance.number;
      }
      const run = () => glue.runPlan(control, plan.prepared as never, input, wantsSteps);
      return instance.enter(null, binding.runPlan, run) as NativeReport;
    },
    commands: families(glue, instance, JSON.parse(contract)),
  };
  return binding;
}

function families(glue: Glue, instance: Instance, contract: Contract): CommandBinding["commands"] {
  const built = new Map<string, Record<string, NativeCommand>>();
  for (const [index, [method, command]] of Object.entries(contract["x-commands"]).entries()) {
    const { family, name } = splitMethod(method);
    const commands = built.get(family) ?? {};
    built.set(family, commands);
    const call: NativeCommand = (...args) =>
      instance.enter(method, call, () => glue.call(index, undefined, args));
    const run = takesPair(command) ? pair(glue, instance, index, method) : call;
    commands[command.blocking ? `${name}Sync` : name] = run;
    if (command.blocking) {
      const start = async (control: unknown, ...args: unknown[]) =>
        instance.enter(method, start, () => glue.call(index, control as number | undefined, args));
      commands[name] = start as NativeCommand;
    }
  }
  return Object.fromEntries(built);
}

/** Whether a command takes two numbers and gives one. */
function takesPair({ params, result }: ContractCommand): boolean {
  const schemas = [result, ...params.map(({ schema }) => schema)];
  return (
    schemas.length === 3 && schemas.every(({ type }) => type === "integer" || type === "number")
  );
}

/** The function of such a command. Two numbers go in as they are, which is many times faster. */
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

/** The listener's failure is not that of the call: it is nobody's to catch, as in an event handler. */
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
