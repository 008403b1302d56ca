import type { Binding, Control, NativeCommand, StreamHandle } from "../binding/binding.ts";
import { onAbort } from "../client/abort.ts";
import { define } from "../options/own.ts";
import { interruptible, onInterrupt } from "./interrupt.ts";

/**
 * The binding of an addon, all of whose asynchronous calls and streams are cancelled when the process is asked to
 * end.
 */
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

  /** For each stream that is open, what ends listening. */
  const open = new WeakMap<StreamHandle, () => void>();
  const close = (stream: StreamHandle) => open.get(stream)?.();
  const streaming =
    (start: NativeCommand): NativeCommand =>
    (given, ...args) => {
      const control = (given as Control | undefined) ?? binding.createControl();
      const stream = start(control, ...args) as StreamHandle;
      open.set(
        stream,
        onInterrupt(() => binding.cancel(control)),
      );
      return stream;
    };

  const commands: Record<string, Record<string, NativeCommand>> = {};
  for (const [family, native] of Object.entries(binding.commands)) {
    const own: Record<string, NativeCommand> = { ...native };
    for (const [name, start] of Object.entries(native)) {
      if (!(`${name}Sync` in native)) {
        continue;
      }
      if (binding.streams.includes(`${family}.${name}`)) {
        own[name] = streaming(start);
      } else {
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
    // A process that is asked to end waits for the end of a stream only while somebody reads it.
    pullStream: (stream, columns) =>
      interruptible(async () => {
        try {
          const batch = await binding.pullStream(stream, columns);
          if (batch === undefined) {
            close(stream);
          }
          return batch;
        } catch (error) {
          close(stream);
          throw error;
        }
      }),
    leaveStream(stream) {
      close(stream);
      binding.leaveStream(stream);
    },
    runPlan: (control, ...rest) =>
      controlled(control, (control) => binding.runPlan(control, ...rest)),
  };
}
