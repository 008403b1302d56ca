import { read } from "./read.ts";

/** For the sources. */
export const module: WebAssembly.Module = read(locate);

function locate(): URL {
  return new URL("../../../dist/wasm/pintle.wasm", import.meta.url);
}
