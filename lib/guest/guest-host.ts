import type { PintleError } from "../errors/pintle-error.ts";
import { asGuestError, trapped, usedUp } from "./errors.ts";
import type { HeldLimits } from "./limits.ts";
import type { GuestMemory } from "./memory.ts";

/** What a guest can call, and how much it has used. */
export class GuestHost {
  readonly #limits: HeldLimits;
  readonly #ask: (request: Uint8Array) => Uint8Array;
  /** Known once the guest is instantiated, which is after its start function has run. */
  memory: GuestMemory | undefined;
  /**
   * Why the guest must end. It may have caught the exception; what it does after that is ignored.
   */
  failure: PintleError | undefined;
  #calls = 0;
  #outputBytes = 0;
  #answer: Uint8Array | undefined;

  constructor(limits: HeldLimits, ask: (request: Uint8Array) => Uint8Array) {
    this.#limits = limits;
    this.#ask = ask;
  }

  /** The functions of the module `pintle`. */
  readonly imports: WebAssembly.ModuleImports = {
    host_call: (pointer: number, length: number) =>
      this.#guarded("host_call", (memory) => {
        this.#calls += 1;
        if (this.#calls > this.#limits.calls) {
          throw usedUp("calls", this.#limits.calls, "calls");
        }
        this.output(length >>> 0);
        this.#answer = this.#ask(memory.region("host_call a request", pointer, length));
        return this.#answer.length;
      }),

    host_take: (pointer: number, room: number) =>
      this.#guarded("host_take", (memory) => {
        const answer = this.#answer;
        if (answer === undefined) {
          throw trapped("called host_take without an answer to take");
        }
        if (room >>> 0 < answer.length) {
          throw trapped(
            `passed host_take room for ${room >>> 0} bytes, but the answer has ${answer.length}`,
          );
        }
        memory.write("host_take room", pointer, answer);
        this.#answer = undefined;
        return answer.length;
      }),
  };

  /** Counts the bytes that the guest outputs. */
  output(bytes: number): void {
    this.#outputBytes += bytes;
    if (this.#outputBytes > this.#limits.outputBytes) {
      throw usedUp("outputBytes", this.#limits.outputBytes, "bytes");
    }
  }

  #guarded(name: string, work: (memory: GuestMemory) => number): number {
    if (this.failure !== undefined) {
      throw this.failure;
    }
    try {
      if (this.memory === undefined) {
        throw trapped(`called ${name} in its start function`);
      }
      return work(this.memory);
    } catch (error) {
      this.failure = asGuestError(error);
      throw this.failure;
    }
  }
}
