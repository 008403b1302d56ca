import type { CommandBinding, Control } from "../binding/binding.ts";
import { ownOf } from "../options/own.ts";
import { onAbort } from "./abort.ts";
import type { LineCallOptions } from "./call-options.ts";
import { withReason } from "./cancelled.ts";
import { checkOptions } from "./check-options.ts";
import { inContext } from "./context.ts";
import { listenerOf } from "./listener.ts";

/** Runs a native call that can be cancelled and reports progress. */
export async function controlled<T>(
  binding: CommandBinding,
  method: string,
  options: LineCallOptions,
  call: (control: Control) => Promise<T>,
): Promise<T> {
  checkOptions(method, options);
  const { signal } = ownOf(options);
  const listener = listenerOf(options);
  const control = binding.createControl(listener && inContext(listener));
  const stopListening = signal && onAbort(signal, () => binding.cancel(control));
  try {
    return await call(control);
  } catch (error) {
    throw withReason(error, method, signal);
  } finally {
    stopListening?.();
  }
}
