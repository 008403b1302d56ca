import { resolve } from "node:path";
import type { Binding } from "../binding/binding.ts";
import { findBinding, loadBinding } from "../binding/load.ts";
import { Addon } from "./addon.ts";

const file = findBinding();

/** Pintle's own commands. */
export const builtin: Addon<Binding> = new Addon(loadBinding(file), resolve(file));
