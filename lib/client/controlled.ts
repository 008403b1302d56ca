import { AsyncResource } from "node:async_hooks";
import type { Binding, Control } from "../binding/binding.ts";
import { onAbort } from "./abort.ts";
import type { LineCallOptions } from "./call-options.ts";
import { withReason } from "./cancelled.ts";
import { checkOptions } from "./check-options.ts";
import { listenerOf } from "./listener.ts";

/** Runs a native call that can be cancelled and tells how far it is. */
export async function controlled<T>(
  binding: Binding,
  method: string,
  options: LineCallOptions,
  call: (control: Control) => Promise<T>,
): Promise<T> {
  checkOptions(method, options);
  const { signal } = options;
  const listener = listenerOf(options);
  // The listener runs in the caller's asynchronous context, not in that of the addon.
  const control = binding.createControl(listener && AsyncResource.bind(listener));
  const stopListening = signal && onAbort(signal, () => binding.cancel(control));
  try {
    return await call(control);
  } catch (error) {
    throw withReason(error, method, signal);
  } finally {
    stopListening?.();
  }
}
