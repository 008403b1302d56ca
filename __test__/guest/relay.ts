import { PintleError, runGuest } from "../../index.ts";
import type { Answer, Caller } from "../policy/callers.ts";
import { data, guest, relay } from "./wat.ts";

/** A guest that runs, as one who is not trusted: its thread is started for each call. */
export class Relay implements Caller {
  readonly #policy: string;

  constructor(policy: string) {
    this.#policy = policy;
  }

  call(method: string, params: unknown): Promise<Answer> {
    return this.#run(relay, { method, params });
  }

  runPlan(plan: unknown, input?: unknown): Promise<Answer> {
    const document = Array.isArray(plan) ? { steps: plan } : (plan as object);
    return this.#run(relay, input === undefined ? document : { ...document, input });
  }

  send(text: string): Promise<Answer> {
    return this.#run(asking(text));
  }

  async #run(wasm: Uint8Array, input?: unknown): Promise<Answer> {
    try {
      return { result: await runGuest(wasm, { policy: this.#policy, input }) };
    } catch (error) {
      if (!PintleError.is(error)) {
        throw error;
      }
      return { error: error.code === "ERR_PINTLE_GUEST_ERROR" ? said(error) : error };
    }
  }

  async close(): Promise<void> {
    // Nothing is left of a guest that has ended.
  }
}

/** What the guest says that it was told. */
function said({ details }: PintleError): NonNullable<Answer["error"]> {
  return details as unknown as NonNullable<Answer["error"]>;
}

/** A guest that requests any text, and returns the answer. */
export function asking(text: string | Uint8Array): Uint8Array {
  return guest({
    data: text,
    memory: '(memory (export "memory") 16)',
    run: `(local $n i32)
      (local.set $n (call $call (i32.const ${data}) (i32.const ${Buffer.byteLength(text)})))
      (drop (call $take (i32.const ${data}) (local.get $n)))
      (i64.or (i64.const ${data * 2 ** 32}) (i64.extend_i32_u (local.get $n)))`,
  });
}
