import type { ContractChecks, ContractHandle } from "../binding/binding.ts";
import { offeredChecks } from "../binding/checks.ts";
import type { Contract } from "../contract/document.ts";
import type { Params } from "./transport.ts";

/** Asks Rust whether values are what a contract says. What it throws is what a direct call throws. */
export class Checker {
  static readonly #known = new WeakMap<Contract, Checker>();

  readonly #contract: Contract;
  readonly #checks: ContractChecks;
  #handle: ContractHandle | undefined;

  private constructor(contract: Contract, checks: ContractChecks) {
    this.#contract = contract;
    this.#checks = checks;
  }

  /**
   * The checker for a contract. It needs an addon, Pintle's own or another: the one that is loaded, or else Pintle's
   * portable commands as WebAssembly.
   */
  static async of(contract: Contract): Promise<Checker> {
    const checks = offeredChecks() ?? (await import("../wasm/builtin.ts")).builtin.binding;
    const checker = Checker.#known.get(contract) ?? new Checker(contract, checks);
    Checker.#known.set(contract, checker);
    return checker;
  }

  /** The contract, which is read when the first value is checked. */
  get #read(): ContractHandle {
    this.#handle ??= this.#checks.readContract(JSON.stringify(this.#contract));
    return this.#handle;
  }

  /** Throws unless there is such a command, and a transport can run it. */
  callable(method: string): void {
    this.#checks.checkCallable(this.#read, method);
  }

  /** Throws what a direct call with these parameters would throw before it runs. */
  params(method: string, params: Params): void {
    this.#checks.checkCall(this.#read, method, params);
  }

  /** Throws what a direct call would throw because of an item of an input, which comes after `index` others. */
  item(method: string, input: string, index: number, item: unknown): void {
    this.#checks.checkItem(this.#read, method, input, index, item);
  }

  /** Throws when a callback of a command, a parameter or an option of that name, may not return a value. */
  reply(method: string, callback: string, reply: unknown): void {
    this.#checks.checkReply(this.#read, method, callback, reply);
  }

  /** Throws what a direct call with this trailing object would throw because of it. */
  options(method: string, options: unknown): void {
    this.#checks.checkOptions(this.#read, method, options);
  }

  /** Throws when a value cannot be a result of that command. */
  result(method: string, result: unknown): void {
    this.#checks.checkAnswer(this.#read, method, result);
  }

  /** Throws what a direct run of a plan with that input throws. */
  input(input: unknown): void {
    this.#checks.checkValue("input", input);
  }
}
