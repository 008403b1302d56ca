import type { Binding, Control, NativeCommand } from "../binding/binding.ts";
import { onAbort } from "../client/abort.ts";
import { define } from "../options/own.ts";
import { interruptible } from "./interrupt.ts";

/** The binding of an addon, all of whose asynchronous calls are cancelled when the process is asked to end. */
export function interruptibleBinding(binding: Binding): Binding {
  const controlled = <T>(given: Control | undefined, start: (control: Control) => Promise<T>) =>
    interruptible(async (signal) => {
      const control = given ?? binding.createControl();
      const stopListening = onAbort(signal, () => binding.cancel(control));
      try {
        return await start(control);
      } finally {
        stopListening();
      }
    });

  const commands: Record<string, Record<string, NativeCommand>> = {};
  for (const [family, native] of Object.entries(binding.commands)) {
    const own: Record<string, NativeCommand> = { ...native };
    for (const [name, start] of Object.entries(native)) {
      // A stream is not a promise; its command ends with its reader.
      if (`${name}Sync` in native && !binding.streams.includes(`${family}.${name}`)) {
        own[name] = (control, ...args) =>
          controlled(
            control as Control | undefined,
            (control) => start(control, ...args) as Promise<unknown>,
          );
      }
    }
    define(commands, family, own);
  }

  return {
    ...binding,
    commands,
    runPlan: (control, ...rest) =>
      controlled(control, (control) => binding.runPlan(control, ...rest)),
  };
}
