import type { ContractChecks, ContractHandle } from "../binding/binding.ts";
import type { Glue, Instance } from "./instance.ts";

type Read = InstanceType<Glue["ContractChecks"]>;

/** A contract, and the instance of the module that has read it. */
interface WasmContract {
  readonly text: string | undefined;
  instance: number;
  read: Read;
}

/** The checks of a module. */
export function wasmChecks(glue: Glue, instance: Instance): ContractChecks {
  let own: WasmContract | undefined;

  function read(text: string | undefined): WasmContract {
    const checks = instance.enter(null, read, () => new glue.ContractChecks(text));
    return { text, instance: instance.number, read: checks };
  }

  function readOf(handle: ContractHandle | undefined): Read {
    if (handle === undefined) {
      own ??= read(undefined);
    }
    const contract = (handle ?? own) as unknown as WasmContract;
    if (contract.instance !== instance.number) {
      Object.assign(contract, read(contract.text)); // The instance that prepared it has ended in a panic.
    }
    return contract.read;
  }

  const checks: ContractChecks = {
    readContract: (text) => read(text) as unknown as ContractHandle,
    checkCallable(contract, method) {
      const read = readOf(contract);
      instance.enter(method, checks.checkCallable, () => read.checkCallable(method));
    },
    checkCall(contract, method, params) {
      const read = readOf(contract);
      instance.enter(method, checks.checkCall, () => read.checkCall(method, params));
    },
    checkItem(contract, method, input, index, item) {
      const read = readOf(contract);
      instance.enter(method, checks.checkItem, () => read.checkItem(method, input, index, item));
    },
    checkReply(contract, method, callback, reply) {
      const read = readOf(contract);
      instance.enter(method, checks.checkReply, () => read.checkReply(method, callback, reply));
    },
    checkOptions(contract, method, options) {
      const read = readOf(contract);
      instance.enter(method, checks.checkOptions, () => read.checkOptions(method, options));
    },
    checkAnswer(contract, method, result) {
      const read = readOf(contract);
      instance.enter(method, checks.checkAnswer, () => read.checkAnswer(method, result));
    },
    checkValue(name, value) {
      instance.enter(null, checks.checkValue, () => glue.checkValue(name, value));
    },
  };
  return checks;
}
