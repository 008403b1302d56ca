import type { CommandBinding, Control } from "../binding/binding.ts";
import { onAbort } from "./abort.ts";
import type { CallOptions } from "./call-options.ts";
import { withReason } from "./cancelled.ts";
import { checkOptions } from "./check-options.ts";
import { inContext } from "./context.ts";

/** Runs a native call that can be cancelled and tells how far it is. */
export async function controlled<T>(
  binding: CommandBinding,
  method: string,
  { signal, onProgress }: CallOptions,
  call: (control: Control) => Promise<T>,
): Promise<T> {
  checkOptions(method, { signal, onProgress });
  const control = binding.createControl(onProgress && inContext(onProgress));
  const stopListening = signal && onAbort(signal, () => binding.cancel(control));
  try {
    return await call(control);
  } catch (error) {
    throw withReason(error, method, signal);
  } finally {
    stopListening?.();
  }
}
