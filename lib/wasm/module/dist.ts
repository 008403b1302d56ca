import { read } from "./read.ts";

/** For the scripts in dist/. */
export const module: WebAssembly.Module = read(locate);

function locate(): URL {
  return new URL("./wasm/pintle.wasm", import.meta.url);
}
