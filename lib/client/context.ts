/**
 * The same function, bound to the current asynchronous context rather than that of its caller.
 * Browsers have no such context.
 */
export function inContext<Args extends unknown[]>(
  listener: (...args: Args) => void,
): (...args: Args) => void {
  const hooks = globalThis.process?.getBuiltinModule?.("node:async_hooks");
  return hooks === undefined ? listener : hooks.AsyncResource.bind(listener);
}
