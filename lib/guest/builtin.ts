import { builtin } from "../client/builtin.ts";
import { withStackOf } from "../errors/stack.ts";
import { ownOf } from "../options/own.ts";
import type { GuestOptions, UnderPolicy } from "./run-guest.ts";
import * as guest from "./run-guest.ts";

/**
 * Runs a guest: a WebAssembly module that can only request commands, of which those run that the
 * policy allows. It runs in its own thread, which has ended when the promise settles.
 *
 * @param wasm the module: its bytes, or its file
 * @returns the guest's result, as JSON
 */
export async function runGuest(
  wasm: Uint8Array | string | URL,
  options: GuestOptions = {},
): Promise<unknown> {
  try {
    return await guest.runGuest(wasm, withAddon(options));
  } catch (error) {
    throw withStackOf(error, runGuest);
  }
}

/**
 * Runs a request of an untrusted caller, such as a guest's result: a call
 * (`{ "method", "params" }`, or `{ "action": "run_binary", "program", "args" }`) or a plan.
 *
 * @returns the result of the command, or the report of the plan, as JSON
 */
export async function runRequest(request: unknown, options: UnderPolicy = {}): Promise<unknown> {
  try {
    return await guest.runRequest(request, withAddon(options));
  } catch (error) {
    throw withStackOf(error, runRequest);
  }
}

/** The options, with Pintle's own addon by default. */
function withAddon<Options extends UnderPolicy>(options: Options) {
  const given = ownOf(options);
  return { ...given, addon: given.addon ?? builtin };
}
