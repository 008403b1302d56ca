import { module } from "#wasm-module";
import { Addon } from "../client/addon.ts";
import { elsewhere } from "../generated/elsewhere.ts";
import { wasmBinding } from "./binding.ts";
import * as glue from "./glue/glue.js";

/** Pintle's own commands that are portable, as WebAssembly. */
export const builtin: Addon = new Addon(wasmBinding(glue, module, elsewhere));
