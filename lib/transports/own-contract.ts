import type { Contract } from "../contract/document.ts";
import { Checker } from "./checker.ts";

/** The contract of a transport: the given one, or Pintle's own. */
export class OwnContract {
  #contract: Contract | undefined;
  #checker: Checker | undefined;

  constructor(given: Contract | undefined) {
    this.#contract = given;
  }

  /**
   * Reads it. Pintle's own is large, so programs without such a transport should not pay for it.
   */
  async load(): Promise<void> {
    this.#contract ??= (await import("../contract/committed.ts")).committed;
    this.#checker ??= await Checker.of(this.#contract);
  }

  get(): Contract {
    return started(this.#contract);
  }

  /** Checks values against it. */
  get checker(): Checker {
    return started(this.#checker);
  }
}

function started<T>(made: T | undefined): T {
  if (made === undefined) {
    throw new Error("the transport has not been started; use connect()");
  }
  return made;
}
