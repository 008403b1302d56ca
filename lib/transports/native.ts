import type { Addon } from "../client/addon.ts";
import { builtin } from "../client/builtin.ts";
import { direct } from "./direct.ts";
import type { Transport } from "./transport.ts";

/** The native addon in this process. */
export function native(addon: Addon = builtin): Transport {
  return direct(addon);
}
