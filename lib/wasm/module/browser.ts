import { compile } from "./compile.ts";

/** The WebAssembly module, next to this script. Bundlers recognise this form and copy the file. */
export const module: WebAssembly.Module = await compile(new URL("./pintle.wasm", import.meta.url));
