import { resolve } from "node:path";
import type { Binding } from "../binding/binding.ts";
import { type Loaded, loadBuiltin } from "../binding/builtin.ts";
import { Addon } from "./addon.ts";

/** Where Pintle's own addon was found. */
export const loaded: Loaded = loadBuiltin();

/** Pintle's own commands. */
export const builtin: Addon<Binding> = new Addon(
  loaded.binding,
  loaded.source === "WebAssembly" ? undefined : resolve(loaded.file),
);
