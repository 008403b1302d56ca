import { compile } from "./compile.ts";

/** The WebAssembly module, from beside this script. Bundlers know this form and bring the file along. */
export const module: WebAssembly.Module = await compile(new URL("./pintle.wasm", import.meta.url));
