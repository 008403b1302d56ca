/**
 * The own enumerable properties of an object, and nothing behind them: what an object does not say itself is
 * not to be what somebody has put on `Object.prototype`. Every object of options is read through this.
 */
export function ownOf<T extends object>(options: T): T {
  return { __proto__: null, ...options };
}
