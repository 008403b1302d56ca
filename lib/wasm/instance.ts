import { type ErrorData, PintleError } from "../errors/pintle-error.ts";
import { withStackOf } from "../errors/stack.ts";

/**
 * The JavaScript that wasm-bindgen has generated around a module. It serves one instance at a time.
 */
export type Glue = typeof import("./glue/glue.js");

type Caller = (...args: never[]) => unknown;

/**
 * The running instance of the module. A panic cannot be caught inside, and leaves the instance in
 * an unknown state; so the next call uses a new one.
 */
export class Instance {
  /** How many instances there have been before. */
  number = 0;
  readonly #glue: Glue;
  readonly #initialize: () => void;
  #depth = 0;
  #isLost = false;

  constructor(glue: Glue, module: WebAssembly.Module, initialize: () => void) {
    this.#glue = glue;
    this.#initialize = initialize;
    glue.initSync({ module });
    initialize();
  }

  /**
   * Runs a function inside. What it throws is a `PintleError` with the stack of `caller`'s caller.
   */
  enter<T>(method: string | null, caller: Caller, work: () => T): T {
    this.#depth += 1;
    try {
      return work();
    } catch (thrown) {
      throw withStackOf(this.#errorOf(thrown, method), caller);
    } finally {
      this.#depth -= 1;
      if (this.#isLost && this.#depth === 0) {
        this.#restart();
      }
    }
  }

  #errorOf(thrown: unknown, method: string | null): unknown {
    if (PintleError.is(thrown)) {
      return thrown; // From a nested call, made by a listener.
    }
    if (!(thrown instanceof Error)) {
      return new PintleError(thrown as ErrorData);
    }
    this.#isLost = true;
    return new PintleError({ ...panicOf(this.#glue, thrown, method), cause: thrown });
  }

  #restart(): void {
    this.#glue.__wbg_reset_state();
    this.#initialize();
    this.number += 1;
    this.#isLost = false;
  }
}

/** What has ended the instance: a panic, or exhaustion of the stack or the memory. */
function panicOf(glue: Glue, thrown: Error, method: string | null): ErrorData {
  const panic = lastPanic(glue, method);
  return (
    panic ?? {
      code: "ERR_PINTLE_PANIC",
      message: `${method === null ? "" : `${method}: `}the command panicked: ${thrown.message}`,
      command: method,
      pointer: "",
    }
  );
}

function lastPanic(glue: Glue, method: string | null): ErrorData | undefined {
  try {
    return glue.takePanic(method ?? undefined);
  } catch {
    return undefined; // Not even that works any longer.
  }
}
