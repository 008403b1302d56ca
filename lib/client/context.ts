/**
 * The same function, which runs in the caller's asynchronous context and not in that of whoever
 * calls it. Browsers have no such context.
 */
export function inContext<Args extends unknown[]>(
  listener: (...args: Args) => void,
): (...args: Args) => void {
  const hooks = globalThis.process?.getBuiltinModule?.("node:async_hooks");
  return hooks === undefined ? listener : hooks.AsyncResource.bind(listener);
}
