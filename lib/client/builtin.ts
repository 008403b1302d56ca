import { findBinding } from "../binding/load.ts";
import { Addon } from "./addon.ts";

/** Pintle's own commands. */
export const builtin: Addon = new Addon(findBinding());
