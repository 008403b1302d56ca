import { resolve } from "node:path";
import type { Binding } from "../binding/binding.ts";
import { loadBinding } from "../binding/load.ts";
import { ownOf } from "../options/own.ts";
import { Addon } from "./addon.ts";

/** What an addon has to be. */
export interface LoadAddonOptions {
  /**
   * The hash of its contract, as generated modules name it: an addon with other commands, or with other
   * types, is not loaded.
   */
  readonly contract?: string;
}

/**
 * Loads an addon built with `pintle::addon!`. `pintle schema --format typescript` generates its
 * types.
 */
export function loadAddon(file: string, options: LoadAddonOptions = {}): Addon<Binding> {
  return new Addon(loadBinding(file, ownOf(options).contract), resolve(file));
}
