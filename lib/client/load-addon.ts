import { resolve } from "node:path";
import type { Binding } from "../binding/binding.ts";
import { loadBinding } from "../binding/load.ts";
import { Addon } from "./addon.ts";

/**
 * Loads an addon built with `pintle::addon!`. `pintle schema --format typescript` generates its
 * types.
 */
export function loadAddon(file: string): Addon<Binding> {
  return new Addon(loadBinding(file), resolve(file));
}
