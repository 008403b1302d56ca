import { commandIn } from "../contract/document.ts";
import { notPortableError } from "../errors/not-portable.ts";
import { direct } from "./direct.ts";
import { OwnContract } from "./own-contract.ts";
import type { Transport } from "./transport.ts";

/**
 * The portable commands as WebAssembly, in Node and in browsers. The others reject with
 * `ERR_PINTLE_NOT_PORTABLE`. Everything runs on the calling thread.
 */
export function wasm(): Transport {
  const own = new OwnContract(undefined);
  let module: Transport | undefined;
  let isClosed = false;

  function started(): Transport {
    if (module === undefined) {
      throw new Error("the transport has not been started; use connect()");
    }
    return module;
  }

  return {
    portableOnly: true,
    feedsInputs: false,
    contract: () => own.get(),

    async start() {
      await own.load();
      module = direct((await import("../wasm/builtin.ts")).builtin);
    },

    async call(method, params, options) {
      if (!isClosed && commandIn(own.get(), method)?.portable === false) {
        throw notPortableError(method);
      }
      return started().call(method, params, options);
    },

    async *stream(method, params, options) {
      if (!isClosed && commandIn(own.get(), method)?.portable === false) {
        throw notPortableError(method);
      }
      yield* started().stream?.(method, params, options) ?? [];
    },

    async runPlan(plan, options) {
      return started().runPlan(plan, options);
    },

    async close() {
      isClosed = true;
      await module?.close();
    },
  };
}
