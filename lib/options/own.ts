/**
 * The own enumerable properties of an object, without inherited ones: what someone has put on
 * `Object.prototype` must not become an option. Every options object is read through this.
 */
export function ownOf<T extends object>(options: T): T {
  return { __proto__: null, ...options };
}
