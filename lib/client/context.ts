/**
 * The same function, bound to the current asynchronous context rather than that of its caller.
 * Browsers have no such context.
 */
export function inContext<Args extends unknown[]>(
  listener: (...args: Args) => void,
): (...args: Args) => void {
  const hooks = globalThis.process?.getBuiltinModule?.("node:async_hooks");
  if (hooks === undefined) {
    return listener;
  }
  // Not AsyncResource.bind, whose functions cost ten times as much (`npm run bench -- direct callbacks`).
  const resource = new hooks.AsyncResource(listener.name || "pintle");
  return (...args) => resource.runInAsyncScope(listener, undefined, ...args);
}
