import { module } from "#wasm-module";
import { Addon } from "../client/addon.ts";
import { notPortable } from "../generated/not-portable.ts";
import { wasmBinding } from "./binding.ts";
import * as glue from "./glue/glue.js";

/** Pintle's own portable commands, as WebAssembly. */
export const builtin: Addon = new Addon(wasmBinding(glue, module, notPortable));
