/**
 * The portable commands as WebAssembly that the program passes in: what `import … from
 * "pintle/wasm/init"` exports. It needs neither top-level `await` nor a file next to the script.
 */

import { compile, type WasmSource } from "./lib/wasm/module/compile.ts";
import { provide } from "./lib/wasm/module/given.ts";

export { type ErrorData, PintleError } from "./lib/errors/pintle-error.ts";
export type { WasmSource };

/** Everything that `pintle/wasm` exports. */
export type Portable = typeof import("pintle/wasm");

let started: Promise<Portable> | undefined;

/**
 * Starts Pintle from `pintle.wasm`, which the package exports as `pintle/pintle.wasm`: from the compiled module,
 * its bytes, a `Response`, or a URL. Resolves to what `pintle/wasm` exports. Once it has succeeded,
 * every further call resolves to the same, whatever its argument.
 *
 * Rejects with `ERR_PINTLE_LOAD` if the module cannot be loaded.
 */
export function init(source: WasmSource | PromiseLike<WasmSource>): Promise<Portable> {
  if (started === undefined) {
    const start = load(source);
    started = start;
    start.catch(() => {
      started = undefined; // The next call may get something better.
    });
  }
  return started;
}

async function load(source: WasmSource | PromiseLike<WasmSource>): Promise<Portable> {
  provide(await compile(source));
  return (await import("./wasm.ts")) as unknown as Portable;
}
