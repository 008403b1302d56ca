/** The WebAssembly module that the program has handed in, before anything that uses it was imported. */
export let module: WebAssembly.Module;

/** Hands it in. */
export function provide(given: WebAssembly.Module): void {
  module = given;
}
