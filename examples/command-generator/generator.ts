/** A command as data: a request, and a step of a plan. */
export interface Command {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  place_for(length: number): number;
  make_command(operation: number, length: number, a: number, b: number): bigint;
}

/** The generator in a module: `make_command("add", 5, 7)` returns the command, and runs nothing. */
export function commandGenerator(
  wasm: Uint8Array<ArrayBuffer>,
): (operation: string, a: number, b: number) => Command {
  // It is given no imports: whatever it does stays in its own memory.
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm), {});
  const { memory, place_for, make_command } = exports as unknown as Exports;
  return (operation, a, b) => {
    const name = new TextEncoder().encode(operation);
    const place = place_for(name.length);
    new Uint8Array(memory.buffer).set(name, place);
    const command = make_command(place, name.length, a, b);
    const [start, length] = [Number(command >> 32n), Number(command & 0xffff_ffffn)];
    return JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, start, length)));
  };
}
