import type { Contract } from "../contract/document.ts";

/** The contract of a transport: the given one, or Pintle's own. */
export class OwnContract {
  #contract: Contract | undefined;

  constructor(given: Contract | undefined) {
    this.#contract = given;
  }

  /**
   * Reads it. Pintle's own is large, so programs without such a transport should not pay for it.
   */
  async load(): Promise<void> {
    this.#contract ??= (await import("../contract/committed.ts")).committed;
  }

  get(): Contract {
    if (this.#contract === undefined) {
      throw new Error("the transport has not been started; use connect()");
    }
    return this.#contract;
  }
}
