import { type ErrorData, PintleError } from "../errors/pintle-error.ts";
import { withStackOf } from "../errors/stack.ts";

/** The JavaScript that wasm-bindgen has written around a module. It serves one at a time. */
export type Glue = typeof import("./glue/glue.js");

type Caller = (...args: never[]) => unknown;

/**
 * The running instance of the module. A panic cannot be caught inside, and leaves the instance in a
 * state that nobody knows; so the next call finds a new one.
 */
export class Instance {
  /** How many there have been before. */
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

  /** Does something inside. What it throws is a `PintleError` with the stack of `caller`'s caller. */
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
      return thrown; // Of a call further in, that a listener made.
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

/** What has ended the instance: a panic, or that the stack or the memory was used up. */
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
    return undefined; // Not even that works any more.
  }
}
