import type { StreamHandle } from "../binding/binding.ts";

/**
 * The stream of a command in WebAssembly. There is no thread that it could run on, so it has run to its end when
 * it was called.
 */
interface WasmStream {
  items: ArrayLike<unknown> | undefined;
  readonly failure?: { readonly error: unknown };
}

/** Runs a command, and keeps what it has sent. */
export function openStream(run: () => unknown): StreamHandle {
  let stream: WasmStream;
  try {
    stream = { items: run() as ArrayLike<unknown> };
  } catch (error) {
    stream = { items: undefined, failure: { error } };
  }
  return stream as unknown as StreamHandle;
}

/** Everything that the command has sent, once. */
export async function pullStream(handle: StreamHandle): Promise<unknown> {
  const stream = handle as unknown as WasmStream;
  const { items, failure } = stream;
  stream.items = undefined;
  if (failure !== undefined) {
    throw failure.error;
  }
  return items;
}

/** Drops what the command has sent. */
export function leaveStream(handle: StreamHandle): void {
  (handle as unknown as WasmStream).items = undefined;
}
