/**
 * The WebAssembly module that the program has passed in, before anything that uses it was imported.
 */
export let module: WebAssembly.Module;

/** Sets it. */
export function provide(given: WebAssembly.Module): void {
  module = given;
}
